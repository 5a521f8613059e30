import { PasswordInput, TextInput } from '@mantine/core';
import type { CheckedForm } from '../../components/checked-form.ts';
import { useSentences } from '../../i18n.ts';

const LEAST_CHARACTERS = 10;

/** A person's name, e-mail and password, for whoever signs up. */
export function PersonFields({
  form,
  isEmailFixed = false,
}: {
  readonly form: Pick<CheckedForm<{ name: string; email: string; password: string }>, 'text'>;
  /** The e-mail is given and cannot be changed here. */
  readonly isEmailFixed?: boolean;
}) {
  const t = useSentences('auth');
  return (
    <>
      <TextInput label={t('field.name')} autoComplete="name" required withAsterisk={false} {...form.text('name')} />
      <TextInput
        label={t('field.email')}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        readOnly={isEmailFixed}
        {...form.text('email')}
      />
      <PasswordInput
        label={t('field.password')}
        description={t('field.passwordHint', { count: LEAST_CHARACTERS })}
        autoComplete="new-password"
        required
        withAsterisk={false}
        {...form.text('password')}
      />
    </>
  );
}
