import { learn } from '@answerdesk/answers';
import { type Faq, faqIdSchema, type InboundContent, tenantIdSchema } from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import { expect, test } from 'vitest';
import type { RehearsalDeps } from './composing/turn.ts';
import { type RehearsalState, rehearseTurn } from './rehearse-turn.ts';

const tenantId = tenantIdSchema.parse('t1');
const at = new Date('2026-01-01T00:00:00Z');
const faqs: Faq[] = ['Do you ship abroad?', 'How much is delivery?', 'Can delivery be at night?'].map(
  (question, index) => ({
    id: faqIdSchema.parse(`f${index}`),
    tenantId,
    question,
    variants: ['delivery'],
    answer: `Answer ${index}.`,
    createdAt: at,
    updatedAt: at,
  }),
);
const model = learn(faqs, { version: 1 });
const deps: RehearsalDeps = {
  faqs: { find: async (_tenantId, id) => faqs.find((faq) => faq.id === id) },
  sentences: createSentences(),
  findTenant: async (id) =>
    id === tenantId ? { id, name: 'A shop', locale: 'en', faqsVersion: 1, isDemo: false, createdAt: at } : undefined,
  modelFor: () => model,
  queue: { countWaiting: async () => 0, listWaits: async () => [] },
  reportFailure: () => {},
  now: () => at,
};
const begun: RehearsalState = { unsureTurns: 0, isWaiting: false };

function say(content: InboundContent | string, state: RehearsalState, locale = 'en') {
  const said = typeof content === 'string' ? ({ kind: 'text', text: content } as const) : content;
  return rehearseTurn(deps, tenantId, { content: said, locale, state });
}

test('a rehearsed conversation goes as a real one: asked back once, then a person; a button answers', async () => {
  const first = await say('delivery', begun);
  expect(first).toMatchObject({ repliedAs: 'clarify', trace: { rule: 'same-words' }, state: { unsureTurns: 1 } });
  const again = await say('delivery', first.state);
  expect(again).toMatchObject({ repliedAs: 'handover', trace: { reason: 'unsure-twice' }, state: { isWaiting: true } });
  const pressed = await say({ kind: 'choice', choiceId: first.content.choices?.[0]?.id ?? '' }, first.state);
  expect(pressed).toMatchObject({ repliedAs: 'answered', state: { unsureTurns: 0 } });
  const person = await say({ kind: 'choice', choiceId: 'person' }, again.state);
  expect(person).toMatchObject({ repliedAs: 'handover', state: { isWaiting: true } });
});

test('what the turns before came to counts as in earnest: offers, follow-ups, small talk twice, anger that stays', async () => {
  const says = async (...texts: string[]) => {
    let state = begun;
    const turns = [];
    for (const text of texts) {
      const turn = await say(text, state);
      state = turn.state;
      turns.push(turn);
    }
    return turns;
  };
  const chosen = await says('delivery', '1');
  expect(chosen.map(({ repliedAs }) => repliedAs)).toEqual(['clarify', 'answered']);
  const insulted = await says('you are an idiot', 'you are an idiot');
  expect(insulted.map(({ repliedAs }) => repliedAs)).toEqual(['small-talk', 'handover']);
  const rejected = await says('Do you ship abroad?', 'that did not help', 'Do you ship abroad?');
  expect(rejected.map(({ repliedAs }) => repliedAs)).toEqual(['answered', 'small-talk', 'handover']);
  const accepted = await says('Do you ship abroad?', 'that did not help', 'yes');
  expect(accepted.map(({ repliedAs }) => repliedAs)).toEqual(['answered', 'small-talk', 'handover']);
  const angry = await says(
    'Do you ship abroad? This is ridiculous, I am fed up with you!',
    'Do you ship abroad?! You are useless, this is OUTRAGEOUS, I hate this!!!',
  );
  expect(angry.map(({ state }) => state.isWaiting)).toEqual([false, true]);
  expect(angry[1]?.content.text).not.toMatch(/^I understand/);
});

test("it speaks the customer's language, and keeps to that of the conversation", async () => {
  const spanish = await say('¿quién ganó el mundial de fútbol?', begun, 'es');
  expect(spanish.content.text).toMatch(/^No tengo una respuesta segura/);
  expect(spanish.state.language).toBe('es');
});

test('a tenant that does not exist is not rehearsed', async () => {
  const other = tenantIdSchema.parse('t2');
  const turn = { content: { kind: 'text', text: 'hello' }, state: begun } as const;
  await expect(rehearseTurn(deps, other, turn)).rejects.toMatchObject({ code: 'not-found' });
});
