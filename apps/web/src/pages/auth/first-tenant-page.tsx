import { tenantSchema } from '@answerdesk/domain';
import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useCheckedForm } from '../../components/checked-form.ts';
import { FormProblem } from '../../components/form-problem.tsx';
import { useLanguage, useSentences } from '../../i18n.ts';
import { useSignOut } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';
import { AuthTitle } from './auth-title.tsx';
import { useEnter } from './enter.ts';
import { refusalSentence } from './refusal.ts';

/** For somebody who is signed in and belongs to no business (any more). */
export function FirstTenantPage() {
  const t = useSentences('auth');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const locale = useLanguage();
  const enter = useEnter();
  const signOut = useSignOut();
  const form = useCheckedForm({ name: tenantSchema.shape.name }, { name: '' });
  const create = useMutation(trpc.tenant.create.mutationOptions({ onSuccess: () => enter() }));
  return (
    <form onSubmit={form.onSubmit(({ name }) => create.mutate({ name, locale }))} noValidate>
      <Stack>
        <AuthTitle title={t('firstTenant.title')}>{t('firstTenant.intro')}</AuthTitle>
        <FormProblem>{refusalSentence(create.error, {})}</FormProblem>
        <TextInput
          label={t('field.tenantName')}
          autoComplete="organization"
          required
          withAsterisk={false}
          {...form.text('name')}
        />
        <Button type="submit" size="md" loading={create.isPending || create.isSuccess}>
          {t('firstTenant.submit')}
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={() => signOut.mutate()}>
          {shell('account.signOut')}
        </Anchor>
      </Stack>
    </form>
  );
}
