import { type Glossary, type GlossaryTerm, glossaryTermIdSchema } from '@answerdesk/domain';
import { describe, expect, it } from 'vitest';
import { faqsOf } from '../../test/shop.ts';
import { answerQuestion, createModelCache, learn, relatedFaqs } from '../index.ts';
import { inKnownWords } from './in-known-words.ts';
import { readKnownTerms } from './known-terms.ts';
import { withGlossary } from './with-glossary.ts';

const at = new Date('2026-03-02');
const term = (name: string, synonyms: string[] = [], more: Partial<GlossaryTerm> = {}): GlossaryTerm => ({
  id: glossaryTermIdSchema.parse(`t-${name.replace(/\W/g, '')}`),
  name,
  synonyms,
  linked: [],
  unlinked: [],
  ...more,
});
const glossaryOf = (...terms: GlossaryTerm[]): Glossary => ({ revision: 1, terms, rejected: [] });

const faqs = faqsOf([
  { question: 'How do I block my card?', answer: 'In the app.', locale: 'en' },
  { question: 'What is the limit of my card?', answer: '500 a day.', locale: 'en' },
  { question: 'How do I get into the vault?', answer: 'With two keys.', locale: 'en' },
  { question: 'When does a transfer arrive?', answer: 'Tomorrow.', locale: 'en' },
  { question: '银行卡怎么办理', answer: '请到柜台。', locale: 'zh-CN' },
]);

const read = async (glossary: Glossary, question: string) =>
  inKnownWords(await readKnownTerms(glossary, faqs), question);

describe('a question in known words', () => {
  it.each([
    [term('card', ['plastic']), 'my Plastics are gone', 'my card are gone'],
    [term('card', ['plastic']), 'my plastic-free shop', 'my card-free shop'],
    [term('card', ['plastic money']), 'PLASTIC  MONEY?', 'card?'],
    [term('card', ['plastic money']), 'plastic, money', 'plastic, money'],
    [term('card', ['ID']), "I'd like one", "I'd like one"],
    [term('card', ['Karte']), 'wo ist meine Karte', 'wo ist meine card'],
    [term('银行卡', ['塑料卡']), '我的塑料卡丢了', '我的银行卡丢了'],
    [term('银行卡', ['借记卡']), '我的借記卡丟了', '我的银行卡丟了'],
    [term('银行卡', ['カード']), 'カードをなくした', '银行卡をなくした'],
    [term('card', ['transfer']), 'a transfer please', 'a transfer please'],
    [term('plastic', ['card']), 'my plastic', 'my card'],
    [term('unicorn', ['narwhal']), 'a narwhal', 'a narwhal'],
    [term('card', ['US']), 'Please help us with it', 'Please help us with it'],
    [term('card', ['US']), 'Can US people have one?', 'Can card people have one?'],
    [term('card', ['US']), 'PLEASE HELP US', 'PLEASE HELP US'],
    [term('card', ['US']), 'US?', 'card?'],
    [term('card', ['IT']), 'where is it', 'where is it'],
    [term('card', ['SIM']), 'I have lost my sim in the street', 'I have lost my card in the street'],
    [term('card', ['SIM']), 'sim, obrigado pela ajuda', 'sim, obrigado pela ajuda'],
    [term('card', ['PIN']), 'my pin please', 'my card please'],
    [term('card', ['customs']), 'a custom design', 'a custom design'],
    [term('card', ['customs']), 'held by Customs', 'held by card'],
    [term('card', ['goods']), 'a good one', 'a good one'],
    [term('card', ['pay']), 'dans quel pays livrez-vous', 'dans quel pays livrez-vous'],
    [term('card', ['purchase']), 'all my purchases', 'all my card'],
    [term('card', ['bus', 'glass']), 'the buses, two glasses', 'the card, two glasses'],
    [term('card', ['cookie']), 'accept cookies', 'accept card'],
    [term('card', ['plastic money']), 'a bag of plastic\nmoney back', 'a bag of plastic\nmoney back'],
  ])('with %j: %j is %j', async (known, question, expected) => {
    expect(await read(glossaryOf(known), question)).toBe(expected);
  });
});

it('an FAQ names no term of which it has one word at the end of a wording and one at the beginning of the next', async () => {
  const shop = faqsOf([
    { question: 'Do you take plastic', variants: ['money back, how?'], answer: 'No.', locale: 'en' },
  ]);
  const known = await readKnownTerms(glossaryOf(term('plastic money')), shop);
  expect([...(known?.uses ?? [])]).toEqual([]);
});

