import { badValue, CommandError } from '../command-error.ts';

/** Splits a dotted path. Throws as MongoDB does on empty names and on `$` where it cannot stand. */
export function parsePath(field: string): string[] {
  const path = field.split('.');
  if (field === '') throw new CommandError(56, 'An empty update path is not valid.');
  if (path.includes('')) {
    throw new CommandError(56, `The update path '${field}' contains an empty field name, which is not allowed.`);
  }
  const isPositional = (name: string) => name === '$' || name.startsWith('$[');
  if (isPositional(path[0] ?? '')) {
    const what = path[0] === '$' ? "positional (i.e. '$') element" : 'array filter identifier';
    throw badValue(`Cannot have ${what} in the first position in path '${field}'`);
  }
  if (path.filter((name) => name === '$').length > 1) {
    throw badValue(`Too many positional (i.e. '$') elements found in path '${field}'`);
  }
  return path;
}
