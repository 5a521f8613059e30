import { expect, test } from 'vitest';
import { type FaqContent, faqContentSchema, markOfAnswer, outOfDateLocales } from './faq.ts';
import { rowOfFaq } from './faq-record.ts';
import { replyOfFaq } from './faq-reply.ts';
import { faqIdSchema, tenantIdSchema } from './ids.ts';

const faq: FaqContent = {
  question: 'Do you ship?',
  variants: [],
  answer: 'Yes.',
  locale: 'en',
  translations: [
    { locale: 'zh-CN', answer: '是的。', basedOn: markOfAnswer('Yes.') },
    { locale: 'de', answer: 'Ja.', basedOn: markOfAnswer('Yes, always.') },
  ],
};

test('the answer is served in the very form of a language, else in the language, else as it was written', () => {
  const texts = ['en', 'en-GB', 'zh-CN', 'zh-TW', 'de-AT', 'fr'].map((language) => replyOfFaq(faq, language).text);
  expect(texts).toEqual(['Yes.', 'Yes.', '是的。', '是的。', 'Ja.', 'Yes.']);
});

test('an answer in a language is out of date when the source says something else, and not any more when it says it again', () => {
  expect(outOfDateLocales(faq)).toEqual(['de']);
  expect(outOfDateLocales({ ...faq, answer: 'Yes, always.' })).toEqual(['zh-CN']);
});

test('links stand below the answer, the image beside it, questions become buttons, and a label ends no link', () => {
  const reply = replyOfFaq(
    {
      ...faq,
      imageUrl: 'https://shop.example/map.png',
      buttons: [
        { kind: 'link', label: 'The [map]', url: 'https://shop.example/a(b)' },
        { kind: 'faq', label: 'And abroad?', faqId: faqIdSchema.parse('faq2') },
      ],
    },
    'en',
  );
  expect(reply).toEqual({
    kind: 'reply',
    text: 'Yes.\n\n[The (map)](https://shop.example/a%28b%29)',
    imageUrl: 'https://shop.example/map.png',
    choices: [{ id: 'faq:faq2', label: 'And abroad?' }],
  });
});

test('what is over a limit is refused with the limit, and addresses that run something are refused', () => {
  const refusal = (more: object) => faqContentSchema.safeParse({ ...faq, ...more }).error?.issues[0]?.message;
  expect(refusal({ answer: 'x'.repeat(8_001) })).toBe('is too long, at most 8,000 characters');
  expect(refusal({ variants: Array.from({ length: 1_001 }, () => 'x') })).toBe('are too many, at most 1,000');
  expect(refusal({ imageUrl: 'data:image/svg+xml,x' })).toContain('https://');
  expect(refusal({ translations: [{ locale: 'en', answer: 'x', basedOn: '' }] })).toContain('each language once');
});

test('a list shows the draft of an FAQ that has one, and that it is published all the same', () => {
  const at = new Date(0);
  const record = {
    id: faqIdSchema.parse('f'),
    tenantId: tenantIdSchema.parse('t'),
    revision: 3,
    createdAt: at,
    updatedAt: at,
  };
  const row = rowOfFaq({ ...record, published: faq, draft: { ...faq, question: 'Do you ship abroad?' } });
  expect(row).toMatchObject({
    status: 'published',
    hasChanges: true,
    question: 'Do you ship abroad?',
    outOfDate: ['de'],
  });
  expect(rowOfFaq({ ...record, draft: faq })).toMatchObject({ status: 'draft', hasChanges: false });
  expect(rowOfFaq({ ...record, published: faq, archivedAt: at })).toMatchObject({ status: 'archived' });
});
