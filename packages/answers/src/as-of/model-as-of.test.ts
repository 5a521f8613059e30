import { type Faq, type FaqRevision, faqIdSchema, noGlossary, tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { learn } from '../learn.ts';
import { createModelAsOf, type ModelAsOfDeps } from './model-as-of.ts';

const now = new Date('2026-11-30T12:00:00Z');
const day = (days: number) => new Date(now.getTime() + days * 86_400_000);
const tenantId = tenantIdSchema.parse('t');
const other = tenantIdSchema.parse('other');
const faqId = faqIdSchema.parse('a');
const published = (answer: string, days: number, revision: number): Omit<FaqRevision, 'tenantId'> => ({
  ...{ faqId, revision, action: 'published', at: day(days), by: 'ann' },
  state: { published: { question: 'When do you open?', variants: [], answer } },
});

function desk() {
  const read = { histories: 0, served: 0 };
  const state = { version: 1, revisions: [published('one', -10, 1), published('two', -5, 2)] };
  const deps: ModelAsOfDeps = {
    history: {
      async *revisions() {
        read.histories += 1;
        yield* state.revisions;
      },
      listWithout: async () => [],
    },
    async listServed(ofTenant): Promise<Faq[]> {
      read.served += 1;
      const { state: last } = state.revisions.at(-1) ?? {};
      return last?.published
        ? [{ ...last.published, id: faqId, tenantId: ofTenant, createdAt: now, updatedAt: now }]
        : [];
    },
    workshop: { listRows: async () => ({ items: [] }), findMany: async () => [] },
    findVersion: async () => state.version,
    learn: (faqs) => learn(faqs, { version: 0 }),
    findGlossary: async () => noGlossary,
    now: () => now,
  };
  const asOf = createModelAsOf(deps);
  const answers = async (at: Date, ofTenant = tenantId) => (await asOf(ofTenant, at)).faqs.map(({ answer }) => answer);
  return { deps, read, state, answers };
}

test('however many questions are asked as of a moment, what there was is read once', async () => {
  const { read, answers } = desk();
  const asked = await Promise.all([1, 2, 3].map(() => answers(day(-7))));
  expect([...asked, await answers(day(-7))]).toEqual([['one'], ['one'], ['one'], ['one']]);
  expect(read.histories).toBe(1);
  expect(await answers(day(-1))).toEqual(['two']);
  expect(await answers(day(-7), other)).toEqual(['one']);
  expect(read.histories).toBe(3);
  await answers(day(1));
  expect(await answers(day(2))).toEqual(['two']);
  expect(read.served).toBe(1);
});

test('after a publish or a way back of the tenant what there was is read anew', async () => {
  const { state, answers } = desk();
  expect([await answers(day(-1)), await answers(day(1))]).toEqual([['two'], ['two']]);
  state.revisions.push(published('three', -0.5, 3));
  state.version += 1;
  expect([await answers(day(-0.1)), await answers(day(1))]).toEqual([['three'], ['three']]);
  state.revisions.splice(1);
  state.version += 1;
  expect([await answers(day(-1)), await answers(day(1))]).toEqual([['one'], ['one']]);
});

test('what could not be read is read again by the next question', async () => {
  const { deps, answers } = desk();
  const { listServed } = deps;
  Object.assign(deps, {
    listServed: () => {
      Object.assign(deps, { listServed });
      return Promise.reject(new Error('the database is away'));
    },
  });
  await expect(answers(day(1))).rejects.toThrow('away');
  expect(await answers(day(1))).toEqual(['two']);
});
