import type { ContactId } from '@answerdesk/domain';
import { Button, Group, Modal, Paper, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useChannelName } from '../../components/channel-names.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { type FoundContact, type PersonContact, useContactName } from './person.ts';

/** Finds another contact, shows both side by side, and says that they are the same person. */
export function LinkDialog({
  id,
  own,
  close,
}: {
  readonly id: ContactId;
  readonly own: PersonContact;
  readonly close: () => void;
}) {
  const t = useSentences('people');
  const shell = useSentences('shell');
  const [chosen, setChosen] = useState<FoundContact>();
  return (
    <Modal opened onClose={close} title={t('link.title')} closeButtonProps={{ 'aria-label': shell('action.close') }}>
      {chosen ? (
        <Preview id={id} own={own} other={chosen} back={() => setChosen(undefined)} close={close} />
      ) : (
        <Find id={id} onChoose={setChosen} />
      )}
    </Modal>
  );
}

function Find({ id, onChoose }: { readonly id: ContactId; readonly onChoose: (contact: FoundContact) => void }) {
  const t = useSentences('people');
  const trpc = useTRPC();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const suggested = useQuery(trpc.people.suggestions.queryOptions({ contactId: id }));
  const found = useQuery(trpc.people.find.queryOptions({ search: asked }, { enabled: asked !== '' }));
  const others = found.data?.filter(({ contactId }) => contactId !== id);
  return (
    <Stack gap="md">
      <TextInput
        data-autofocus
        type="search"
        name="search"
        label={t('link.search')}
        value={search}
        maxLength={200}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
      />
      {asked === '' && suggested.data && suggested.data.length > 0 && (
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {t('link.suggested')}
          </Text>
          {suggested.data.map((contact) => (
            <Choice
              key={contact.contactId}
              contact={contact}
              why={t(`link.because.${contact.because}`)}
              onChoose={onChoose}
            />
          ))}
        </Stack>
      )}
      {asked !== '' && found.error && <ErrorState error={found.error} retry={found.refetch} />}
      {asked !== '' && others && (
        <Stack gap="xs" role="status">
          {others.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('link.none')}
            </Text>
          )}
          {others.map((contact) => (
            <Choice key={contact.contactId} contact={contact} onChoose={onChoose} />
          ))}
        </Stack>
      )}
    </Stack>
  );
}

function Choice({
  contact,
  why,
  onChoose,
}: {
  readonly contact: FoundContact;
  readonly why?: string;
  readonly onChoose: (contact: FoundContact) => void;
}) {
  const where = useWhere();
  const nameOf = useContactName();
  return (
    <Button
      variant="default"
      h="auto"
      py="xs"
      justify="flex-start"
      data-contact={contact.contactId}
      onClick={() => onChoose(contact)}
    >
      <Stack gap={0} align="flex-start" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere', textAlign: 'start' }}>
        <Text size="sm" fw={600}>
          <bdi>{nameOf(contact)}</bdi>
        </Text>
        <Text size="xs" c="dimmed" dir="auto">
          {where(contact)}
        </Text>
        {why !== undefined && <Text size="xs">{why}</Text>}
      </Stack>
    </Button>
  );
}

function Preview({
  id,
  own,
  other,
  back,
  close,
}: {
  readonly id: ContactId;
  readonly own: PersonContact;
  readonly other: FoundContact;
  readonly back: () => void;
  readonly close: () => void;
}) {
  const t = useSentences('people');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const where = useWhere();
  const nameOf = useContactName();
  const format = useFormat();
  const [reason, setReason] = useState('');
  const contactIds: [ContactId, ContactId] = [id, other.contactId];
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.people.pathKey() });
  const link = useMutation({
    mutationFn: () => trpcClient.people.link.mutate({ contactIds, reason }),
    onSuccess: async ({ outcome }) => {
      await refresh();
      close();
      if (outcome === 'linked-before') return notify(t('link.before'));
      offerUndo(t('link.done'), async () => {
        await trpcClient.people.unlink.mutate({ contactIds });
        await refresh();
      });
    },
    onError: notifyFailure,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        link.mutate();
      }}
    >
      <Stack gap="md">
        {[own, other].map((contact) => (
          <Paper key={contact.contactId} withBorder p="sm" radius="md">
            <Text size="sm" fw={600}>
              <bdi>{nameOf(contact)}</bdi>
            </Text>
            <Text size="sm" c="dimmed" dir="auto" style={{ overflowWrap: 'anywhere' }}>
              {where(contact)}
            </Text>
            <Text size="xs" c="dimmed">
              {t('facts.first')}: {format.day(contact.since)}
            </Text>
          </Paper>
        ))}
        <Text size="sm">{t('link.preview')}</Text>
        <Textarea
          data-autofocus
          name="reason"
          label={t('link.reason')}
          autosize
          minRows={2}
          maxRows={5}
          maxLength={300}
          dir="auto"
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={back}>
            {t('link.other')}
          </Button>
          <Button type="submit" loading={link.isPending}>
            {t('link.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useWhere(): (contact: FoundContact) => string {
  const channelName = useChannelName();
  return ({ channel, account, handle, email, phone }) =>
    [channel && channelName(channel), account, handle, email, phone].filter(Boolean).join(' · ');
}
