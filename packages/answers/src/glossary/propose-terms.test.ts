import { type Faq, noGlossary } from '@answerdesk/domain';
import { describe, expect, it } from 'vitest';
import { faqsOf } from '../../test/shop.ts';
import { proposeTerms } from './propose-terms.ts';
import { createTermProposer } from './term-proposer.ts';

const nothing = { terms: [], rejected: [] };
const namesOf = async (faqs: readonly Faq[], glossary: Parameters<typeof proposeTerms>[1] = nothing) =>
  (await proposeTerms(faqs, glossary)).terms.map(({ name }) => name);

const bank = faqsOf([
  { question: 'How do I block my debit card?', answer: 'In the app.', variants: ['How do I freeze my debit card?'] },
  { question: 'Where is my debit card?', answer: 'On its way.', variants: ['Has my debit card been sent?'] },
  {
    question: 'What is KYC (know your customer)?',
    answer: 'A check that the law asks for.',
    variants: ['Why is there a KYC check?', 'Is the KYC safe?'],
  },
  {
    question: 'How long does a bank transfer take?',
    answer: 'A day.',
    variants: ['How long does a wire payment take?', 'When does my bank transfer arrive?'],
  },
  { question: 'Can I take back a bank transfer?', answer: 'No.' },
  { question: 'What time is it there?', answer: 'Noon.', variants: ['Please tell me what time it is there?'] },
]);

describe('proposed terms', () => {
  it('are what several FAQs speak of, as a whole, and none of the words that everybody uses', async () => {
    const names = await namesOf(bank);
    expect(names).toEqual(expect.arrayContaining(['debit card', 'bank transfer', 'KYC']));
    for (const small of ['how', 'time', 'please', 'block', 'arrive', 'long', 'debit'])
      expect(names).not.toContain(small);
  });

  it('come with the short form that an FAQ explains, and what stands in the same place of its other texts', async () => {
    const { terms } = await proposeTerms(bank, nothing);
    expect(terms.find(({ name }) => name === 'KYC')?.synonyms).toEqual([
      { text: 'know your customer', reason: 'abbreviation', faqIds: ['faq2'] },
    ]);
    expect(terms.find(({ name }) => name === 'bank transfer')?.synonyms).toEqual([
      { text: 'wire payment', reason: 'same-place', faqIds: ['faq3'] },
    ]);
    expect(terms.find(({ name }) => name === 'debit card')).toMatchObject({ faqIds: ['faq0', 'faq1'], faqCount: 2 });
  });

  it.each([
    ['zh-CN', ['信用卡怎么激活', '我的信用卡丢了怎么办', '信用卡的额度是多少'], '信用卡'],
    ['zh-TW', ['信用卡怎麼啟用', '我的信用卡遺失了怎麼辦', '信用卡的額度是多少'], '信用卡'],
    ['ja', ['クレジットカードは使えますか', 'クレジットカードをなくしました', '予約の変更'], 'クレジットカード'],
    ['th', ['บัตรเครดิตหายทำอย่างไร', 'สมัครบัตรเครดิตได้ที่ไหน', 'เปิดกี่โมง'], 'บัตรเครดิต'],
    ['de', ['Wie sperre ich meine Karte?', 'Wo ist meine Karte?', 'Was kostet eine Karte?'], 'Karte'],
    ['ru', ['Как заблокировать карту?', 'Где получить карту?', 'Когда вы открыты?'], 'карту'],
    ['ar', ['كيف أستخدم القسيمة', 'أين القسيمة', 'متى تفتحون'], 'القسيمة'],
    ['ko', ['신용카드 분실 신고', '신용카드 발급 기간', '영업 시간'], '신용카드'],
  ])('are found in %s', async (locale, questions, expected) => {
    const faqs = faqsOf(questions.map((question) => ({ question, answer: 'x', locale })));
    expect(await namesOf(faqs)).toContain(expected);
  });

  it('are not proposed again once they were rejected, or are terms, in whatever form', async () => {
    const term = { id: 't1', name: 'Debit Cards', synonyms: ['bank transfers'], linked: [], unlinked: [] };
    const names = await namesOf(bank, { terms: [term as never], rejected: ['kyc'] });
    expect(names).not.toContain('debit card');
    expect(names).not.toContain('bank transfer');
    expect(names).not.toContain('KYC');
  });

  it('are the same whatever was read before, and only FAQs that changed are read', async () => {
    const first = await proposeTerms(bank, nothing);
    const changed = bank.map((faq, place) => (place === 1 ? { ...faq, question: 'Where is my parcel?' } : faq));
    const again = await proposeTerms(changed, nothing, first);
    expect(again.terms).toEqual((await proposeTerms(changed, nothing)).terms);
    const [unchanged, other] = bank;
    expect(again.read.get(unchanged?.id as never)).toBe(first.read.get(unchanged?.id as never));
    expect(again.read.get(other?.id as never)).not.toBe(first.read.get(other?.id as never));
  });

  it('are read from few variants of each where there are very many FAQs, from all where there are not', async () => {
    const variants = Array.from({ length: 12 }, (_, index) => `zword${index}`);
    const shop = (count: number) =>
      faqsOf(
        Array.from({ length: count }, (_, index) => ({
          question: `qword${index}`,
          answer: 'x',
          variants,
          locale: 'en',
        })),
      );
    const candidatesOf = async (faqs: readonly Faq[]) =>
      (await proposeTerms(faqs, nothing)).read.get(faqs[0]?.id as never)?.candidates.length;
    expect(await candidatesOf(shop(100))).toBe(13);
    expect(await candidatesOf(shop(3_100))).toBe(9);
  });

  it.each([1_000_000, 1])(
    'of FAQs that stay the same are made once, whether there is room for %i pieces',
    async (most) => {
      let reads = 0;
      const faqs = bank.map((faq) => ({
        ...faq,
        get variants() {
          reads += 1;
          return faq.variants;
        },
      }));
      let glossary = noGlossary;
      const propose = createTermProposer({ glossaries: { find: async () => glossary } as never }, most);
      const first = await propose('t' as never, { faqs });
      const once = reads;
      expect(await propose('t' as never, { faqs })).toEqual(first);
      expect(reads).toBe(once);
      glossary = { ...noGlossary, revision: 1, rejected: ['KYC'] };
      expect((await propose('t' as never, { faqs })).map(({ name }) => name)).not.toContain('KYC');
    },
  );
});
