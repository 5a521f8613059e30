import { expect, test } from 'vitest';
import { bicycleShop, faqsOf } from '../test/shop.ts';
import { freshen } from './fresh-texts.ts';
import { answerQuestion, learn } from './index.ts';

const at = new Date('2026-03-02');
const more = faqsOf([...bicycleShop, { question: 'Do you repair shoes?', answer: 'Yes, on Mondays.' }]);
const model = await freshen(await learn(bicycleShop, { version: 1 }), more, 2);

test.each(['do you like me', 'how do you do', 'do you have parking', 'do you sell bread'])(
  'a new FAQ does not answer %j for the words that everybody uses',
  (text) => {
    const { outcome, trace } = answerQuestion(model, { text, at });
    expect({ outcome, faqId: trace.candidates[0]?.faqId }).not.toEqual({ outcome: 'answered', faqId: 'faq6' });
  },
);

test.each([
  'Do you repair shoes?',
  'repair shoes',
  'can you repair my shoes',
  'hello, i wonder: do you repair shoes of children',
])('a new FAQ answers %j before it is learnt', (text) => {
  expect(answerQuestion(model, { text, at })).toMatchObject({ outcome: 'answered', faqId: 'faq6' });
});

test.each([0.01, 0.35, 0.9])('what is a guess is offered at most, with the dial at %d too', (answer) => {
  const asked = { text: 'are my shoes repaired by you', at };
  const { outcome, confidence, trace } = answerQuestion(model, asked, { answer, clarify: 0 });
  expect(trace.candidates[0]?.faqId).toBe('faq6');
  expect(outcome).not.toBe('answered');
  expect(confidence).toBeLessThan(answer);
});
