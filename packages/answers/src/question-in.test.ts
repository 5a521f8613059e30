import { expect, it } from 'vitest';
import { questionIn } from './question-in.ts';

const faq = {
  question: 'When do you open?',
  variants: ['opening hours', '¿a qué hora abren ustedes?', '你们几点开门'],
  locale: 'en',
};

it.each([
  ['en', 'When do you open?'],
  ['es-MX', '¿a qué hora abren ustedes?'],
  ['zh-CN', '你们几点开门'],
  ['de', 'When do you open?'],
])('a choice reads as the tenant wrote it in the customer’s language: %s', (language, question) => {
  expect(questionIn(faq, language)).toBe(question);
});

it('an FAQ that names no language keeps its question', () => {
  const { locale: _none, ...unnamed } = faq;
  expect(questionIn(unnamed, 'es')).toBe(faq.question);
});
