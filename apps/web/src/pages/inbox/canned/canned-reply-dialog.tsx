import { cannedReplySchema } from '@answerdesk/domain';
import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { useSentences } from '../../../i18n.ts';
import { problemOf } from '../../../problem.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import type { CannedReplyView } from './canned-reply-view.ts';

const MOST = 4_000;
const { shortcut: shortcutSchema, text: textSchema } = cannedReplySchema.shape;

/** Writes a new canned reply or changes one; says at once when its shortcut is taken. */
export function CannedReplyDialog({
  reply,
  taken,
  close,
}: {
  readonly reply: CannedReplyView | undefined;
  /** The shortcuts of all others. */
  readonly taken: readonly string[];
  readonly close: () => void;
}) {
  const t = useSentences('canned-replies');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const [isTried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      trpcClient.cannedReplies.save.mutate({
        shortcut: shortcut.trim(),
        text: text.trim(),
        ...(reply && { id: reply.id }),
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.cannedReplies.pathFilter());
      notify(t('saved', { shortcut: shortcut.trim() }));
      close();
    },
    onError: (error) => {
      if (problemOf(error) !== 'CONFLICT') notifyFailure(error);
    },
  });
  const isTaken = taken.some((each) => keyOf(each) === keyOf(shortcut)) || problemOf(save.error) === 'CONFLICT';
  const isWrong = !shortcutSchema.safeParse(shortcut).success;
  const isEmpty = !textSchema.safeParse(text).success;
  const shortcutError = isTaken ? t('shortcutTaken') : isWrong && (isTried || shortcut !== '') && t('shortcutWrong');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isTaken && !isWrong && !isEmpty) save.mutate();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={reply ? t('edit', { shortcut: reply.shortcut }) : t('add')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={t('shortcut')}
            description={t('shortcutAbout')}
            leftSection={<Text c="dimmed">/</Text>}
            name="shortcut"
            autoCapitalize="none"
            autoComplete="off"
            maxLength={40}
            required
            data-autofocus
            value={shortcut}
            error={shortcutError || undefined}
            onChange={({ currentTarget }) => {
              setShortcut(currentTarget.value.replace(/^\//, ''));
              save.reset();
            }}
          />
          <Textarea
            label={t('text')}
            description={t('textAbout', { customer: '{{customer}}', agent: '{{agent}}' })}
            name="text"
            autosize
            minRows={4}
            maxRows={14}
            maxLength={MOST}
            required
            dir="auto"
            value={text}
            error={isTried && isEmpty ? shell('field.required') : undefined}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shell('action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {shell('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Two shortcuts that differ only in capitals are the same. */
function keyOf(shortcut: string): string {
  return shortcut.trim().normalize('NFC').toLowerCase();
}
