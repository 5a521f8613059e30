import type { z } from 'zod';
import { DomainError } from './errors.ts';

/**
 * Reads settings by their schema; an empty text counts as not set. Throws DomainError `invalid` with one line that
 * names the first wrong variable and says what it must be, never its value, which may be a secret.
 */
export function readSettings<Schema extends z.ZodObject>(
  schema: Schema,
  source: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new DomainError('invalid', `${issue?.path.join('.') ?? 'a setting'} ${issue?.message ?? 'is wrong'}.`);
}
