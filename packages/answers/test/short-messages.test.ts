import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { judgeLanguage, readLanguageWish } from '../src/index.ts';

const rowSchema = z.object({ text: z.string(), lang: z.string(), mixed: z.boolean().optional() });
const rows = readFileSync(`${import.meta.dirname}/short-messages.jsonl`, 'utf8')
  .trim()
  .split('\n')
  .map((line) => rowSchema.parse(JSON.parse(line)));
const plain = rows.filter(({ mixed }) => !mixed);
const languageIn = (text: string) => judgeLanguage(text, {}).language;
const shareRight = (some: typeof rows) =>
  some.filter(({ text, lang }) => languageIn(text) === lang).length / some.length;

describe('the language of short messages that nothing else is known of', () => {
  it('is found in all but a few', () => {
    expect(shareRight(plain)).toBeGreaterThan(0.97);
  });

  it.each([...new Set(plain.map(({ lang }) => lang))])('is found in most of %s', (lang) => {
    expect(shareRight(plain.filter((row) => row.lang === lang))).toBeGreaterThanOrEqual(0.85);
  });

  it('is that which holds the sentence together where words of another are in it', () => {
    expect(shareRight(rows.filter(({ mixed }) => mixed))).toBeGreaterThan(0.95);
  });

  it('is judged, and no wish read, without a throw whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(judgeLanguage(text, { locale: 'es' }).language).toMatch(/^[a-z]{2,3}(-|$)/);
        readLanguageWish(text);
      }),
    );
  });
});
