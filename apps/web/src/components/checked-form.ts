import { type FormEvent, useRef, useState } from 'react';
import { type Say, useSentences } from '../i18n.ts';

/** What a schema of `domain` objects to, as zod says it. */
interface Issue {
  readonly code?: string | undefined;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly origin?: unknown;
  readonly format?: unknown;
}
interface Check {
  safeParse(
    value: unknown,
  ): { readonly success: true } | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}

type NamesOf<Values, Kind> = { [Name in keyof Values]: Values[Name] extends Kind ? Name : never }[keyof Values] &
  string;

export interface CheckedForm<Values> {
  /** For a field of text: its name, value and what is wrong with it. */
  text(name: NamesOf<Values, string>): {
    readonly name: string;
    readonly defaultValue: string;
    readonly error?: string;
    onChange(event: { readonly currentTarget: { readonly value: string } }): void;
  };
  /** For a box to tick. */
  tick(name: NamesOf<Values, boolean>): {
    readonly name: string;
    readonly defaultChecked: boolean;
    onChange(event: { readonly currentTarget: { readonly checked: boolean } }): void;
  };
  /** For the form itself: does the work when all is well, else puts the cursor where something is not. */
  onSubmit(work: (values: Values) => void): (event: FormEvent<HTMLFormElement>) => void;
  /** Says what the server objected to, at the field it is about. */
  objectTo(name: keyof Values & string, sentence: string): void;
}

/** A form whose fields are held to schemas of `domain`; what is wrong is said in the person's language. */
export function useCheckedForm<Values extends object>(
  checks: { readonly [Name in keyof Values]?: Check },
  initial: Values,
): CheckedForm<Values> {
  const t = useSentences('shell');
  const values = useRef(initial);
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const keep = (name: string, value: string | boolean) => {
    values.current = { ...values.current, [name]: value };
    if (errors.has(name)) setErrors(new Map([...errors].filter(([each]) => each !== name)));
  };
  return {
    text(name) {
      const error = errors.get(name);
      return {
        name,
        defaultValue: String(initial[name]),
        ...(error !== undefined && { error }),
        onChange: ({ currentTarget }) => keep(name, currentTarget.value),
      };
    },
    tick: (name) => ({
      name,
      defaultChecked: initial[name] === true,
      onChange: ({ currentTarget }) => keep(name, currentTarget.checked),
    }),
    onSubmit: (work) => (event) => {
      event.preventDefault();
      const wrong = objections(t, checks, values.current);
      setErrors(wrong);
      const [first] = wrong.keys();
      if (first === undefined) return work(values.current);
      const field = event.currentTarget.elements.namedItem(first);
      if (field instanceof HTMLElement) field.focus();
    },
    objectTo: (name, sentence) => setErrors(new Map([...errors, [name, sentence]])),
  };
}

/** Anything but nothing: what was set long ago need not fit today's rules. */
export const filledSchema: Check = {
  safeParse: (value) =>
    typeof value === 'string' && value !== '' ? { success: true } : { success: false, error: { issues: [] } },
};

function objections<Values extends object>(
  t: Say<'shell'>,
  checks: { readonly [Name in keyof Values]?: Check },
  values: Values,
): ReadonlyMap<string, string> {
  const wrong = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    const result = checks[name as keyof Values]?.safeParse(value);
    if (result && !result.success) wrong.set(name, sentenceOf(t, result.error.issues[0], value));
  }
  return wrong;
}

/** What zod objects to, as a sentence of area `shell`. */
export function sentenceOf(t: Say<'shell'>, issue: Issue | undefined, value: unknown): string {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
    return t('field.required');
  }
  const isText = issue?.origin === 'string';
  if (issue?.code === 'too_small') {
    const least = Number(issue.minimum);
    return isText ? t('field.tooShort', { count: least }) : t('field.tooSmall', { least });
  }
  if (issue?.code === 'too_big') {
    const most = Number(issue.maximum);
    return isText ? t('field.tooLong', { count: most }) : t('field.tooBig', { most });
  }
  if (issue?.format === 'email') return t('field.email');
  if (issue?.format === 'url') return t('field.url');
  return t('field.invalid');
}
