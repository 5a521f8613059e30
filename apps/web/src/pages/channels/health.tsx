import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { Lately } from './lately.tsx';
import type { Account } from './use-account-actions.ts';

type Health = Awaited<ReturnType<typeof trpcClient.channels.check.query>>['health'];

const CHECK_EVERY_MS = 60_000;

/**
 * How the platform sees an account right now, in a sentence, with the way to mend what can be mended from here, and what
 * happened there lately.
 */
export function HealthLine({
  account: { id, state, webhookSetByHand },
  onReconnect,
  onShowAddress,
}: {
  readonly account: Pick<Account, 'id' | 'state' | 'webhookSetByHand'>;
  readonly onReconnect: () => void;
  readonly onShowAddress: () => void;
}) {
  const t = useSentences('channels');
  const trpc = useTRPC();
  const may = useMay();
  const queryClient = useQueryClient();
  const { data, isPending, refetch, isFetching } = useQuery(
    trpc.channels.check.queryOptions({ id }, { refetchInterval: CHECK_EVERY_MS, staleTime: 10_000 }),
  );
  const repair = useMutation({
    mutationFn: () => trpcClient.channels.repair.mutate({ id }),
    onSuccess: async ({ account }) => {
      await queryClient.invalidateQueries(trpc.channels.pathFilter());
      if (account.state === 'unfinished') notify(t('unfinished.about'), 'failed');
      else notify(t('health.repaired'));
    },
    onError: notifyFailure,
  });
  const health = data?.health;
  const sentence = useHealthSentence(health);
  if (isPending) return <Skeleton h={22} w="60%" />;
  // Where the platform has not called yet, the way to have it call is shown already.
  const isAwaited = webhookSetByHand && state === 'unfinished';
  if (isAwaited && (health?.kind === 'webhook-missing' || health?.kind === 'healthy')) return null;
  if (data && health?.kind === 'healthy') {
    return (
      <Stack gap={4}>
        <Group gap={6} wrap="nowrap" role="status">
          <IconCircleCheck size={18} color="var(--mantine-color-brand-light-color)" aria-hidden />
          <Text size="sm">{sentence}</Text>
        </Group>
        <Lately report={data} />
      </Stack>
    );
  }
  const isMendable = health?.kind === 'webhook-missing' || health?.kind === 'webhook-elsewhere';
  return (
    <Stack gap={6}>
      <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} role="status">
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{sentence}</Text>
          {health?.kind === 'failing' && health.said !== '' && (
            <Text size="xs" dir="auto">
              {t('health.said', { words: health.said })}
            </Text>
          )}
          <Group gap="xs">
            {may('channel.write') && isMendable && !webhookSetByHand && (
              <Button size="xs" onClick={() => repair.mutate()} loading={repair.isPending}>
                {t('health.repair')}
              </Button>
            )}
            {may('channel.write') && isMendable && webhookSetByHand && (
              <Button size="xs" onClick={onShowAddress}>
                {t('action.setUp')}
              </Button>
            )}
            {may('channel.write') && health?.kind === 'credentials-refused' && (
              <Button size="xs" onClick={onReconnect}>
                {t('action.newToken')}
              </Button>
            )}
            <Button size="xs" variant="default" onClick={() => void refetch()} loading={isFetching}>
              {t('health.again')}
            </Button>
          </Group>
        </Stack>
      </Alert>
      {data && <Lately report={data} />}
    </Stack>
  );
}

function useHealthSentence(health: Health | undefined): string {
  const t = useSentences('channels');
  const { moment } = useFormat();
  if (!health) return t('health.unheard');
  switch (health.kind) {
    case 'healthy':
      return health.pending === 0 ? t('health.healthy') : t('health.pending', { count: health.pending });
    case 'failing':
      return `${t(`health.problem.${health.problem}`, { at: moment(health.at) })} ${t('health.waiting', { count: health.pending })}`;
    case 'webhook-missing':
    case 'webhook-elsewhere':
    case 'credentials-refused':
    case 'unheard':
      return t(`health.${health.kind}`);
  }
}
