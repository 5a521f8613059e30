import type { ContactId } from '@answerdesk/domain';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconLink, IconUnlink } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useChannelName } from '../../components/channel-names.ts';
import { notifyFailure } from '../../components/notify.tsx';
import { Section } from '../../components/section.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { useStaff } from '../inbox/pane/use-staff.ts';
import { AskCustomer } from './ask-customer.tsx';
import { ContactDetails } from './contact-details.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { type PersonContact, type PersonRead, useContactName } from './person.ts';

/** The contacts that are the customer's, why they are, and more that may be. */
export function Channels({ id, person }: { readonly id: ContactId; readonly person: PersonRead }) {
  const t = useSentences('people');
  const [isLinking, setLinking] = useState(false);
  const own = person.contacts[0];
  return (
    <Section
      title={t('channels.title')}
      about={t('channels.about')}
      aside={
        !person.isBeingErased && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              leftSection={<IconLink size={16} aria-hidden />}
              onClick={() => setLinking(true)}
            >
              {t('link.open')}
            </Button>
            <AskCustomer id={id} language={person.language} />
          </Group>
        )
      }
    >
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {person.contacts.map((contact) => (
          <li key={contact.contactId}>
            <OneContact contact={contact} />
          </li>
        ))}
        {person.links.map((link) => (
          <li key={link.id}>
            <OneLink link={link} contacts={person.contacts} />
          </li>
        ))}
      </Stack>
      {isLinking && own && <LinkDialog id={id} own={own} close={() => setLinking(false)} />}
    </Section>
  );
}

function OneContact({ contact }: { readonly contact: PersonContact }) {
  const t = useSentences('people');
  const channelName = useChannelName();
  const nameOf = useContactName();
  const { channel, account, handle, email, phone, note } = contact;
  const where = [channel && channelName(channel), account, handle].filter(Boolean).join(' · ');
  const reach = [email, phone].filter(Boolean).join(' · ');
  return (
    <Group justify="space-between" align="flex-start" gap="xs">
      <Stack gap={2} flex="1 1 14rem" miw={0}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          <bdi>{nameOf(contact)}</bdi>
        </Text>
        <Text size="sm" c="dimmed" dir="auto" style={{ overflowWrap: 'anywhere' }}>
          {where}
        </Text>
        {reach !== '' && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <bdi dir="ltr">{reach}</bdi>
          </Text>
        )}
        {note && (
          <Text size="sm" dir="auto" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
            {t('note')}: {note.text}
          </Text>
        )}
      </Stack>
      <ContactDetails contact={contact} />
    </Group>
  );
}

function OneLink({
  link: { contactIds, byId, reason, linkedAt },
  contacts,
}: {
  readonly link: PersonRead['links'][number];
  readonly contacts: PersonRead['contacts'];
}) {
  const t = useSentences('people');
  const format = useFormat();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const nameOf = useContactName();
  const { nameOf: memberOf } = useStaff();
  const [one, other] = contactIds.map((id) => {
    const contact = contacts.find(({ contactId }) => contactId === id);
    return contact ? nameOf(contact) : t('unnamed');
  });
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.people.get.pathKey() });
  const unlink = useMutation({
    mutationFn: () => trpcClient.people.unlink.mutate({ contactIds }),
    onSuccess: async (was) => {
      await refresh();
      offerUndo(t('link.undone'), async () => {
        await trpcClient.people.link.mutate({ contactIds, reason: was.reason });
        await refresh();
      });
    },
    onError: notifyFailure,
  });
  const day = format.day(linkedAt);
  return (
    <Group justify="space-between" align="flex-start" gap="xs">
      <Stack gap={2} flex="1 1 14rem" miw={0}>
        <Text size="sm">
          <bdi>{one}</bdi> ↔ <bdi>{other}</bdi>
        </Text>
        <Text size="xs" c="dimmed">
          {byId === undefined ? t('link.proved', { day }) : t('link.by', { name: memberOf(byId), day })}
        </Text>
        {reason !== undefined && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <bdi>{reason}</bdi>
          </Text>
        )}
      </Stack>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconUnlink size={14} aria-hidden />}
        aria-label={t('link.undoOf', { one: one ?? '', other: other ?? '' })}
        loading={unlink.isPending}
        onClick={() => unlink.mutate()}
      >
        {t('link.undo')}
      </Button>
    </Group>
  );
}
