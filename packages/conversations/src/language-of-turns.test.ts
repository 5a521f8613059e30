import { learn } from '@answerdesk/answers';
import { type Faq, faqIdSchema, markOfAnswer, tenantIdSchema } from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import { expect, test } from 'vitest';
import type { RehearsalDeps } from './composing/turn.ts';
import { type RehearsalState, rehearseTurn } from './rehearse-turn.ts';

const tenantId = tenantIdSchema.parse('t1');
const at = new Date('2026-01-01T00:00:00Z');
const hours = 'We open at nine.';
const faqs: Faq[] = [
  {
    question: 'When do you open?',
    variants: ['opening hours', '¿a qué hora abren?', '你们几点开门', 'wann macht ihr auf'],
    answer: hours,
    locale: 'en',
    translations: [
      { locale: 'es', answer: 'Abrimos a las nueve.', basedOn: markOfAnswer(hours) },
      { locale: 'zh-TW', answer: '我們九點開門。', basedOn: markOfAnswer(hours) },
    ],
  },
  { question: 'Do you speak French?', variants: [], answer: 'Un peu.', locale: 'fr' },
  { question: 'Can I pay by card?', variants: ['kann ich mit Karte zahlen'], answer: 'Yes, by card.', locale: 'en' },
].map((faq, index) => ({ ...faq, id: faqIdSchema.parse(`f${index}`), tenantId, createdAt: at, updatedAt: at }));
const model = learn(faqs, { version: 1 });
const deps: RehearsalDeps = {
  faqs: { find: async (_tenantId, id) => faqs.find((faq) => faq.id === id) },
  sentences: createSentences(),
  findTenant: async (id) => ({ id, name: 'A shop', locale: 'en', faqsVersion: 1, isDemo: false, createdAt: at }),
  modelFor: () => model,
  queue: { countWaiting: async () => 0, listWaits: async () => [] },
  reportFailure: () => {},
  now: () => at,
};

/** What the bot says to each message of a conversation. */
async function converse(...texts: string[]): Promise<string[]> {
  let state: RehearsalState = { unsureTurns: 0, isWaiting: false };
  const said: string[] = [];
  for (const text of texts) {
    const turn = await rehearseTurn(deps, tenantId, { content: { kind: 'text', text }, state });
    said.push(turn.content.text);
    state = turn.state;
  }
  return said;
}

test('a wish alone is met in the language wished, and holds for the questions after it', async () => {
  const [met, answer] = await converse('¿puedes hablar español?', 'opening hours');
  expect(met).toMatch(/^[¡¿]?Hola/);
  expect(answer).toBe('Abrimos a las nueve.');
});

test('a wish with a question is answered in the language wished', async () => {
  expect(await converse('en español por favor: When do you open?')).toEqual(['Abrimos a las nueve.']);
});

test('an FAQ with just the words of a wish answers it, and the wish holds all the same', async () => {
  const [answer, met] = await converse('Do you speak French?', 'who invented the telephone');
  expect(answer).toBe('Un peu.');
  expect(met).toContain(await deps.sentences('fr', 'handover'));
});

test('each turn is answered in its own language, and in another form of it where there is no other', async () => {
  expect(await converse('¿a qué hora abren?', 'When do you open?', '你们几点开门')).toEqual([
    'Abrimos a las nueve.',
    'We open at nine.',
    '我們九點開門。',
  ]);
});

test('an answer that is in no language of the customer’s stands under a paragraph of its own', async () => {
  const [answer] = await converse('kann ich mit Karte zahlen');
  expect(answer).toMatch(/^[^\n]+\n\nYes, by card\.$/);
});

test('whoever wrote in the answer’s language before is not told which it is in', async () => {
  expect((await converse('When do you open?', 'kann ich mit Karte zahlen'))[1]).toBe('Yes, by card.');
});
