import { expect, test } from 'vitest';
import { asksForPerson } from './asks-for-person.ts';

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
