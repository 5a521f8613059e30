import { Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { notify } from '../../components/notify.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { type PersonContact, useContactName } from './person.ts';

/** Writes down how a contact can be reached, which also finds the other contacts of the same person. */
export function ContactDetails({ contact }: { readonly contact: PersonContact }) {
  const t = useSentences('people');
  const nameOf = useContactName();
  const [isOpen, { toggle, close }] = useDisclosure();
  const label = t('details.editOf', { name: nameOf(contact) });
  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-end" width={280} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" aria-label={label} onClick={toggle}>
          {t('details.edit')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <DetailsForm contact={contact} close={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function DetailsForm({ contact, close }: { readonly contact: PersonContact; readonly close: () => void }) {
  const t = useSentences('people');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState(contact.email ?? '');
  const [phone, setPhone] = useState(contact.phone ?? '');
  const save = useMutation({
    mutationFn: () =>
      trpcClient.people.saveDetails.mutate({
        contactId: contact.contactId,
        email: email.trim(),
        phone: phone.trim(),
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trpc.people.pathKey() });
      notify(t('details.saved'));
      close();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="sm">
        <TextInput
          name="email"
          type="email"
          label={t('details.email')}
          value={email}
          maxLength={254}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <TextInput
          name="phone"
          type="tel"
          label={t('details.phone')}
          value={phone}
          maxLength={40}
          onChange={({ currentTarget }) => setPhone(currentTarget.value)}
        />
        {save.error && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t('details.wrong')}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={close}>
            {shell('action.cancel')}
          </Button>
          <Button size="xs" type="submit" loading={save.isPending}>
            {shell('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
