import { emailSchema } from '@answerdesk/domain';
import { Button, Checkbox, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { authClient } from '../../auth-client.ts';
import { TextLink } from '../../components/button-link.tsx';
import { filledSchema, useCheckedForm } from '../../components/checked-form.ts';
import { FormProblem } from '../../components/form-problem.tsx';
import { useSentences } from '../../i18n.ts';
import { AuthTitle } from './auth-title.tsx';
import { useEnter } from './enter.ts';
import { refusalSentence } from './refusal.ts';

const route = getRouteApi('/signed-out/sign-in');

export function SignInPage() {
  const t = useSentences('auth');
  const { next } = route.useSearch();
  const navigate = useNavigate();
  const enter = useEnter();
  const form = useCheckedForm(
    { email: emailSchema, password: filledSchema },
    { email: '', password: '', rememberMe: true },
  );
  const signIn = useMutation({
    mutationFn: authClient.signIn,
    onSuccess: async (answer) => {
      if ('twoFactorRedirect' in answer) await navigate({ to: '/second-factor', search: { next } });
      else await enter(next);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
      <Stack>
        <AuthTitle title={t('signIn.title')} />
        <FormProblem>
          {refusalSentence(signIn.error, {
            INVALID_EMAIL_OR_PASSWORD: t('signIn.wrong'),
            INVALID_EMAIL: t('signIn.wrong'),
          })}
        </FormProblem>
        <TextInput
          label={t('field.email')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          {...form.text('email')}
        />
        <PasswordInput
          label={t('field.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          {...form.text('password')}
        />
        <Group justify="space-between" gap="xs">
          <Checkbox label={t('signIn.remember')} {...form.tick('rememberMe')} />
          <TextLink to="/forgot-password" size="sm">
            {t('signIn.forgot')}
          </TextLink>
        </Group>
        <Button type="submit" size="md" loading={signIn.isPending || signIn.isSuccess}>
          {t('signIn.submit')}
        </Button>
        <Text size="sm" ta="center">
          {t('signIn.noAccount')}{' '}
          <TextLink to="/sign-up" search={{ next }} underline="always">
            {t('signIn.toSignUp')}
          </TextLink>
        </Text>
      </Stack>
    </form>
  );
}
