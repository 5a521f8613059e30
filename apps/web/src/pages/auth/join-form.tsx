import { passwordSchema, personNameSchema } from '@answerdesk/domain';
import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { authClient } from '../../auth-client.ts';
import { TextLink } from '../../components/button-link.tsx';
import { useCheckedForm } from '../../components/checked-form.ts';
import { FormProblem } from '../../components/form-problem.tsx';
import { useLanguage, useSentences } from '../../i18n.ts';
import { PersonFields } from './person-fields.tsx';
import { refusalSentence } from './refusal.ts';

/** For somebody who is invited and has no account: makes one and joins. */
export function JoinForm({
  email,
  id,
  accept,
}: {
  readonly email: string;
  readonly id: string;
  readonly accept: () => Promise<unknown>;
}) {
  const t = useSentences('auth');
  const locale = useLanguage();
  const form = useCheckedForm({ name: personNameSchema, password: passwordSchema }, { name: '', email, password: '' });
  const join = useMutation({
    mutationFn: async (person: { name: string; email: string; password: string }) => {
      await authClient.signUp({ ...person, locale });
      await accept();
    },
  });
  return (
    <form onSubmit={form.onSubmit((person) => join.mutate(person))} noValidate>
      <Stack>
        <FormProblem>
          {refusalSentence(join.error, {
            USER_ALREADY_EXISTS: t('signUp.emailTaken'),
            USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: t('signUp.emailTaken'),
          })}
        </FormProblem>
        <PersonFields form={form} isEmailFixed />
        <Button type="submit" size="md" loading={join.isPending || join.isSuccess}>
          {t('invitation.signUpAndAccept')}
        </Button>
        <Text size="sm" ta="center">
          {t('invitation.haveAccount')}{' '}
          <TextLink to="/sign-in" search={{ next: `/invitations/${id}` }} underline="always">
            {t('invitation.signInAndAccept')}
          </TextLink>
        </Text>
      </Stack>
    </form>
  );
}
