import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { notify } from '../components/notify.tsx';
import { sentences } from '../i18n.ts';
import { onSessionExpired, queryClient } from '../query-client.ts';
import { sessionQuery } from '../session.ts';

/** Around every page: what happens when the server no longer knows the session. */
export function RootLayout() {
  const navigate = useNavigate();
  const href = useRouterState({ select: (state) => state.location.href });
  useEffect(
    () =>
      onSessionExpired(() => {
        if (!queryClient.getQueryData(sessionQuery.queryKey)) return;
        queryClient.clear();
        notify(sentences('shell')('state.sessionExpired'), 'plain', 'session-expired');
        void navigate({ to: '/sign-in', search: { next: href } });
      }),
    [navigate, href],
  );
  return <Outlet />;
}
