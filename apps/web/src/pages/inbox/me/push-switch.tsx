import { Button, Group, Loader } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ErrorState } from '../../../components/error-state.tsx';
import { notifyFailure } from '../../../components/notify.tsx';
import { useSentences } from '../../../i18n.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import { isPushSupported, joinPush, readPush } from './this-browser.ts';
import { Can, Cannot } from './what-browser-can.tsx';

/**
 * Switches the push of this browser on and off for this member in this tenant, whom the server knows it of; asks the browser's
 * permission only when it is clicked.
 */
export function PushSwitch() {
  const t = useSentences('inbox-me');
  const trpc = useTRPC();
  const { data: server } = useQuery(trpc.push.publicKey.queryOptions());
  const ours = useQuery({ queryKey: ['push-subscription'], queryFn: readPush, enabled: isPushSupported });
  const done = { onSuccess: () => ours.refetch(), onError: notifyFailure };
  const subscribe = useMutation({ mutationFn: joinPush, ...done });
  // The browser stays subscribed: another of the person's tenants may tell them in it.
  const unsubscribe = useMutation({
    mutationFn: (endpoint: string) => trpcClient.push.unsubscribe.mutate({ endpoint }),
    ...done,
  });
  if (!isPushSupported) return <Cannot>{t('notify.unsupported')}</Cannot>;
  if (ours.isError) return <ErrorState error={ours.error} retry={() => ours.refetch()} />;
  if (server === undefined || ours.data === undefined) return <Loader size="xs" aria-hidden />;
  const { publicKey } = server;
  if (!publicKey) return <Cannot>{t('notify.pushNotSet')}</Cannot>;
  if (Notification.permission === 'denied') return <Cannot>{t('notify.denied')}</Cannot>;
  const endpoint = ours.data;
  return (
    <Group>
      {endpoint !== null && <Can>{t('notify.pushIsOn')}</Can>}
      <Button
        size="xs"
        variant="default"
        loading={subscribe.isPending || unsubscribe.isPending}
        onClick={() => (endpoint === null ? subscribe.mutate(publicKey) : unsubscribe.mutate(endpoint))}
      >
        {t(endpoint === null ? 'notify.pushOn' : 'notify.pushOff')}
      </Button>
    </Group>
  );
}
