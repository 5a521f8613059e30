import { faqIdSchema, tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { bicycleShop, faqsOf } from '../../test/shop.ts';
import { createFindSimilarFaqs } from './find-similar-faqs.ts';

const tenantId = tenantIdSchema.parse('shop');
const find = createFindSimilarFaqs({ loadFaqs: async () => bicycleShop, findVersion: async () => 1 });
const ask = (question: string, more: object = {}) => find(tenantId, { question, variants: [], ...more });

test('a question that differs in case, marks and spaces alone is the same, and another answer to it a contradiction', async () => {
  expect(await ask('when are you OPEN ??', { answer: 'Never.' })).toMatchObject([
    { id: 'faq0', kind: 'same', likeness: 1, isContradiction: true },
  ]);
  const [alike] = await ask('When are you open', { answer: 'Tuesday to Saturday: 10:00 to 18:00' });
  expect(alike).toMatchObject({ kind: 'same', isContradiction: false });
});

test('a question put nearly the same way is found, and the one being written is not its own double', async () => {
  expect((await ask('Can I return my helmet?')).map(({ id }) => id)).toContain('faq3');
  expect(await ask('When are you open?', { exceptId: faqIdSchema.parse('faq0') })).toEqual([]);
  expect(await ask('Do you sell gift cards?')).toEqual([]);
  expect(await ask('  ?!')).toEqual([]);
});

test('a variant being written is compared too, and an answer in another language contradicts nothing', async () => {
  const [found] = await ask('Something else', { variants: ['rental bike'], answer: 'No.' });
  expect(found).toMatchObject({ id: 'faq2', written: 'rental bike', matched: 'rental bikes' });
  const chinese = faqsOf([{ question: '可以退货吗？', answer: '七天内可以退货。', locale: 'zh-CN' }]);
  const findChinese = createFindSimilarFaqs({ loadFaqs: async () => chinese, findVersion: async () => 1 });
  const written = { question: '可以退货吗', variants: [], answer: 'Yes.' };
  expect(await findChinese(tenantId, { ...written, locale: 'en' })).toMatchObject([{ isContradiction: false }]);
  expect(await findChinese(tenantId, { ...written, locale: 'zh-TW' })).toMatchObject([{ isContradiction: true }]);
});

test('an FAQ published a moment ago is known when the version moved', async () => {
  let version = 1;
  let faqs = bicycleShop;
  const findNow = createFindSimilarFaqs({
    loadFaqs: async () => faqs,
    findVersion: async () => version,
    patienceMs: 60_000,
  });
  const written = { question: 'Do you sell gift cards?', variants: [] };
  expect(await findNow(tenantId, written)).toEqual([]);
  faqs = [...faqs, ...faqsOf([{ question: 'Do you sell gift cards', answer: 'Yes.' }])];
  version = 2;
  expect(await findNow(tenantId, written)).toMatchObject([{ kind: 'same' }]);
});
