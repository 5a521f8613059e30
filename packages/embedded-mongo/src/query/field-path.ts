import { CommandError } from '../command-error.ts';
import { checkPath } from '../pipeline/expressions/parse-expression.ts';

/** Throws as MongoDB does on what cannot name a field to show, sort by or list: empty names, names with a dollar sign. */
export function checkFieldPath(path: string): void {
  if (path === '') throw new CommandError(40352, 'FieldPath cannot be constructed with empty string');
  checkPath(path);
}
