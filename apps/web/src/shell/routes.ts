import { may, type Permission } from '@answerdesk/domain';
import type { ScreenArea } from '@answerdesk/locales';
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  type ParsedLocation,
  redirect,
} from '@tanstack/react-router';
import { loadAreas } from '../i18n.ts';
import { type Session, sessionQuery } from '../session.ts';
import { BareCrashScreen, BareNotFoundPage } from './bare-page.tsx';
import { Forbidden } from './forbidden.ts';
import { RootLayout } from './root-layout.tsx';

export const rootRoute = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({
  component: RootLayout,
  notFoundComponent: BareNotFoundPage,
  errorComponent: BareCrashScreen,
});

/** The pages for people who are not signed in yet. */
export const signedOutRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-out',
  loader: () => loadAreas('auth'),
  component: lazyRouteComponent(() => import('./signed-out-frame.tsx'), 'SignedOutFrame'),
});

/** The pages inside the app: whoever is not signed in is asked to, and comes back. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }): Promise<{ readonly session: Session }> => {
    const signedIn = await context.queryClient.ensureQueryData(sessionQuery);
    if (!signedIn) throw redirect({ to: '/sign-in', search: { next: nextOf(location) } });
    const { person, tenant } = signedIn;
    if (!tenant) throw redirect({ to: '/first-tenant' });
    return { session: { person, tenant } };
  },
  errorComponent: BareCrashScreen,
  component: lazyRouteComponent(() => import('./app-frame.tsx'), 'AppFrame'),
});

/** For a route's `beforeLoad`: only people with the permission see the page. */
export function requires(permission: Permission) {
  return ({ context }: { readonly context: { readonly session: Session } }): void => {
    if (!may(context.session.tenant.role, permission)) throw new Forbidden();
  };
}

/** For a route's `loader`: the sentences its page speaks. */
export function speaks(...areas: readonly ScreenArea[]): () => Promise<void> {
  return () => loadAreas(...areas);
}

function nextOf(location: ParsedLocation): string | undefined {
  return location.href === '/' ? undefined : location.href;
}
