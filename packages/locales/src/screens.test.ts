import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import { loadScreenArea, nearestScreenLanguage, type ScreenSentence, screenLanguages } from './screens.ts';

const folder = join(import.meta.dirname, 'screen');
const plural = /_(zero|one|two|few|many|other)$/;

function sentencesIn(language: string, file: string): ReadonlyMap<string, string> {
  const bundle: unknown = JSON.parse(readFileSync(join(folder, language, file), 'utf8'));
  return new Map(leaves(bundle));
}

function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value ?? {}).flatMap(([key, each]) => leaves(each, path === '' ? key : `${path}.${key}`));
}

/** The keys a language needs for what English says: of a plural, each form that the language has. */
function needed(language: string, english: ReadonlyMap<string, string>): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const keys = [...english.keys()].flatMap((key) =>
    plural.test(key) ? forms.map((form) => key.replace(plural, `_${form}`)) : [key],
  );
  return [...new Set(keys)].sort();
}

const values = (sentence: string) => [...new Set(sentence.match(/\{\{\w+\}\}/g))].sort();
const areas = readdirSync(join(folder, 'en'));

test('the folders are the languages the screens speak', () => {
  expect(readdirSync(folder).sort()).toEqual([...screenLanguages].sort());
});

test.each(screenLanguages.map((language) => [language]))(
  '%s says every sentence of every area, with the same values',
  (language) => {
    expect(readdirSync(join(folder, language))).toEqual(areas);
    for (const area of areas) {
      const english = sentencesIn('en', area);
      const theirs = sentencesIn(language, area);
      expect([...theirs.keys()].sort(), area).toEqual(needed(language, english));
      for (const [key, sentence] of theirs) {
        const ours = english.get(key) ?? english.get(key.replace(plural, '_other')) ?? '';
        expect(sentence.trim(), `${area} ${key}`).not.toBe('');
        expect(values(sentence), `${area} ${key}`).toEqual(values(ours));
      }
    }
  },
);

test.each(screenLanguages.filter((language) => language !== 'en').map((language) => [language]))(
  '%s is a translation, not a copy of the English',
  (language) => {
    for (const area of areas) {
      const english = sentencesIn('en', area);
      const same = [...sentencesIn(language, area)].filter(
        ([key, sentence]) =>
          english.get(key) === sentence && /\p{L}+ \p{L}+ \p{L}+/u.test(sentence.replaceAll(/\{\{\w+\}\}/g, '')),
      );
      expect(same, area).toEqual([]);
    }
  },
);

test('an area is read in the language asked for', async () => {
  expect(await loadScreenArea('de', 'shell')).toMatchObject({ action: { save: 'Speichern' } });
});

test.each([
  [['de-AT', 'en'], 'de'],
  [['zh-Hant-HK'], 'zh-TW'],
  [['zh-TW'], 'zh-TW'],
  [['zh-Hans-HK'], 'zh-CN'],
  [['zh'], 'zh-CN'],
  [['nl', 'fr-CA'], 'fr'],
  [['nl'], 'en'],
  [['AR_eg'], 'ar'],
  [[], 'en'],
])('%j is shown the screens in %s', (wanted, language) => {
  expect(nearestScreenLanguage(wanted)).toBe(language);
});

test('only sentences that exist can be said', () => {
  expectTypeOf<'action.save' | 'field.tooShort'>().toExtend<ScreenSentence<'shell'>>();
  expectTypeOf<Extract<'action.saved' | 'field.tooShort_one' | 'field', ScreenSentence<'shell'>>>().toBeNever();
});
