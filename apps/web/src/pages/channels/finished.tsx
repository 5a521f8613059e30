import { Alert, Button, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { useChannelName } from '../../components/channel-names.ts';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { type Agreed, ByHand } from './by-hand.tsx';
import { CustomersWay } from './customers-way.tsx';
import { FirstMessage } from './first-message.tsx';
import { platforms } from './platforms.ts';

export type Connected = Awaited<ReturnType<typeof trpcClient.channels.connect.mutate>>;

const LOOK_EVERY_MS = 1_500;

/** The account is stored: what is left to do on the platform's side, and then the first message. */
export function Finished({
  result,
  agreed,
  onChange,
}: {
  readonly result: Connected;
  readonly agreed: readonly Agreed[];
  readonly onChange: (done: Connected) => void;
}) {
  const t = useSentences('channels');
  const trpc = useTRPC();
  const { wasConnected } = result;
  const [since] = useState(() => new Date().toISOString());
  const [wasAwaited] = useState(result.account.webhookSetByHand && result.account.state === 'unfinished');
  const { data } = useQuery(
    trpc.channels.list.queryOptions(undefined, {
      refetchInterval: ({ state }) =>
        state.data?.items.some(({ id, state: how }) => id === result.account.id && how === 'unfinished')
          ? LOOK_EVERY_MS
          : false,
      refetchIntervalInBackground: true,
    }),
  );
  const account = data?.items.find(({ id }) => id === result.account.id) ?? result.account;
  const isAwaited = account.webhookSetByHand && account.state === 'unfinished';
  if (!account.webhookSetByHand && account.state === 'unfinished') {
    return <Unfinished id={account.id} onChange={onChange} />;
  }
  return (
    <Stack gap="lg">
      {wasAwaited && <Platforms account={account} agreed={agreed} isAwaited={isAwaited} />}
      {!isAwaited && (
        <Paper withBorder radius="lg" p={{ base: 'md', sm: 'lg' }}>
          <Stack gap="md">
            <Title order={2} fz="h4">
              {t(wasConnected ? 'first.renewed' : 'first.title', { name: account.label })}
            </Title>
            <Text>{t('first.write')}</Text>
            {account.link !== undefined && data && (
              <CustomersWay name={account.label} link={account.link} colour={data.colour} />
            )}
            <FirstMessage id={account.id} since={since} />
          </Stack>
        </Paper>
      )}
    </Stack>
  );
}

function Platforms({
  account,
  agreed,
  isAwaited,
}: {
  readonly account: Connected['account'];
  readonly agreed: readonly Agreed[];
  readonly isAwaited: boolean;
}) {
  const t = useSentences('channels');
  const platform = useChannelName()(account.channel);
  const { finish, place } = platforms[account.channel];
  if (!finish) return null;
  return (
    <Paper withBorder radius="lg" p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="md">
        <Title order={2} fz="h4">
          {t(finish.title, { platform: place ?? platform })}
        </Title>
        <Text size="sm" c="dimmed" maw="65ch">
          {t('byHand.about', { name: account.label })}
        </Text>
        <ByHand account={account} agreed={agreed} />
        {isAwaited ? (
          <>
            <Group gap="sm" wrap="nowrap" role="status">
              <Loader size="sm" aria-hidden />
              <Text>{t(finish.waiting, { platform })}</Text>
            </Group>
            <ButtonLink to="/channels" size="xs" variant="default" style={{ alignSelf: 'flex-start' }}>
              {t('byHand.later')}
            </ButtonLink>
          </>
        ) : (
          <Alert color="brand" icon={<IconCircleCheck aria-hidden />} role="status">
            {t('byHand.called', { platform })}
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}

function Unfinished({ id, onChange }: { readonly id: string; readonly onChange: (done: Connected) => void }) {
  const t = useSentences('channels');
  const retry = useMutation({
    mutationFn: () => trpcClient.channels.repair.mutate({ id }),
    onSuccess: (done) => {
      if (done.account.state === 'unfinished') notify(t('unfinished.about'), 'failed');
      onChange(done);
    },
    onError: notifyFailure,
  });
  return (
    <Alert color="yellow" title={t('unfinished.title')} icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Stack align="flex-start" gap="sm">
        <Text>{t('unfinished.about')}</Text>
        <Button onClick={() => retry.mutate()} loading={retry.isPending}>
          {t('unfinished.retry')}
        </Button>
      </Stack>
    </Alert>
  );
}
