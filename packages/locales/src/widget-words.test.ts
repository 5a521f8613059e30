import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { customerLanguages } from './sentences.ts';
import { loadWidgetWords, widgetLanguages } from './widget-words.ts';

/** Words that are rightly the same as in English: the language has the very word. */
const sameAsEnglish: Readonly<Record<string, readonly string[]>> = {
  da: ['send'],
  fr: ['transcript'],
  nb: ['send'],
};

test('the widget speaks every language that the bot speaks, one file each', () => {
  expect([...widgetLanguages].sort()).toEqual([...customerLanguages].sort());
  const files = readdirSync(new URL('./widget/', import.meta.url)).map((file) => file.replace('.json', ''));
  expect([...widgetLanguages].sort()).toEqual(files.sort());
});

test.each(widgetLanguages)('%s has every sentence of the widget, none of them empty', async (language) => {
  const [english, own] = await Promise.all([loadWidgetWords('en'), loadWidgetWords(language)]);
  expect(own.language).toBe(language);
  expect(Object.keys(own.words)).toEqual(Object.keys(english.words));
  for (const words of Object.values(own.words)) expect(words.trim()).not.toBe('');
  expect(own.words.unread).toContain('{{count}}');
});

test.each(widgetLanguages.filter((language) => language !== 'en'))('%s leaves no word in English', async (language) => {
  const [english, own] = await Promise.all([loadWidgetWords('en'), loadWidgetWords(language)]);
  const theirs = new Map(Object.entries(english.words));
  const same = Object.entries(own.words).filter(([key, words]) => theirs.get(key) === words);
  expect(same.map(([key]) => key)).toEqual(sameAsEnglish[language] ?? []);
});

test('speaks the nearest language, from the side it is read from', async () => {
  for (const [tag, language] of [
    ['ar-EG', 'ar'],
    ['fa-IR', 'fa'],
    ['iw', 'he'],
  ] as const) {
    expect(await loadWidgetWords(tag)).toMatchObject({ language, direction: 'rtl' });
  }
  const fromTheRight = await Promise.all(widgetLanguages.map(loadWidgetWords));
  expect(fromTheRight.filter(({ direction }) => direction === 'rtl')).toHaveLength(3);
  expect(await loadWidgetWords('zh-Hant-HK')).toMatchObject({ language: 'zh-TW', direction: 'ltr' });
  expect(await loadWidgetWords('nn-NO')).toMatchObject({ language: 'nb', direction: 'ltr' });
  expect(await loadWidgetWords('xx')).toMatchObject({ language: 'en' });
});
