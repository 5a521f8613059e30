import { emailSchema, passwordSchema, personNameSchema, tenantSchema } from '@answerdesk/domain';
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { authClient } from '../../auth-client.ts';
import { TextLink } from '../../components/button-link.tsx';
import { useCheckedForm } from '../../components/checked-form.ts';
import { FormProblem } from '../../components/form-problem.tsx';
import { useLanguage, useSentences } from '../../i18n.ts';
import { AuthTitle } from './auth-title.tsx';
import { useEnter } from './enter.ts';
import { PersonFields } from './person-fields.tsx';
import { refusalSentence } from './refusal.ts';

const route = getRouteApi('/signed-out/sign-up');

export function SignUpPage() {
  const t = useSentences('auth');
  const { next } = route.useSearch();
  const locale = useLanguage();
  const enter = useEnter();
  const form = useCheckedForm(
    { tenantName: tenantSchema.shape.name, name: personNameSchema, email: emailSchema, password: passwordSchema },
    { tenantName: '', name: '', email: '', password: '' },
  );
  const signUp = useMutation({ mutationFn: authClient.signUp, onSuccess: () => enter(next) });
  return (
    <form onSubmit={form.onSubmit((values) => signUp.mutate({ ...values, locale }))} noValidate>
      <Stack>
        <AuthTitle title={t('signUp.title')}>{t('signUp.intro')}</AuthTitle>
        <FormProblem>
          {refusalSentence(signUp.error, {
            USER_ALREADY_EXISTS: t('signUp.emailTaken'),
            USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: t('signUp.emailTaken'),
          })}
        </FormProblem>
        <TextInput
          label={t('field.tenantName')}
          autoComplete="organization"
          required
          withAsterisk={false}
          {...form.text('tenantName')}
        />
        <PersonFields form={form} />
        <Button type="submit" size="md" loading={signUp.isPending || signUp.isSuccess}>
          {t('signUp.submit')}
        </Button>
        <Text size="sm" ta="center">
          {t('signUp.haveAccount')}{' '}
          <TextLink to="/sign-in" search={{ next }} underline="always">
            {t('signUp.toSignIn')}
          </TextLink>
        </Text>
      </Stack>
    </form>
  );
}
