import type { ContactId, ConversationId } from '@answerdesk/domain';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { type trpcClient, useTRPC } from '../../../trpc.ts';
import { apart } from './apart.ts';
import { useStaff } from './use-staff.ts';

type Note = Awaited<ReturnType<typeof trpcClient.profile.get.query>>['note'];

/** What the team keeps in mind of a customer. */
export function ContactNote({
  conversationId,
  contactId,
  note,
}: {
  readonly conversationId: ConversationId;
  readonly contactId: ContactId;
  readonly note: Note;
}) {
  const t = useSentences('inbox-pane');
  const shell = useSentences('shell');
  const format = useFormat();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { nameOf } = useStaff();
  const saved = note?.text ?? '';
  const [text, setText] = useState<string>();
  const save = useMutation(
    trpc.profile.saveNote.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.profile.get.queryKey({ conversationId }) });
        setText(undefined);
        notify(t('contactNote.saved'));
      },
      onError: notifyFailure,
    }),
  );
  const isChanged = text !== undefined && text !== saved;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) save.mutate({ contactId, note: text.trim() });
      }}
    >
      <Stack gap="xs">
        <Textarea
          aria-label={t('contactNote.title')}
          placeholder={t('contactNote.about')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2_000}
          dir="auto"
          value={text ?? saved}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {note && !isChanged && (
          <Text size="xs" c="dimmed">
            {t('contactNote.by', { name: apart(nameOf(note.updatedById)), when: apart(format.moment(note.updatedAt)) })}
          </Text>
        )}
        {isChanged && (
          <Group justify="flex-end" gap="xs">
            <Button size="xs" variant="default" onClick={() => setText(undefined)}>
              {shell('action.cancel')}
            </Button>
            <Button size="xs" type="submit" loading={save.isPending}>
              {shell('action.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
