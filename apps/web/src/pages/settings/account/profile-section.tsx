import { personNameSchema } from '@answerdesk/domain';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { authClient } from '../../../auth-client.ts';
import { useCheckedForm } from '../../../components/checked-form.ts';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { Section } from '../../../components/section.tsx';
import { useSentences } from '../../../i18n.ts';
import { sessionQuery, useSession } from '../../../session.ts';

export function ProfileSection() {
  const t = useSentences('account');
  const shell = useSentences('shell');
  const { person } = useSession();
  const queryClient = useQueryClient();
  const form = useCheckedForm({ name: personNameSchema }, { name: person.name });
  const save = useMutation({
    mutationFn: authClient.changeName,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      notify(t('profile.saved'));
    },
    onError: notifyFailure,
  });
  return (
    <Section title={t('profile.title')}>
      <form onSubmit={form.onSubmit(({ name }) => save.mutate(name.trim()))} noValidate>
        <Stack>
          <TextInput label={t('profile.name')} autoComplete="name" {...form.text('name')} />
          <TextInput label={t('profile.email')} value={person.email} readOnly variant="filled" />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              {shell('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
