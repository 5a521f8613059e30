import { passwordSchema } from '@answerdesk/domain';
import { Button, Checkbox, Group, PasswordInput, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AuthRefusal, authClient } from '../../../auth-client.ts';
import { filledSchema, useCheckedForm } from '../../../components/checked-form.ts';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { Section } from '../../../components/section.tsx';
import { useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';

export function PasswordSection() {
  const t = useSentences('account');
  const [changes, setChanges] = useState(0);
  return (
    <Section title={t('password.title')}>
      <PasswordForm key={changes} changed={() => setChanges((before) => before + 1)} />
    </Section>
  );
}

function PasswordForm({ changed }: { readonly changed: () => void }) {
  const t = useSentences('account');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useCheckedForm(
    { currentPassword: filledSchema, newPassword: passwordSchema },
    { currentPassword: '', newPassword: '', revokeOtherSessions: true },
  );
  const change = useMutation({
    mutationFn: authClient.changePassword,
    onSuccess: async () => {
      notify(t('password.done'));
      changed();
      await queryClient.invalidateQueries(trpc.account.sessions.queryFilter());
    },
    onError: (error) => {
      if (error instanceof AuthRefusal && error.code === 'INVALID_PASSWORD') {
        form.objectTo('currentPassword', t('password.wrong'));
      } else notifyFailure(error);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
      <Stack>
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          {...form.text('currentPassword')}
        />
        <PasswordInput label={t('password.new')} autoComplete="new-password" {...form.text('newPassword')} />
        <Group justify="space-between">
          <Checkbox label={t('password.endOthers')} {...form.tick('revokeOtherSessions')} />
          <Button type="submit" loading={change.isPending}>
            {t('password.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
