import { expect, expectTypeOf, test } from 'vitest';
import english from './customer/en.json' with { type: 'json' };
import spanish from './customer/es.json' with { type: 'json' };
import chinese from './customer/zh-CN.json' with { type: 'json' };
import { type CustomerSentence, createSentences } from './sentences.ts';

function sentencesOf(bundle: object, path = ''): [string, string][] {
  return Object.entries(bundle).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : sentencesOf(value, `${path}${key}.`),
  );
}

const placeholders = (sentence: string) => (sentence.match(/\{\{\w+\}\}/g) ?? []).sort();

test.each([
  ['es', spanish],
  ['zh-CN', chinese],
])('%s says every sentence, with the same values in it', (_language, bundle) => {
  const theirs = new Map(sentencesOf(bundle));
  const ours = sentencesOf(english);
  expect([...theirs.keys()].sort()).toEqual(ours.map(([key]) => key).sort());
  for (const [key, sentence] of ours) {
    expect(placeholders(theirs.get(key) ?? ''), key).toEqual(placeholders(sentence));
  }
});

test('no sentence holds markup of its own', () => {
  for (const [key, sentence] of [english, spanish, chinese].flatMap((bundle) => sentencesOf(bundle))) {
    expect(sentence.replaceAll(/\{\{\w+\}\}/g, ''), key).not.toMatch(/[*`[\]{}<>]/);
  }
});

test('a customer is spoken to in the nearest language there is', async () => {
  const say = createSentences();
  expect(await say('es-MX', 'clarifyNone')).toBe(spanish.clarifyNone);
  expect(await say('zh-TW', 'clarifyNone')).toBe(chinese.clarifyNone);
  for (const tag of ['zh', 'zh-cn', 'zh_CN', 'zh-Hant-HK'])
    expect(await say(tag, 'clarifyNone')).toBe(chinese.clarifyNone);
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
