import { expect, test } from 'vitest';
import { bicycleShop, faqsOf } from '../test/shop.ts';
import { answerQuestion, defaultThresholds, dialCurve, dialPoint, learn } from './index.ts';

test('the higher the threshold, the less is answered; the curve knows where the dial stands', async () => {
  const model = await learn(bicycleShop, { version: 1 });
  const curve = dialCurve(model);
  if (curve.basis !== 'held-out') throw new Error('nothing was held out');
  const coverages = curve.points.map(({ coverage }) => coverage);
  expect(coverages).toEqual(coverages.toSorted((a, b) => b - a));
  expect(coverages[0]).toBe(1);
  expect(curve.points).toHaveLength(101);
  for (const { accuracy } of curve.points) {
    expect(accuracy).toBeGreaterThanOrEqual(0);
    expect(accuracy).toBeLessThanOrEqual(1);
  }
  for (const answer of [0.36, 0.57, defaultThresholds.answer]) {
    // To the hundredth, as the dial is moved.
    const onCurve = curve.points[Math.round(answer * 100)];
    expect(dialPoint(model, { answer, clarify: 0.2 })).toEqual({ ...onCurve, threshold: answer });
  }
});

test('the same FAQs give the same curve', async () => {
  const [one, two] = await Promise.all([1, 2].map((version) => learn(bicycleShop, { version })));
  expect(one && dialCurve(one)).toEqual(two && dialCurve(two));
});

test('a tenant with too few wordings is told so instead of shown a guess', async () => {
  const few = faqsOf([{ question: 'Is there wifi?', answer: 'Yes.' }]);
  for (const faqs of [few, []]) {
    const model = await learn(faqs, { version: 1 });
    expect(dialCurve(model)).toEqual({ basis: 'too-little' });
    expect(dialPoint(model, { answer: 0.5, clarify: 0.2 })).toBeUndefined();
  }
});

test('a question is decided by the thresholds it is asked at, and the trace says by which rule', async () => {
  const model = await learn(bicycleShop, { version: 1 });
  const question = { text: 'could you tell me what a tune-up would cost me?', at: new Date('2026-11-24') };
  const at = (answer: number, clarify: number) => answerQuestion(model, question, { answer, clarify });
  const { confidence } = at(0, 0);
  expect(at(confidence, 0)).toMatchObject({ outcome: 'answered', trace: { rule: 'sure' } });
  const above = Math.min(1, confidence + 0.001);
  expect(at(above, above)).toMatchObject({ outcome: 'handover', trace: { rule: 'too-unsure' } });
  const asked = answerQuestion(model, { ...question, text: 'opening hours' }, { answer: 0.9, clarify: 0.5 });
  expect(asked).toMatchObject({ outcome: 'answered', trace: { rule: 'word-for-word' } });
  const stranger = answerQuestion(model, { ...question, text: '😀' });
  expect(stranger).toMatchObject({ outcome: 'handover', trace: { rule: 'nothing-like-it' } });
});
