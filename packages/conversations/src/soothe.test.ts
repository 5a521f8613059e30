import { learn } from '@answerdesk/answers';
import {
  defaultTenantSettings,
  type Faq,
  faqIdSchema,
  type Handover,
  messageIdSchema,
  type Tenant,
  type TenantSettings,
  type TurnChanges,
  tenantIdSchema,
} from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import { expect, test } from 'vitest';
import { composeReply } from './composing/compose-reply.ts';
import { type ComposedReply, type ConversationSoFar, freeOfCharge } from './composing/turn.ts';
import { handoverOf, pressedOn } from './hand-over.ts';

const MINUTE_MS = 60_000;
const tenantId = tenantIdSchema.parse('t1');
const begun = new Date('2026-01-01T09:00:00Z');
const faqs: Faq[] = ['When do you open?', '你们几点开门？'].map((question, index) => ({
  id: faqIdSchema.parse(`f${index}`),
  tenantId,
  question,
  variants: [],
  answer: index === 0 ? 'At **nine**.' : '九点。',
  locale: index === 0 ? 'en' : 'zh-CN',
  createdAt: begun,
  updatedAt: begun,
}));
const model = learn(faqs, { version: 1 });

/** One customer's chat: what each message changes stands when the next comes. */
function chatWith(settings: Partial<TenantSettings> = {}, before: ConversationSoFar = { unsureTurns: 0 }) {
  let conversation = before;
  let count = 0;
  let clock = begun;
  const tenant: Tenant = {
    ...{ id: tenantId, name: 'A shop', locale: 'en', faqsVersion: 1, isDemo: false, createdAt: begun },
    settings: { ...defaultTenantSettings, ...settings },
  };
  const deps = freeOfCharge({
    faqs: { find: async (_tenantId, id) => faqs.find((faq) => faq.id === id) },
    sentences: createSentences(),
    findTenant: async () => tenant,
    modelFor: () => model,
    queue: { countWaiting: async () => 0, listWaits: async () => [] },
    reportFailure: () => {},
    now: () => clock,
  });
  return {
    async say(text: string, afterMinutes = 1): Promise<ComposedReply & { readonly changes: TurnChanges }> {
      clock = new Date(clock.getTime() + afterMinutes * MINUTE_MS);
      count += 1;
      const id = messageIdSchema.parse(`m${count}`);
      const message = { id, tenantId, inbound: { content: { kind: 'text', text } as const, contact: {} } };
      const reply = await composeReply(deps, conversation, message);
      conversation = { ...conversation, ...reply.changes };
      return reply;
    },
  };
}

const crossly = 'When do you open? This is ridiculous, I am fed up with you!';
const moreCrossly = 'When do you open?! You are useless, this is OUTRAGEOUS, I hate this!!!';

test('an upset customer hears understanding before the same answer, once an hour, and is offered a person each time', async () => {
  const chat = chatWith();
  const first = await chat.say(crossly);
  expect(first.handledAs).toBe('answered');
  expect(first.rule).toBeUndefined();
  expect(first.content.text.split('\n\n')).toEqual([expect.stringMatching(/^I understand/), 'At **nine**.']);
  expect(first.content.choices).toEqual([{ id: 'person', label: 'Talk to a person' }]);
  expect(first.trace?.emotion?.leading).toBe('anger');
  await chat.say('When do you open?');
  const soon = await chat.say('When do you open? I am fed up!', 30);
  expect(soon.content.text).toBe('At **nine**.');
  expect(soon.content.choices).toHaveLength(1);
  expect((await chat.say('When do you open? I am fed up!', 90)).content.text).toMatch(/^I understand/);
});

test('it is said in the tone of the tenant and the language of the customer', async () => {
  const formal = chatWith({ texts: { ...defaultTenantSettings.texts, tone: 'formal' } });
  expect((await formal.say(crossly)).content.text).toMatch(/^I understand your displeasure/);
  expect((await chatWith().say('你们几点开门？气死我了，太过分了！')).content.text).toMatch(/^我理解.*\n\n九点。$/);
});

test('disappointment and hurry have words of their own', async () => {
  const sad = await chatWith().say('When do you open? I am so disappointed in you');
  expect(sad.content.text).toMatch(/^I am sorry that this is not what you hoped for/);
  const hurried = await chatWith().say('When do you open? It is urgent!');
  expect(hurried.content.text).toMatch(/^I can see that this is urgent/);
});

test('contentment and ordinary questions change nothing of the answer', async () => {
  for (const text of ['When do you open?', 'Great, thanks! When do you open?', 'I am not angry, when do you open?']) {
    const reply = await chatWith().say(text);
    expect(reply.content.text, text).toBe('At **nine**.');
    expect(reply.content.choices, text).toBeUndefined();
    expect(reply.changes.waiting, text).toBeUndefined();
  }
});

