import { expect, expectTypeOf, test } from 'vitest';
import english from './customer/en.json' with { type: 'json' };
import spanish from './customer/es.json' with { type: 'json' };
import chinese from './customer/zh-CN.json' with { type: 'json' };
import taiwanese from './customer/zh-TW.json' with { type: 'json' };
import { type CustomerSentence, createSentences } from './sentences.ts';

test('a customer is spoken to in the nearest language there is', async () => {
  const say = createSentences();
  expect(await say('es-MX', 'clarifyNone')).toBe(spanish.clarifyNone);
  for (const tag of ['zh', 'zh-cn', 'zh_CN', 'zh-Hans-SG'])
    expect(await say(tag, 'clarifyNone')).toBe(chinese.clarifyNone);
  for (const tag of ['zh-TW', 'zh-HK', 'zh_MO', 'zh-Hant', 'zh-Hant-HK'])
    expect(await say(tag, 'clarifyNone')).toBe(taiwanese.clarifyNone);
  expect(await say('xx-unheard', 'clarifyNone')).toBe(english.clarifyNone);
  expect(await say('constructor', 'clarifyNone')).toBe(english.clarifyNone);
});

test('values stand in the sentence as they are, whatever they hold', async () => {
  const say = createSentences();
  expect(await say('en', 'greeting', { tenantName: '<Tea & {{Coffee}} $t(help)>' })).toContain(
    '<Tea & {{Coffee}} $t(help)>',
  );
  expect(await say('en', 'greeting', { tenantName: 'A & B' })).toContain('A & B!');
});

test.each(['ar', 'fa-IR', 'he'])('in %s a telephone number keeps its order among words from the right', async (tag) => {
  const say = createSentences();
  expect(await say(tag, 'reachUs', { details: '+49 30 1234' })).toContain('\u2068+49 30 1234\u2069');
  expect(await say('de', 'reachUs', { details: '+49 30 1234' })).toMatch(/ \+49 30 1234$/);
});

test('nothing in a value is markup', async () => {
  const say = createSentences();
  const said = await say('en', 'greeting', { tenantName: '**A** *b* `c` [d](https://shop.example) 2*3 [e]' });
  expect(said).toContain("∗∗A∗∗ ∗b∗ 'c' [d] (https://shop.example) 2∗3 [e]!");
  expect(said).not.toMatch(/[*`]|\]\(/);
});

test('every kind of attachment is noted, and only sentences that exist can be said', () => {
  const kinds = ['image', 'voice', 'audio', 'video', 'sticker', 'file', 'location', 'contact-card', 'other'];
  expect(Object.keys(english.attachmentNoted)).toEqual(kinds);
  expectTypeOf<'greeting' | 'attachmentNoted.contact-card'>().toExtend<CustomerSentence>();
  expectTypeOf<Extract<'greetings' | 'attachmentNoted' | 'attachmentNoted.fax', CustomerSentence>>().toBeNever();
});

test('many who speak at once, of the same language, are all answered in it', async () => {
  const say = createSentences();
  const said = await Promise.all(Array.from({ length: 20 }, () => say('es', 'help')));
  expect(new Set(said)).toEqual(new Set([spanish.help]));
});
