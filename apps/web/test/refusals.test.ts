import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileRefusals, pageRefusals } from '../src/pages/faq-imports/refusals.ts';
import { readRowError } from '../src/pages/faq-imports/row-problem.ts';

const answers = join(import.meta.dirname, '../../../packages/answers/src');

function sourceOf(pattern: string): string {
  return globSync(pattern, { cwd: answers })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(answers, file), 'utf8'))
    .join('\n');
}

/** The refusals that a source holds as they stand there; those made of a variable are left out. */
function refusalsIn(source: string): string[] {
  return [...source.matchAll(/DomainError\('(?:invalid|unavailable)', (?:\w+ \? \w+ : )?['`]([^'`]+)/g)].map(
    ([, words = '']) => words,
  );
}

describe.each([
  ['file', 'faq-files/{decode-text,read-cells}.ts', fileRefusals],
  ['web page', 'web-page/*.ts', pageRefusals],
] as const)('of a %s', (_, pattern, known) => {
  test('every refusal of the server has a sentence of the screen', () => {
    const said = refusalsIn(sourceOf(pattern));
    expect(said.length).toBeGreaterThan(4);
    for (const words of said) {
      expect(
        known.find(([beginning]) => words.startsWith(beginning)),
        words,
      ).toBeDefined();
    }
  });
});

test('no sentence is kept for a refusal that the server no longer knows', () => {
  const api = readFileSync(join(answers, '../../../apps/api/src/faq-file-routes.ts'), 'utf8');
  const source = `${sourceOf('faq-files/*.ts')}\n${sourceOf('web-page/*.ts')}\n${api}`;
  for (const [beginning] of [...fileRefusals, ...pageRefusals]) expect(source).toContain(beginning);
});

test('what is wrong with a row is said field by field, and words that are not known stay as they are', () => {
  const message =
    'validFrom: is not a date, write it as year-month-day, such as 2026-12-31; question: is empty; answer: is too long, at most 8,000 characters; variants: number 3 is too long, at most 1,000 characters';
  expect(readRowError(message)).toMatchObject([
    { field: 'validFrom', sentence: 'errors.date' },
    { field: 'question', sentence: 'errors.empty' },
    { field: 'answer', sentence: 'errors.tooLong', values: { most: '8,000' } },
    { field: 'variants', sentence: 'errors.variantTooLong', values: { number: '3', most: '1,000' } },
  ]);
  expect(readRowError('a quotation mark (") stands inside a quoted text; write it twice ("")')).toMatchObject([
    { sentence: 'errors.innerQuote' },
  ]);
  expect(readRowError('question: is the same as in row 3')).toMatchObject([
    { field: 'question', sentence: 'errors.twice', values: { row: '3' } },
  ]);
  expect(readRowError('the moon is wrong')).toEqual([{ values: {}, words: 'the moon is wrong' }]);
});
