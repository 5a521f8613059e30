import { createModelCache } from '@answerdesk/answers';
import {
  defaultTenantSettings,
  type Faq,
  faqIdSchema,
  glossaryTermIdSchema,
  type InboundContent,
  type Tenant,
  tenantIdSchema,
} from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import { expect, test } from 'vitest';
import { type RehearsalState, rehearseTurn } from './rehearse-turn.ts';

const tenantId = tenantIdSchema.parse('t1');
const at = new Date('2026-01-01T00:00:00Z');
const faqOf = (id: string, question: string, more: Partial<Faq> = {}): Faq => ({
  id: faqIdSchema.parse(id),
  tenantId,
  question,
  variants: [],
  answer: `About ${id}.`,
  locale: 'en',
  createdAt: at,
  updatedAt: at,
  ...more,
});
const faqs = [
  faqOf('block', 'How do I block my card?'),
  faqOf('limit', 'What is the limit of a card?'),
  faqOf('cost', 'Does the card cost anything?'),
  faqOf('fraud', 'Who stole money with my card?', { category: 'fraud' }),
  faqOf('buttons', 'Where do I see my card?', {
    buttons: [{ kind: 'faq', label: 'Costs', faqId: faqIdSchema.parse('cost') }],
  }),
  faqOf('hours', 'When are you open?'),
];
const term = {
  id: glossaryTermIdSchema.parse('t1'),
  name: 'card',
  synonyms: ['plastic'],
  linked: [],
  unlinked: [],
};
const begun: RehearsalState = { unsureTurns: 0, isWaiting: false };

async function desk({ terms = [term], offersRelated = true } = {}) {
  const cache = createModelCache({
    loadFaqs: async () => faqs,
    loadGlossary: async () => ({ revision: 1, terms, rejected: [] }),
  });
  await cache.modelFor(tenantId, 1);
  await cache.settled();
  const tenant: Tenant = {
    ...{ id: tenantId, name: 'A bank', locale: 'en', faqsVersion: 1, isDemo: false, createdAt: at },
    personOnlyCategories: ['fraud'],
    settings: { ...defaultTenantSettings, glossary: { offersRelated } },
  };
  const deps = {
    faqs: { find: async (_tenantId: string, id: string) => faqs.find((faq) => faq.id === id) },
    sentences: createSentences(),
    findTenant: async () => tenant,
    modelFor: cache.modelFor,
    queue: { countWaiting: async () => 0, listWaits: async () => [] },
    reportFailure: () => {},
    now: () => at,
  };
  return (content: InboundContent | string, state = begun, locale = 'en') => {
    const said = typeof content === 'string' ? ({ kind: 'text', text: content } as const) : content;
    return rehearseTurn(deps, tenantId, { content: said, locale, state });
  };
}

test('an answer offers questions about the same things, each once in a conversation, and a choice of one is answered', async () => {
  const say = await desk();
  const first = await say('How do I block my card?');
  expect(first.repliedAs).toBe('answered');
  expect(first.content.text).toBe('About block.\n\nYou may also want to know:');
  expect(first.content.choices).toEqual([
    { id: 'faq:buttons', label: 'Where do I see my card?' },
    { id: 'faq:cost', label: 'Does the card cost anything?' },
    { id: 'faq:limit', label: 'What is the limit of a card?' },
  ]);
  const typed = await say('3', first.state);
  expect(typed).toMatchObject({ repliedAs: 'answered', content: { text: 'About limit.' } });
  expect(typed.content.choices).toBeUndefined();
  const pressed = await say({ kind: 'choice', choiceId: 'faq:cost' }, first.state);
  expect(pressed).toMatchObject({ repliedAs: 'answered', content: { text: 'About cost.' } });
  expect(pressed.content.choices).toBeUndefined();
});

test('a question is asked in its own words with a synonym, and offers the same', async () => {
  const say = await desk();
  expect((await say('please block my plastic')).content.choices).toHaveLength(3);
});

test('nothing is offered beside choices of its own, without terms, where the tenant wants none, or of another subject', async () => {
  const say = await desk();
  expect((await say('Where do I see my card?')).content.choices).toEqual([{ id: 'faq:cost', label: 'Costs' }]);
  expect((await say('When are you open?')).content.choices).toBeUndefined();
  const plain = await (await desk({ terms: [] }))('How do I block my card?');
  expect(plain.content).toEqual({ kind: 'reply', text: 'About block.' });
  expect(plain.state.suggested).toBeUndefined();
  const off = await (await desk({ offersRelated: false }))('How do I block my card?');
  expect(off.content).toEqual({ kind: 'reply', text: 'About block.' });
});

test('nothing is offered to a customer who is upset, waits for a person, or is handed over', async () => {
  const say = await desk();
  const angry = await say('How do I block my card? This is ridiculous, I am fed up with you!');
  expect(angry.content.choices?.filter(({ id }) => id.startsWith('faq:')) ?? []).toEqual([]);
  const person = await say('I want to talk to a human');
  expect(person).toMatchObject({ repliedAs: 'handover' });
  expect(person.content.choices).toBeUndefined();
  const waiting = await say('How do I block my card?', person.state);
  expect(waiting.content.choices).toBeUndefined();
});

test('the offer is made in the customer’s language', async () => {
  const say = await desk();
  const german = await say({ kind: 'choice', choiceId: 'faq:block' }, begun, 'de');
  expect(german.content.choices).toBeUndefined();
  const english = await say({ kind: 'choice', choiceId: 'faq:block' }, begun, 'en');
  expect(english.content.choices).toHaveLength(3);
});
