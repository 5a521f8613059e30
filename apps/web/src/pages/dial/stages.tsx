import { Button, Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlugConnected } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { notifyFailure } from '../../components/notify.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { Section } from '../../components/section.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useLanguage, useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { Drafts } from './drafts.tsx';

type Account = Awaited<ReturnType<typeof trpcClient.dial.accounts.query>>[number];

const stages = ['shadow', 'outside-hours', 'live'] as const;

/** How far the bot is trusted with each account. */
export function Stages() {
  const t = useSentences('dial');
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.dial.accounts.queryOptions());
  return (
    <Section title={t('stage.title')} about={t('stage.about')}>
      {error ? (
        <ErrorState error={error} retry={refetch} />
      ) : !data ? (
        <LoadingRows rows={1} height={120} />
      ) : data.length === 0 ? (
        <EmptyState
          icon={IconPlugConnected}
          title={t('stage.noneTitle')}
          action={<PathLink to="/channels">{t('stage.connect')}</PathLink>}
        >
          {t('stage.none')}
        </EmptyState>
      ) : (
        <Stack gap="md">
          {data.map((account) => (
            <AccountStage key={account.id} account={account} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

function AccountStage({ account: { id, label, stage, drafts } }: { readonly account: Account }) {
  const t = useSentences('dial');
  const language = useLanguage();
  const may = useMay();
  const [isShown, { toggle }] = useDisclosure();
  const setStage = useSetStage(id, label);
  const count = drafts.answered + drafts.clarify + drafts.handover;
  const share = new Intl.NumberFormat(language, { style: 'percent' }).format(count === 0 ? 0 : drafts.answered / count);
  return (
    <Paper withBorder radius="md" p="md" component="article" aria-label={label}>
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <Title order={3} fz="md">
            {label}
          </Title>
          <SegmentedControl
            aria-label={t('stage.of', { account: label })}
            data={stages.map((value) => ({ value, label: t(`stage.${value}`) }))}
            value={setStage.isPending ? (setStage.variables ?? stage) : stage}
            disabled={!may('channel.write')}
            onChange={(next) => setStage.mutate(stages.find((each) => each === next) ?? stage)}
          />
        </Group>
        <Text size="sm" c="dimmed">
          {t(`stage.${stage}About`)}
        </Text>
        {(count > 0 || stage !== 'live') && (
          <Text>{count > 0 ? t('stage.predicted', { count, share }) : t('stage.noDrafts')}</Text>
        )}
        {count > 0 && may('conversation.read') && (
          <Group>
            <Button size="compact-sm" variant="light" onClick={toggle} aria-expanded={isShown}>
              {t(isShown ? 'stage.hideDrafts' : 'stage.showDrafts')}
            </Button>
          </Group>
        )}
        {isShown && <Drafts accountId={id} />}
      </Stack>
    </Paper>
  );
}

function useSetStage(accountId: string, account: string) {
  const t = useSentences('dial');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const set = async (stage: Account['stage']) => {
    const { previous } = await trpcClient.dial.setStage.mutate({ accountId, stage });
    await queryClient.invalidateQueries(trpc.dial.accounts.pathFilter());
    return previous;
  };
  return useMutation({
    mutationFn: set,
    onSuccess: (previous, stage) =>
      offerUndo(t('stage.set', { account, stage: t(`stage.${stage}`) }), () => set(previous)),
    onError: notifyFailure,
  });
}
