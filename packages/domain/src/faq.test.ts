import { expect, test } from 'vitest';
import { faqContentSchema, isFaqValidAt } from './faq.ts';

const at = (day: number) => new Date(Date.UTC(2026, 0, day));

test('an FAQ is valid from its first moment and no more at its last', () => {
  const faq = { validFrom: at(10), validUntil: at(20) };
  expect([9, 10, 19, 20].map((day) => isFaqValidAt(faq, at(day)))).toEqual([false, true, true, false]);
  expect(isFaqValidAt({}, at(1))).toBe(true);
});

test('an FAQ that ends before it begins is refused, naming the field', () => {
  const result = faqContentSchema.safeParse({ question: 'q', answer: 'a', validFrom: at(2), validUntil: at(1) });
  expect(result.error?.issues[0]?.path).toEqual(['validUntil']);
});