test('anger that rises over two turns calls a person, first in line, and keeps the answer that is sure', async () => {
  const chat = chatWith();
  await chat.say(crossly);
  const second = await chat.say(moreCrossly);
  expect(second.handledAs).toBe('answered');
  expect(second.content.text).toMatch(/^At \*\*nine\*\*\.\n\nA person will look at it/);
  expect(second.content.choices).toEqual([{ id: 'person', label: 'Talk to a person' }]);
  expect(second.changes).toMatchObject({
    waiting: { reason: 'emotion', priority: 1 },
    lastAnswered: { faqId: 'f0' },
  });
  expect(second.trace).toMatchObject({ faqId: 'f0', outcome: 'answered' });
  expect((await chat.say(moreCrossly)).content.text).toBe('At **nine**.');
});

test('anger that rises over a question without a sure answer is handed over', async () => {
  const chat = chatWith();
  await chat.say(crossly);
  const second = await chat.say('quantum physics?! Useless bot, this is OUTRAGEOUS, I hate this!!!');
  expect(second).toMatchObject({ handledAs: 'handover', changes: { waiting: { reason: 'no-answer', priority: 2 } } });
  const asking = chatWith();
  await asking.say(crossly);
  const unclear = 'who painted the ceiling of the chapel?! You are useless, this is OUTRAGEOUS, I hate this!!!';
  const instead = await asking.say(unclear);
  expect(instead.trace).toMatchObject({ rule: 'one-choice' });
  expect(instead).toMatchObject({ handledAs: 'handover', changes: { waiting: { reason: 'emotion', priority: 1 } } });
});

test('anger hours apart, or calmed between, is not handed over', async () => {
  const apart = chatWith();
  await apart.say(crossly);
  expect((await apart.say(moreCrossly, 120)).changes.waiting).toBeUndefined();
  const calmed = chatWith();
  await calmed.say(crossly);
  await calmed.say('When do you open?');
  expect((await calmed.say(moreCrossly)).changes.waiting).toBeUndefined();
});

test('what was handed back after anger is not handed over for it again, and what waits goes on being answered', async () => {
  const handedBack = { reason: 'emotion', asked: 'x', at: begun } as const;
  const chat = chatWith({}, { unsureTurns: 0, handedBack });
  await chat.say(crossly);
  expect((await chat.say(moreCrossly)).changes.waiting).toBeUndefined();
  const waiting: Handover = { reason: 'no-answer', since: begun, priority: 3 };
  const waits = chatWith({}, { unsureTurns: 0, waiting });
  const reply = await waits.say(crossly);
  expect(reply.handledAs).toBe('answered');
  expect(reply.changes.waiting).toEqual({ ...waiting, priority: 2 });
  expect(reply.content.choices).toBeUndefined();
});

test('whoever is upset or in a hurry waits with more priority, and a calm person as before', async () => {
  const calm = await chatWith().say('who painted the ceiling of the chapel');
  expect(calm.changes.waiting).toMatchObject({ reason: 'no-answer', priority: 3 });
  expect(calm.content.text).not.toMatch(/^I understand/);
  const upset = await chatWith().say('who painted the ceiling of the chapel, this is outrageous, I am furious');
  expect(upset.changes.waiting).toMatchObject({ reason: 'no-answer', priority: 2 });
  expect(upset.content.text).toMatch(/^I understand/);
});

test('priority rises by a step and no further however often it is asked for', () => {
  const messageId = messageIdSchema.parse('m1');
  const waiting = handoverOf(undefined, { reason: 'asked-for-person', since: begun, messageId, isPressing: true });
  expect(waiting.priority).toBe(1);
  const low: Handover = { reason: 'no-answer', since: begun, priority: 4 };
  expect(pressedOn(pressedOn(low)).priority).toBe(2);
  const urgent: Handover = { ...low, priority: 1 };
  expect(pressedOn(urgent)).toBe(urgent);
});

test('where the tenant wants none of it the mood is noted and nothing else is changed', async () => {
  const chat = chatWith({ handover: { ...defaultTenantSettings.handover, ignoresMood: true } });
  await chat.say(crossly);
  const reply = await chat.say(moreCrossly);
  expect(reply.content).toEqual({ kind: 'reply', text: 'At **nine**.' });
  expect(reply.changes.mood?.turns.map(({ emotion }) => emotion.leading)).toEqual(['anger', 'anger']);
});

test('without people nobody is offered, or waited for', async () => {
  const chat = chatWith({ inbox: { ...defaultTenantSettings.inbox, isOn: false } });
  expect((await chat.say(crossly)).content.choices).toBeUndefined();
  const second = await chat.say(moreCrossly);
  expect(second.content.text).toBe('At **nine**.');
  expect(second.changes.waiting).toBeUndefined();
});
