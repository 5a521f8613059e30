import { Anchor, Button, Group, NativeSelect, Stack, Switch, Text } from '@mantine/core';
import { IconBrandTelegram, IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { QrCode } from '../../../components/qr-code.tsx';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';

type Status = Awaited<ReturnType<typeof trpcClient.linkedChats.status.query>>;

const LOOK_AGAIN_MS = 3_000;

/** Links the member's own Telegram chat, by a code to scan or a link to open, and unlinks it. */
export function ChatSection() {
  const t = useSentences('inbox-me');
  const trpc = useTRPC();
  const [isLinking, setLinking] = useState(false);
  const status = useQuery(
    trpc.linkedChats.status.queryOptions(undefined, { refetchInterval: isLinking ? LOOK_AGAIN_MS : false }),
  );
  const { data } = status;
  return (
    <Section title={t('chat.title')} about={t('chat.about')}>
      {status.error && !data && <ErrorState error={status.error} retry={status.refetch} />}
      {!data && !status.error && <LoadingRows rows={1} height={60} />}
      {data?.chat && <Linked status={data} chat={data.chat} />}
      {data && !data.chat && data.accounts.length === 0 && <Text c="dimmed">{t('chat.none')}</Text>}
      {data && !data.chat && data.accounts.length > 0 && (
        <Unlinked accounts={data.accounts} begun={() => setLinking(true)} />
      )}
    </Section>
  );
}

function Linked({
  status: { isAlways },
  chat,
}: {
  readonly status: Status;
  readonly chat: NonNullable<Status['chat']>;
}) {
  const t = useSentences('inbox-me');
  const format = useFormat();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const readAgain = () => queryClient.invalidateQueries(trpc.linkedChats.pathFilter());
  const [isWanted, setWanted] = useState(isAlways);
  const choose = useMutation({
    mutationFn: (next: boolean) => trpcClient.linkedChats.choose.mutate({ isAlways: next }),
    onSuccess: readAgain,
    onError: (error) => {
      setWanted(isAlways);
      notifyFailure(error);
    },
  });
  const unlink = useMutation({
    mutationFn: () => trpcClient.linkedChats.unlink.mutate(),
    onSuccess: async () => {
      await readAgain();
      notify(t('chat.unlinked'));
    },
    onError: notifyFailure,
  });
  return (
    <Stack>
      <Group justify="space-between">
        <Group gap={6} wrap="nowrap">
          <IconBrandTelegram size={20} style={{ flex: 'none' }} aria-hidden />
          <Text size="sm">{t('chat.linked', { account: chat.account.name, when: format.day(chat.linkedAt) })}</Text>
        </Group>
        <Button size="xs" variant="default" loading={unlink.isPending} onClick={() => unlink.mutate()}>
          {t('chat.unlink')}
        </Button>
      </Group>
      <Switch
        label={t('chat.always')}
        checked={isWanted}
        onChange={({ currentTarget }) => {
          setWanted(currentTarget.checked);
          choose.mutate(currentTarget.checked);
        }}
      />
    </Stack>
  );
}

function Unlinked({ accounts, begun }: { readonly accounts: Status['accounts']; readonly begun: () => void }) {
  const t = useSentences('inbox-me');
  const format = useFormat();
  const [first] = accounts;
  const [accountId, setAccountId] = useState<string | undefined>(first?.id);
  const chosen = accounts.find(({ id }) => id === accountId) ?? first;
  const begin = useMutation({
    mutationFn: () => trpcClient.linkedChats.begin.mutate(chosen ? { accountId: chosen.id } : {}),
    onSuccess: begun,
    onError: notifyFailure,
  });
  return (
    <Stack>
      {accounts.length > 1 && (
        <NativeSelect
          label={t('chat.account')}
          maw={320}
          value={chosen?.id}
          onChange={({ currentTarget }) => {
            setAccountId(currentTarget.value);
            begin.reset();
          }}
          data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {begin.data ? (
        <Group align="flex-start">
          <QrCode text={begin.data.url} colour="#000000" label={t('chat.code')} />
          <Stack gap="xs" flex="1 1 14rem" align="flex-start">
            <Text size="sm">{t('chat.scan', { when: format.clock(begin.data.expiresAt) })}</Text>
            <Anchor href={begin.data.url} target="_blank" rel="noreferrer noopener">
              <Group gap={4} wrap="nowrap">
                {t('chat.open')}
                <IconExternalLink size={16} aria-hidden />
              </Group>
            </Anchor>
          </Stack>
        </Group>
      ) : (
        <Group>
          <Button
            variant="default"
            leftSection={<IconBrandTelegram size={18} aria-hidden />}
            loading={begin.isPending}
            onClick={() => begin.mutate()}
          >
            {t('chat.link')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
