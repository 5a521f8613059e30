import type { BSONRegExp } from 'bson';

/** The text everything that matches starts with; undefined when the pattern does not fix one. */
export function regexPrefix({ pattern, options }: BSONRegExp): string | undefined {
  if (/[imx]/.test(options) || !/^(\^|\\A)/.test(pattern) || pattern.includes('|')) return undefined;
  const literals: string[] = [];
  const rest = pattern.replace(/^(\^|\\A)/, '');
  const token = /\\([^a-zA-Z0-9])|([^\\^$.[\]|()?*+{}\0])/uy;
  for (let found = token.exec(rest); found; found = token.exec(rest)) {
    literals.push(found[1] ?? found[2] ?? '');
    const next = rest[token.lastIndex];
    if (next === '*' || next === '?' || next === '{') literals.pop();
    if (next !== undefined && '*?{+'.includes(next)) break;
  }
  const prefix = literals.join('');
  return prefix === '' ? undefined : prefix;
}
