import { expect, test } from 'vitest';
import { asksForPerson, wishesForPerson } from './asks-for-person.ts';

test.each([
  'I want to talk to a person',
  'can i speak with a real human??',
  'Please connect me with an agent.',
  'human please',
  'Quiero hablar con una persona',
  '¿Puedo hablar con alguien?',
  '转人工',
  '我要人工客服！',
  '請幫我轉真人',
  'Kann ich mit einem Menschen sprechen?',
  'Je voudrais parler à quelqu’un',
  '担当者と話したいです',
  'أريد التحدث مع موظف',
])('a person is asked for: %s', (text) => {
  expect(asksForPerson(text)).toBe(true);
});

test.each([
  'How do I transfer money to another person?',
  'Can a person under 18 open an account?',
  'Who is your agent in Spain?',
  '¿Cuántas personas caben en la mesa?',
  '客服几点上班',
  'Wie viele Mitarbeiter haben Sie?',
  'Is the staff friendly?',
  `${'I would like to know about my order. '.repeat(8)} talk to a person`,
])('nobody is asked for: %s', (text) => {
  expect(asksForPerson(text)).toBe(false);
});

test.each([
  ['women', 'en'],
  ['man', 'en'],
  ['woman', 'en'],
  ['people', 'en'],
  ['persons', 'en'],
  ['expert', 'en'],
  ['sales', 'en'],
  ['team', 'en'],
  ['owner', 'en'],
  ['admin', 'en'],
  ['can I have someone else collect it', 'en'],
  ['Person', 'de'],
  ['Personen', 'de'],
  ['personas', 'es'],
  ['personne', 'fr'],
  ['人', 'zh-CN'],
  ['人', 'ja'],
  ['人', 'en'],
  ['사람', 'ko'],
  ['люди', 'ru'],
  ['kişi', 'tr'],
])('people are spoken of and nobody is asked for: %s (%s)', (text, language) => {
  expect(asksForPerson(text, language)).toBe(false);
});

test.each([
  ['agent', 'en'],
  ['human', 'en'],
  ['operator', 'en'],
  ['I want an expert', 'en'],
  ['talk to sales', 'en'],
  ['人工', 'zh-CN'],
  ['客服', 'en'],
  ['Mitarbeiter', 'de'],
  ['conseiller', 'fr'],
  ['agente', 'es'],
  ['оператор', 'en'],
])(
  'one word asks for a person where it says who answers customers, or that one is wanted: %s (%s)',
  (text, language) => {
    expect(asksForPerson(text, language)).toBe(true);
  },
);

test('a role named alone asks for a person and says of no answer that it was none', () => {
  for (const text of ['agent', 'operator', '客服', 'Mitarbeiter', 'women', 'price']) {
    expect(wishesForPerson(text), text).toBe(false);
  }
  for (const text of [
    'human please',
    'I want an agent',
    'talk to sales',
    '转人工',
    'no bots',
    'Ich möchte mit jemandem reden',
  ]) {
    expect(wishesForPerson(text), text).toBe(true);
  }
});