describe('a model with a glossary', () => {
  it('finds the FAQ by a synonym that no FAQ has, and not without the glossary', async () => {
    const model = await learn(faqs, { version: 1 });
    const question = { text: 'please block my flooz', at };
    const without = answerQuestion(model, { ...question, text: 'what is the ceiling of my flooz' });
    const knowing = await withGlossary(model, glossaryOf(term('card', ['flooz']), term('limit', ['ceiling'])));
    const answered = answerQuestion(knowing, { text: 'what is the ceiling of my flooz', at });
    expect(answered).toMatchObject({ outcome: 'answered', faqId: 'faq1' });
    expect(answered.confidence).toBeGreaterThan(without.confidence);
    expect(answerQuestion(knowing, question)).toMatchObject({ outcome: 'answered', faqId: 'faq0' });
  });

  it('is the same byte for byte without terms, and answers what is there word for word as before', async () => {
    const model = await learn(faqs, { version: 1 });
    expect(await withGlossary(model, glossaryOf())).toStrictEqual(model);
    const knowing = await withGlossary(model, glossaryOf(term('transfer', ['card'])));
    const text = 'How do I block my card?';
    expect(answerQuestion(knowing, { text, at })).toMatchObject({ faqId: 'faq0', trace: { rule: 'word-for-word' } });
  });

  it('heeds a change of it at once, without learning anything anew', async () => {
    let glossary = glossaryOf();
    const cache = createModelCache({ loadFaqs: async () => faqs, loadGlossary: async () => glossary });
    const tenantId = faqs[0]?.tenantId as never;
    await cache.modelFor(tenantId, 1);
    await cache.settled();
    const before = await cache.modelFor(tenantId, 1);
    glossary = { ...glossaryOf(term('card', ['flooz'])), revision: 2 };
    const after = await cache.modelFor(tenantId, 2);
    expect(after.fresh).toBeUndefined();
    expect(after.knowledge).toBe(before.knowledge);
    expect(answerQuestion(after, { text: 'block my flooz', at })).toMatchObject({ faqId: 'faq0' });
    glossary = { ...glossaryOf(), revision: 3 };
    expect((await cache.modelFor(tenantId, 3)).terms).toBeUndefined();
  });

  it('keeps its terms when FAQs are learnt anew behind it', async () => {
    let served = faqs;
    const cache = createModelCache({
      loadFaqs: async () => served,
      loadGlossary: async () => glossaryOf(term('card', ['flooz'])),
    });
    const tenantId = faqs[0]?.tenantId as never;
    await cache.modelFor(tenantId, 1);
    await cache.settled();
    expect((await cache.modelFor(tenantId, 1)).terms?.uses.get('card')).toBe(2);
    served = faqs.slice(0, 1);
    await cache.modelFor(tenantId, 2);
    await cache.settled();
    const model = await cache.modelFor(tenantId, 2);
    expect(model.fresh).toBeUndefined();
    expect(model.terms?.uses.get('card')).toBe(1);
  });
});

describe('related FAQs', () => {
  const options = { language: 'en', at };
  const idsOf = (found: readonly { faqId: string }[]) => found.map(({ faqId }) => faqId);
  const related = async (more: Parameters<typeof faqsOf>[0], terms: GlossaryTerm[], wanted: object = {}) => {
    const all = [...faqs, ...faqsOf(more).map((faq, index) => ({ ...faq, id: `more${index}` as never }))];
    const model = await withGlossary(await learn(all, { version: 1 }), glossaryOf(...terms));
    return idsOf(relatedFaqs(model, 'faq0' as never, { ...options, ...wanted }));
  };
  const card = term('card', ['银行卡']);

  it('share a term; those linked by hand count and those unlinked do not', async () => {
    expect(await related([], [card])).toEqual(['faq1']);
    expect(await related([], [{ ...card, linked: ['faq2' as never] }])).toEqual(['faq1', 'faq2']);
    expect(await related([], [{ ...card, unlinked: ['faq1' as never] }])).toEqual([]);
    expect(await related([], [])).toEqual([]);
  });

  it('are none that asks the same, is not valid now, is a person’s, is in another language or was offered', async () => {
    const more = [
      { question: 'How do I block my card now?', answer: 'x', locale: 'en' },
      { question: 'Is the summer card on sale?', answer: 'x', locale: 'en', validUntil: new Date('2026-01-01') },
      { question: 'Who stole money with my card?', answer: 'x', locale: 'en', category: 'fraud' },
      { question: 'Does a card cost anything?', answer: 'x' },
    ];
    expect(await related(more, [card], { personOnlyCategories: ['fraud'] })).toEqual(['faq1', 'more3']);
    expect(await related(more, [card], { except: new Set(['faq1']), personOnlyCategories: ['fraud'] })).toEqual([
      'more3',
    ]);
  });

  it('are three at most, those that share the rarest terms first', async () => {
    const more = [
      'Does a card cost anything?',
      'Which colours can I have for mine: card or key ring?',
      'Somebody found a card of ours',
      'Paying by card abroad',
    ].map((question) => ({ question, answer: 'x' }));
    const found = await related(more, [card, { ...term('abroad'), linked: ['faq0' as never] }]);
    expect(found).toHaveLength(3);
    expect(found[0]).toBe('more3');
  });
});
