import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { FormProblem } from '../../components/form-problem.tsx';
import { useSentences } from '../../i18n.ts';
import { problemSentence } from '../../problem.ts';
import { channelProblem } from './channel-problem.ts';
import type { Platform } from './platforms.ts';

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
  readonly onSubmit: (credentials: Readonly<Record<string, string>>) => void;
}) {
  const t = useSentences('channels');
  const shell = useSentences('shell');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const problem = error ? (channelProblem(error) ?? undefined) : undefined;
  const check = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const bad = platform.fields.filter(({ name, form }) => !form.test((values[name] ?? '').trim()));
    setWrong(new Set(bad.map(({ name }) => name)));
    const [first] = bad;
    if (!first)
      return onSubmit(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()])));
    const field = event.currentTarget.elements.namedItem(first.name);
    if (field instanceof HTMLElement) field.focus();
  };
  return (
    <form onSubmit={check} noValidate>
      <Stack gap="md">
        <FormProblem>{error ? (problem ? t(problem) : shell(problemSentence(error))) : null}</FormProblem>
        {platform.fields.map(({ name, label, hint, example, wrongForm }) => (
          <PasswordInput
            key={name}
            name={name}
            label={t(label)}
            description={t(hint)}
            placeholder={example}
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            value={values[name] ?? ''}
            error={wrong.has(name) ? t(wrongForm) : undefined}
            visibilityToggleButtonProps={{ 'aria-label': t('action.show') }}
            onChange={({ currentTarget }) => {
              setValues({ ...values, [name]: currentTarget.value });
              setWrong(new Set([...wrong].filter((each) => each !== name)));
            }}
          />
        ))}
        <Group>
          <Button type="submit" loading={isPending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
