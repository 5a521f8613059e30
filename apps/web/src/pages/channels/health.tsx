import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';

type Health = Awaited<ReturnType<typeof trpcClient.channels.check.query>>;

const CHECK_EVERY_MS = 60_000;

/** How the platform sees an account right now, in a sentence, with the way to mend what can be mended from here. */
export function HealthLine({ id, onReconnect }: { readonly id: string; readonly onReconnect: () => void }) {
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
  const sentence = useHealthSentence(data);
  if (isPending) return <Skeleton h={22} w="60%" />;
  if (data?.kind === 'healthy') {
    return (
      <Group gap={6} wrap="nowrap" role="status">
        <IconCircleCheck size={18} color="var(--mantine-color-brand-light-color)" aria-hidden />
        <Text size="sm">{sentence}</Text>
      </Group>
    );
  }
  const isMendable = data?.kind === 'webhook-missing' || data?.kind === 'webhook-elsewhere';
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} role="status">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{sentence}</Text>
        {data?.kind === 'failing' && data.said !== '' && (
          <Text size="xs" dir="auto">
            {t('health.said', { words: data.said })}
          </Text>
        )}
        <Group gap="xs">
          {may('channel.write') && isMendable && (
            <Button size="xs" onClick={() => repair.mutate()} loading={repair.isPending}>
              {t('health.repair')}
            </Button>
          )}
          {may('channel.write') && data?.kind === 'credentials-refused' && (
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
