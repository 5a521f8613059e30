import { passwordSchema } from '@answerdesk/domain';
import { Button, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { authClient } from '../../auth-client.ts';
import { TextLink } from '../../components/button-link.tsx';
import { useCheckedForm } from '../../components/checked-form.ts';
import { FormProblem } from '../../components/form-problem.tsx';
import { notify } from '../../components/notify.tsx';
import { useSentences } from '../../i18n.ts';
import { AuthTitle } from './auth-title.tsx';
import { refusalSentence } from './refusal.ts';

const route = getRouteApi('/signed-out/reset-password');

export function ResetPasswordPage() {
  const t = useSentences('auth');
  const { token } = route.useSearch();
  const navigate = useNavigate();
  const form = useCheckedForm({ password: passwordSchema }, { password: '' });
  const reset = useMutation({
    mutationFn: ({ password }: { password: string }) => authClient.resetPassword(token ?? '', password),
    onSuccess: async () => {
      notify(t('reset.done'));
      await navigate({ to: '/sign-in' });
    },
  });
  const problem =
    token === undefined ? t('reset.badLink') : refusalSentence(reset.error, { INVALID_TOKEN: t('reset.badLink') });
  return (
    <form onSubmit={form.onSubmit((values) => reset.mutate(values))} noValidate>
      <Stack>
        <AuthTitle title={t('reset.title')} />
        <FormProblem>{problem}</FormProblem>
        <PasswordInput
          label={t('field.newPassword')}
          description={t('field.passwordHint', { count: 10 })}
          autoComplete="new-password"
          required
          withAsterisk={false}
          {...form.text('password')}
        />
        <Button type="submit" size="md" loading={reset.isPending} disabled={token === undefined}>
          {t('reset.submit')}
        </Button>
        <TextLink to="/forgot-password" size="sm">
          {t('reset.askAgain')}
        </TextLink>
      </Stack>
    </form>
  );
}
