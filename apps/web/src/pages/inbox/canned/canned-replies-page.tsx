import { ActionIcon, Button, Code, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { IconMessage2Bolt, IconPencil, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ButtonLink } from '../../../components/button-link.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { notifyFailure } from '../../../components/notify.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { offerUndo } from '../../../components/undo.tsx';
import { useSentences } from '../../../i18n.ts';
import { useMay } from '../../../session.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import { CannedReplyDialog } from './canned-reply-dialog.tsx';
import type { CannedReplyView } from './canned-reply-view.ts';

/** Replies that are used again and again: all of them, found by their words, changed and removed. */
export function CannedRepliesPage() {
  const t = useSentences('canned-replies');
  const trpc = useTRPC();
  const may = useMay();
  const [words, setWords] = useState('');
  const [edited, setEdited] = useState<CannedReplyView | 'new'>();
  const { data: replies, error, refetch } = useQuery(trpc.cannedReplies.list.queryOptions());
  const wanted = words.trim().toLocaleLowerCase();
  const found = replies?.filter(({ shortcut, text }) => `${shortcut} ${text}`.toLocaleLowerCase().includes(wanted));
  const add = may('canned-reply.write') && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited('new')}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ButtonLink to="/inbox" variant="default">
              {t('toInbox')}
            </ButtonLink>
            {add}
          </>
        }
      >
        {t('intro')}
      </PageHeader>
      <Stack maw={860} gap="sm">
        {error && <ErrorState error={error} retry={refetch} />}
        {!replies && !error && <LoadingRows rows={5} height={72} />}
        {replies?.length === 0 && (
          <EmptyState icon={IconMessage2Bolt} title={t('none.title')}>
            {t('none.body')}
          </EmptyState>
        )}
        {replies && replies.length > 0 && (
          <TextInput
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            leftSection={<IconSearch size={16} aria-hidden />}
            maw={360}
            maxLength={100}
            value={words}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
          />
        )}
        {found?.length === 0 && wanted !== '' && (
          <Text c="dimmed" role="status">
            {t('noMatch')}
          </Text>
        )}
        <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          {found?.map((reply) => (
            <Reply key={reply.id} reply={reply} mayWrite={may('canned-reply.write')} edit={() => setEdited(reply)} />
          ))}
        </Stack>
      </Stack>
      {edited && (
        <CannedReplyDialog
          reply={edited === 'new' ? undefined : edited}
          taken={replies?.filter((each) => each !== edited).map(({ shortcut }) => shortcut) ?? []}
          close={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

function Reply({
  reply: { id, shortcut, text },
  mayWrite,
  edit,
}: {
  readonly reply: CannedReplyView;
  readonly mayWrite: boolean;
  readonly edit: () => void;
}) {
  const t = useSentences('canned-replies');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const readAgain = () => queryClient.invalidateQueries(trpc.cannedReplies.pathFilter());
  const remove = useMutation({
    mutationFn: () => trpcClient.cannedReplies.remove.mutate({ id }),
    onSuccess: async () => {
      await readAgain();
      offerUndo(t('removed', { shortcut }), async () => {
        await trpcClient.cannedReplies.save.mutate({ shortcut, text });
        await readAgain();
      });
    },
    onError: notifyFailure,
  });
  return (
    <Paper component="li" withBorder p="sm">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={4} miw={0}>
          <Code fz="sm" style={{ alignSelf: 'flex-start' }} dir="auto">
            /{shortcut}
          </Code>
          <Text
            size="sm"
            lineClamp={3}
            dir="auto"
            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}
          >
            {text}
          </Text>
        </Stack>
        {mayWrite && (
          <Group gap={4} wrap="nowrap">
            <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('edit', { shortcut })} onClick={edit}>
              <IconPencil size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t('remove', { shortcut })}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        )}
      </Group>
    </Paper>
  );
}
