import { expect, test } from 'vitest';
import { loadWidgetWords, widgetLanguages } from './widget-words.ts';

test.each(widgetLanguages)('%s has every sentence of the widget, none of them empty', async (language) => {
  const [english, own] = await Promise.all([loadWidgetWords('en'), loadWidgetWords(language)]);
  expect(own.language).toBe(language);
  expect(Object.keys(own.words).sort()).toEqual(Object.keys(english.words).sort());
  for (const words of Object.values(own.words)) expect(words.trim()).not.toBe('');
  expect(own.words.unread).toContain('{{count}}');
});

test('speaks the nearest language, from the side it is read from', async () => {
  expect(widgetLanguages).toHaveLength(8);
  expect(await loadWidgetWords('ar-EG')).toMatchObject({ language: 'ar', direction: 'rtl' });
  expect(await loadWidgetWords('zh-Hant-HK')).toMatchObject({ language: 'zh-TW', direction: 'ltr' });
  expect(await loadWidgetWords('xx')).toMatchObject({ language: 'en' });
});
