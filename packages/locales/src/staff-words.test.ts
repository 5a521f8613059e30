import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { screenLanguages } from './screens.ts';
import { createStaffWords } from './staff-words.ts';

const folder = join(import.meta.dirname, 'staff');
const leaves = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value ?? {}).flatMap(([key, each]) => leaves(each, path === '' ? key : `${path}.${key}`));
const sentencesOf = (language: string) =>
  new Map(leaves(JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'))));
const valuesIn = (sentence: string) => (sentence.match(/\{\{\w+\}\}/g) ?? []).sort();

test('members are spoken to in every language of the screens', () => {
  expect(readdirSync(folder).sort()).toEqual(screenLanguages.map((language) => `${language}.json`).sort());
});

test.each(screenLanguages.map((language) => [language]))('%s says every sentence, with the same values', (language) => {
  const theirs = sentencesOf(language);
  const ours = sentencesOf('en');
  expect([...theirs.keys()]).toEqual([...ours.keys()]);
  for (const [key, sentence] of ours) {
    const translated = theirs.get(key) ?? '';
    expect(translated.trim(), key).not.toBe('');
    expect(valuesIn(translated), key).toEqual(valuesIn(sentence));
    expect(translated.replaceAll(/\{\{\w+\}\}/g, ''), key).not.toMatch(/[*`[\]{}<>]/);
    if (language !== 'en' && /\p{L}+ \p{L}+ \p{L}+/u.test(sentence.replaceAll(/\{\{\w+\}\}/g, ''))) {
      expect(translated, key).not.toBe(sentence);
    }
  }
});

test('what a customer wrote is no markup and no sentence of ours, and the nearest language is spoken', async () => {
  const say = createStaffWords();
  const text = '**now** `x` [click](https://evil.example) $t(help) {{agent}}';
  expect(await say('de-AT', 'wrote', { customer: 'Ana *B*', text })).toBe(
    "Ana ∗B∗: ∗∗now∗∗ 'x' [click] (https://evil.example) $t(help) {{agent}}",
  );
  expect(await say('zh-HK', 'take')).toBe('接手');
  expect(await say('xx', 'take')).toBe('Take over');
});
