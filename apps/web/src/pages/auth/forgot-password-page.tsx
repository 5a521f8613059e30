import { emailSchema } from '@answerdesk/domain';
import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { authClient } from '../../auth-client.ts';
import { TextLink } from '../../components/button-link.tsx';
import { useCheckedForm } from '../../components/checked-form.ts';
import { FormProblem } from '../../components/form-problem.tsx';
import { useSentences } from '../../i18n.ts';
import { AuthTitle } from './auth-title.tsx';
import { refusalSentence } from './refusal.ts';

export function ForgotPasswordPage() {
  const t = useSentences('auth');
  const form = useCheckedForm({ email: emailSchema }, { email: '' });
  const ask = useMutation({ mutationFn: ({ email }: { email: string }) => authClient.askPasswordReset(email) });
  const back = (
    <TextLink to="/sign-in" size="sm">
      {t('forgot.toSignIn')}
    </TextLink>
  );
  if (ask.isSuccess) {
    return (
      <Stack role="status">
        <AuthTitle title={t('forgot.sentTitle')}>{t('forgot.sent', { email: ask.variables.email })}</AuthTitle>
        {back}
      </Stack>
    );
  }
  return (
    <form onSubmit={form.onSubmit((values) => ask.mutate(values))} noValidate>
      <Stack>
        <AuthTitle title={t('forgot.title')}>{t('forgot.intro')}</AuthTitle>
        <FormProblem>{refusalSentence(ask.error, {})}</FormProblem>
        <TextInput
          label={t('field.email')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          {...form.text('email')}
        />
        <Button type="submit" size="md" loading={ask.isPending}>
          {t('forgot.submit')}
        </Button>
        {back}
      </Stack>
    </form>
  );
}
