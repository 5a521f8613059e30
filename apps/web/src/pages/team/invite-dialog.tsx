import { emailSchema, mayAppoint, type Role, roleSchema, roles } from '@answerdesk/domain';
import { Alert, Button, Code, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCheckedForm } from '../../components/checked-form.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { FormProblem } from '../../components/form-problem.tsx';
import { notify } from '../../components/notify.tsx';
import { useLanguage, useSentences } from '../../i18n.ts';
import { problemOf, problemSentence } from '../../problem.ts';
import { useSession } from '../../session.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';

export function InviteDialog({ isOpen, close }: { readonly isOpen: boolean; readonly close: () => void }) {
  const t = useSentences('team');
  const shell = useSentences('shell');
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('dialog.title')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <InviteForm close={close} />
    </Modal>
  );
}

function InviteForm({ close }: { readonly close: () => void }) {
  const t = useSentences('team');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const locale = useLanguage();
  const { tenant, person } = useSession();
  const [role, setRole] = useState<Role>('agent');
  const form = useCheckedForm({ email: emailSchema }, { email: '' });
  const invite = useMutation({
    mutationFn: (email: string) => trpcClient.team.invite.mutate({ email, role, locale }),
    onSuccess: async ({ email }) => {
      await queryClient.invalidateQueries(trpc.team.invitations.queryFilter());
      notify(t('dialog.sent', { email }));
    },
  });
  const problem = invite.error && sentenceOf(invite.error);
  function sentenceOf(error: unknown): string {
    const code = problemOf(error);
    if (code === 'CONFLICT') return t('dialog.already', { email: invite.variables ?? '' });
    if (code === 'FORBIDDEN' && !person.isVerified) return t('dialog.verifyFirst');
    return shell(problemSentence(error));
  }
  return (
    <form onSubmit={form.onSubmit(({ email }) => invite.mutate(email))} noValidate>
      <Stack>
        <FormProblem>{problem}</FormProblem>
        <TextInput
          data-autofocus
          label={t('dialog.email')}
          type="email"
          autoComplete="off"
          required
          withAsterisk={false}
          {...form.text('email')}
        />
        <Radio.Group label={t('role')} value={role} onChange={(value) => setRole(roleSchema.parse(value))}>
          <Stack gap="xs" mt="xs">
            {roles
              .filter((each) => mayAppoint(tenant.role, each))
              .map((each) => (
                <Radio key={each} value={each} label={shell(`roles.${each}`)} description={t(`roleBody.${each}`)} />
              ))}
          </Stack>
        </Radio.Group>
        {invite.data && <LocalLink email={invite.data.email} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {shell(invite.isSuccess ? 'action.close' : 'action.cancel')}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t('dialog.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** On a machine without a mail server the link that would have been mailed is shown to whoever runs it. */
function LocalLink({ email }: { readonly email: string }) {
  const t = useSentences('team');
  const trpc = useTRPC();
  const { data } = useQuery(trpc.account.mailedLink.queryOptions({ email, kind: 'invitation' }));
  if (data?.link === undefined) return null;
  return (
    <Alert color="yellow" title={t('dialog.linkTitle')} role="status">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('dialog.linkBody', { email })}</Text>
        <Code style={{ overflowWrap: 'anywhere' }} dir="ltr">
          {data.link}
        </Code>
        <CopyButton text={data.link} />
      </Stack>
    </Alert>
  );
}
