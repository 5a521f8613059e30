import { markOfAnswer } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { faqsOf } from '../test/shop.ts';
import { answerQuestion, learn } from './index.ts';

const at = new Date('2026-01-01');
const faqs = faqsOf([
  { question: 'Can I sue you?', answer: 'Write to our lawyer.', category: 'Legal', locale: 'en' },
  {
    question: 'When are you open?',
    variants: ['opening hours', '¿Cuándo abren ustedes?'],
    answer: 'From 10 to 18.',
    category: 'Shop',
    locale: 'en',
    translations: [{ locale: 'es', answer: 'De 10 a 18.', basedOn: markOfAnswer('From 10 to 18.') }],
  },
]);

test('a question of a category that is a person’s is handed over, however sure the engine is, and others are answered', async () => {
  const model = await learn(faqs, { version: 1 });
  const ask = (text: string, personOnlyCategories: readonly string[]) =>
    answerQuestion(model, { text, at, personOnlyCategories });
  expect(ask('Can I sue you?', ['Legal'])).toMatchObject({ outcome: 'handover', reason: 'rule', faqId: 'faq0' });
  expect(ask('Can I sue you?', ['Shop'])).toMatchObject({ outcome: 'answered', text: 'Write to our lawyer.' });
  expect(ask('When are you open?', ['Legal'])).toMatchObject({ outcome: 'answered' });
});

test('the answer comes in the language of the question where it is written in it', async () => {
  const model = await learn(faqs, { version: 1 });
  expect(answerQuestion(model, { text: '¿Cuándo abren ustedes?', at })).toMatchObject({
    language: 'es',
    text: 'De 10 a 18.',
  });
  expect(answerQuestion(model, { text: 'opening hours', locale: 'es', at })).toMatchObject({ faqId: 'faq1' });
  expect(answerQuestion(model, { text: 'When are you open?', at })).toMatchObject({ text: 'From 10 to 18.' });
});
