import { Button, Group, Loader } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { notifyFailure } from '../../../components/notify.tsx';
import { useSentences } from '../../../i18n.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import { Can, Cannot } from './what-browser-can.tsx';

const WORKER = '/push-worker.js';

/** Switches the push of this browser on and off; asks the browser's permission only when it is clicked. */
export function PushSwitch() {
  const t = useSentences('inbox-me');
  const trpc = useTRPC();
  const { data: server } = useQuery(trpc.push.publicKey.queryOptions());
  const ours = useQuery({ queryKey: ['push-subscription'], queryFn: currentSubscription, enabled: isSupported });
  const subscribe = useMutation({
    mutationFn: async (publicKey: string) => {
      if ((await Notification.requestPermission()) !== 'granted') return;
      const registration = await navigator.serviceWorker.register(WORKER);
      await navigator.serviceWorker.ready;
      const subscription = await registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytesOf(publicKey),
      });
      await trpcClient.push.subscribe.mutate(wireOf(subscription));
    },
    onSuccess: () => ours.refetch(),
    onError: notifyFailure,
  });
  const unsubscribe = useMutation({
    mutationFn: async (subscription: PushSubscription) => {
      await trpcClient.push.unsubscribe.mutate({ endpoint: subscription.endpoint });
      await subscription.unsubscribe();
    },
    onSuccess: () => ours.refetch(),
    onError: notifyFailure,
  });
  if (!isSupported) return <Cannot>{t('notify.unsupported')}</Cannot>;
  if (server === undefined || ours.data === undefined) return <Loader size="xs" aria-hidden />;
  const { publicKey } = server;
  if (!publicKey) return <Cannot>{t('notify.pushNotSet')}</Cannot>;
  if (Notification.permission === 'denied') return <Cannot>{t('notify.denied')}</Cannot>;
  const subscription = ours.data;
  return (
    <Group>
      {subscription && <Can>{t('notify.pushIsOn')}</Can>}
      <Button
        size="xs"
        variant="default"
        loading={subscribe.isPending || unsubscribe.isPending}
        onClick={() => (subscription ? unsubscribe.mutate(subscription) : subscribe.mutate(publicKey))}
      >
        {t(subscription ? 'notify.pushOff' : 'notify.pushOn')}
      </Button>
    </Group>
  );
}

const isSupported =
  window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

function bytesOf(base64Url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64Url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function wireOf(subscription: PushSubscription): Parameters<typeof trpcClient.push.subscribe.mutate>[0] {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? '', keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' } };
}
