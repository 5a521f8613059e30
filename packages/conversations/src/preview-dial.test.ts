import { learn } from '@answerdesk/answers';
import {
  conversationIdSchema,
  type Faq,
  faqIdSchema,
  messageIdSchema,
  type Thresholds,
  tenantIdSchema,
} from '@answerdesk/domain';
import { expect, test } from 'vitest';
import type { AskedQuestion } from './ports.ts';
import { createDialPreview } from './preview-dial.ts';

const tenantId = tenantIdSchema.parse('t1');
const at = new Date('2026-01-01T00:00:00Z');
const faqs: Faq[] = ['When do you open?', 'Do you ship abroad?', 'How can I pay?'].map((question, index) => ({
  id: faqIdSchema.parse(`f${index}`),
  tenantId,
  question,
  variants: [],
  answer: `Answer ${index}.`,
  createdAt: at,
  updatedAt: at,
}));
const model = learn(faqs, { version: 1 });

function askedOf(texts: readonly string[]): AskedQuestion[] {
  return texts.map((text, index) => ({
    messageId: messageIdSchema.parse(`m${index}`),
    conversationId: conversationIdSchema.parse(`c${index}`),
    channel: 'telegram',
    text,
    at,
  }));
}

function depsOf(texts: readonly string[], thresholds?: Thresholds) {
  return {
    findTenant: async () => ({
      id: tenantId,
      name: 'A shop',
      locale: 'en',
      faqsVersion: 1,
      isDemo: false,
      createdAt: at,
      ...(thresholds && { thresholds }),
    }),
    modelFor: () => model,
    now: () => at,
    questions: { listNewest: async (_tenantId: unknown, limit: number) => askedOf(texts).slice(0, limit) },
  };
}

const texts = ['When do you open?', 'could you tell me when you open tomorrow', 'quantum physics'];

test('says which of the newest questions would end otherwise, and how', async () => {
  const preview = await createDialPreview(depsOf(texts))(tenantId, { answer: 0.98, clarify: 0.98 });
  expect(preview.asked).toBe(3);
  expect(preview.before).toEqual({ answered: 2, clarify: 0, handover: 1 });
  expect(preview.after).toEqual({ answered: 1, clarify: 0, handover: 2 });
  expect(preview.changes).toMatchObject([
    { question: { text: texts[1] }, from: 'answered', to: 'handover', nearest: 'When do you open?' },
  ]);
});

test('compares with where the dial stands, so that leaving it there changes nothing', async () => {
  const thresholds = { answer: 0.98, clarify: 0.98 };
  const preview = await createDialPreview(depsOf(texts, thresholds))(tenantId, thresholds);
  expect(preview.changes).toEqual([]);
  expect(preview.before).toEqual(preview.after);
});

test('moving the dial on reads and asks no question again for a minute, and says the same as asking anew', async () => {
  let clock = at;
  let reads = 0;
  let lookups = 0;
  const many = Array.from({ length: 500 }, (_, index) => texts[index % texts.length] ?? '');
  const deps = depsOf(many);
  const learnt = await model;
  const watched = {
    ...learnt,
    get placesOfEssence() {
      lookups += 1;
      return learnt.placesOfEssence;
    },
  };
  const counting = {
    ...deps,
    now: () => clock,
    modelFor: async () => watched,
    questions: {
      listNewest: (_tenantId: unknown, limit: number) => {
        reads += 1;
        return deps.questions.listNewest(tenantId, limit);
      },
    },
  };
  const preview = createDialPreview(counting);
  await preview(tenantId, { answer: 0.5, clarify: 0.2 });
  const lookedUp = lookups;
  expect(await preview(tenantId, { answer: 0.98, clarify: 0.98 })).toMatchObject(
    await createDialPreview(deps)(tenantId, { answer: 0.98, clarify: 0.98 }),
  );
  expect([reads, lookups]).toEqual([1, lookedUp]);
  clock = new Date(at.getTime() + 60_000);
  await preview(tenantId, { answer: 0.98, clarify: 0.98 });
  expect([reads, lookups]).toEqual([2, 2 * lookedUp]);
});

test('a tenant without traffic is told that nothing was asked', async () => {
  expect(await createDialPreview(depsOf([]))(tenantId, { answer: 0.5, clarify: 0.2 })).toMatchObject({
    asked: 0,
    changes: [],
  });
});

test('five hundred questions leave the event loop room, and stop when nobody waits for them any more', async () => {
  const many = Array.from(
    { length: 600 },
    (_, index) => `could you tell me when you open on day ${index} of the month`,
  );
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const preview = await createDialPreview(depsOf(many))(tenantId, { answer: 0.9, clarify: 0.2 });
  isOver = true;
  expect(preview.asked).toBe(500);
  expect(turns).toBeGreaterThan(2);
  const stop = new AbortController();
  const stopped = createDialPreview(depsOf(many))(tenantId, { answer: 0.9, clarify: 0.2 }, stop.signal);
  setImmediate(() => stop.abort(new Error('gone')));
  await expect(stopped).rejects.toThrow('gone');
});
