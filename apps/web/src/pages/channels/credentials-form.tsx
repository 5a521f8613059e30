import { Button, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { FormProblem } from '../../components/form-problem.tsx';
import { useSentences } from '../../i18n.ts';
import { ChannelProblem } from './channel-problem.tsx';
import { CredentialField } from './credential-field.tsx';
import type { Platform, PlatformField } from './platform.ts';

type Values = Readonly<Record<string, string>>;

/** What a platform gave, entered and looked over before it is sent. */
export function CredentialsForm({
  platform,
  submit,
  isPending,
  error,
  onSubmit,
}: {
  readonly platform: Platform;
  readonly submit: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSubmit: (credentials: Values) => void;
}) {
  const t = useSentences('channels');
  const [values, setValues] = useState<Values>({});
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const check = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const bad = platform.fields.filter((field) => !fits(field, enteredIn(values, field)));
    setWrong(new Set(bad.map(({ name }) => name)));
    const [first] = bad;
    if (!first) return onSubmit(credentialsOf(platform, values));
    const field = event.currentTarget.elements.namedItem(first.name);
    if (field instanceof HTMLElement) field.focus();
  };
  return (
    <form onSubmit={check} noValidate>
      <Stack gap="md" align="stretch">
        <FormProblem>{error ? <ChannelProblem error={error} platform={platform} /> : null}</FormProblem>
        {platform.fields.map((field) => (
          <CredentialField
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            error={wrong.has(field.name) ? t(field.wrongForm) : undefined}
            onChange={(value) => {
              setValues({ ...values, [field.name]: value });
              setWrong(new Set([...wrong].filter((each) => each !== field.name)));
            }}
          />
        ))}
        <Button type="submit" loading={isPending} style={{ alignSelf: 'flex-start' }}>
          {submit}
        </Button>
      </Stack>
    </form>
  );
}

function enteredIn(values: Values, { name }: PlatformField): string {
  return (values[name] ?? '').trim();
}

function fits({ form, isOptional }: PlatformField, entered: string): boolean {
  return entered === '' ? isOptional === true : form.test(entered);
}

/** Without what was left empty. */
function credentialsOf({ fields }: Platform, values: Values): Values {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const entered = enteredIn(values, field);
      return entered === '' ? [] : [[field.name, field.read ? field.read(entered) : entered]];
    }),
  );
}
