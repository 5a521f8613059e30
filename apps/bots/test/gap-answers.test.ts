import {
  createConfirmedQuestionStore,
  createFaqRevisionStore,
  createFaqWorkshopStore,
  createGapDesk,
  createTenantStore,
} from '@answerdesk/database';
import { type FaqId, faqIdSchema, type GapId, gapIdSchema, newId, newTenantId, userIdSchema } from '@answerdesk/domain';
import { type AnswerGapDeps, addFaqForGap, addGapToFaq, endBegunAnswers, type GapEditor } from '@answerdesk/insights';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ana: GapEditor = { userId: userIdSchema.parse('ana'), email: 'ana@shop.example', mayPublish: true };
const ben: GapEditor = { userId: userIdSchema.parse('ben'), email: 'ben@shop.example', mayPublish: true };

type Verb = 'new FAQ' | 'draft' | 'variants';

describe.each(testDatabases())('a gap that is answered on $name', ({ open }) => {
  let desk: TestDatabase;
  let nowMs = Date.parse('2026-11-30T12:00:00Z');
  const now = () => new Date(nowMs);
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  /** A shop with one FAQ and one gap, and what its people answer gaps with; `beforeCall` is told of every store's. */
  async function openShop() {
    const { models } = desk.database;
    const tenantId = newTenantId();
    const tenant = { id: tenantId, name: 'A shop', locale: 'en', faqsVersion: 1, isDemo: false, createdAt: now() };
    await createTenantStore(models).add(tenant);
    const faqs = createFaqWorkshopStore(models);
    const knownId = faqIdSchema.parse(newId());
    const known = { question: 'Returns?', variants: [], answer: 'Within 30 days.' };
    const record = { id: knownId, tenantId, revision: 1, published: known, createdAt: now(), updatedAt: now() };
    await faqs.write(tenantId, record, undefined);
    const gapId = gapIdSchema.parse(newId());
    const figures = { count: 1, firstAt: now(), lastAt: now(), languages: ['en'], exampleId: gapId };
    const gap = { _id: gapId, tenantId, state: 'open', revision: 0, ...figures, sum: Buffer.alloc(4) };
    await models.gaps.collection.insertOne(gap as never);

    function depsOf(beforeCall: (call: string) => Promise<void>): AnswerGapDeps {
      const watched = <Store extends object>(store: Store): Store =>
        new Proxy(store, {
          get(target, key, receiver) {
            const call: unknown = Reflect.get(target, key, receiver);
            if (typeof call !== 'function') return call;
            return async (...args: unknown[]) => {
              await beforeCall(String(key));
              return call.apply(target, args);
            };
          },
        });
      const workshop = { faqs: watched(faqs), revisions: watched(createFaqRevisionStore(models)), now };
      return {
        desk: watched(createGapDesk(models)),
        confirmed: watched(createConfirmedQuestionStore(models)),
        gate: {
          workshop,
          foretell: async () => ({ kind: 'none' }),
          findTenant: createTenantStore(models).find,
        },
        now,
      };
    }

    /** Resolves to what became of it. */
    async function answer(by: GapEditor, verb: Verb, beforeCall: (call: string) => Promise<void> = async () => {}) {
      const deps = depsOf(beforeCall);
      const seen = { gapId, revision: 0 };
      const content = { question: `Coats, says ${by.userId}?`, variants: [], answer: 'Yes.' };
      const done =
        verb === 'variants'
          ? addGapToFaq(deps, tenantId, by, { ...seen, faqId: knownId, texts: [`coats by ${by.userId}`] })
          : addFaqForGap(deps, tenantId, by, { ...seen, content, isPublishing: verb === 'new FAQ' });
      return done.then(
        ({ outcome }) => outcome,
        (error: unknown) => (error instanceof Error && 'code' in error ? error.code : String(error)),
      );
    }

    /** What is written of the gap, by whom; and how it stands. */
    async function written() {
      const [gap, docs] = await Promise.all([
        createGapDesk(models).find(tenantId, gapId),
        models.faqs.find({ tenantId }).lean(),
      ]);
      const texts = docs.flatMap(({ _id, archivedAt, question, variants = [], draft }) =>
        archivedAt ? [] : [...(_id === knownId ? [] : [draft?.question ?? question ?? '']), ...variants],
      );
      return { gap, texts, faqIds: docs.map(({ _id }) => _id) };
    }
    /** What was noted of changes, but of what was there before. */
    const noted = () => models.faqrevisions.find({ tenantId, action: { $ne: 'found' } }).lean();
    const failures: string[] = [];
    const end = (failing?: GapId) =>
      endBegunAnswers({
        desk: {
          ...createGapDesk(models),
          async act(ofTenant, id, revision, next) {
            if (id === failing) throw new Error('this gap is broken');
            return createGapDesk(models).act(ofTenant, id, revision, next);
          },
        },
        reportFailure: (what, error) => void failures.push(`${what}: ${String(error)}`),
        confirmed: createConfirmedQuestionStore(models),
        faqs,
        revisions: createFaqRevisionStore(models),
        now,
      });
    return { tenantId, gapId, knownId, answer, written, noted, end, failures };
  }

  const expectAnswered = (
    { gap, faqIds }: { gap: { state: string; action?: { byId: string; faqId?: FaqId } } | undefined; faqIds: FaqId[] },
    by: GapEditor,
  ) => {
    expect(gap).toMatchObject({ state: 'answered', action: { byId: by.userId } });
    expect(gap?.action).not.toHaveProperty('begun');
    expect(faqIds).toContain(gap?.action?.faqId);
  };

  async function callsOf(verb: Verb): Promise<string[]> {
    const shop = await openShop();
    const calls: string[] = [];
    expect(await shop.answer(ana, verb, async (call) => void calls.push(call))).toBe('done');
    expectAnswered(await shop.written(), ana);
    return calls;
  }

  test.each<[Verb]>([['new FAQ'], ['draft'], ['variants']])(
    'of a %s the history says from its first moment that it answers a gap',
    async (verb) => {
      const shop = await openShop();
      const seen: unknown[] = [];
      await shop.answer(ana, verb, async () => void seen.push(...(await shop.noted())));
      expect(await shop.noted()).toHaveLength(1);
      expect(seen.length).toBeGreaterThan(0);
      for (const revision of seen) expect(revision).toMatchObject({ answersGap: true });
    },
  );

  test.each<[Verb, Verb]>([
    ['new FAQ', 'new FAQ'],
    ['draft', 'new FAQ'],
    ['new FAQ', 'variants'],
    ['variants', 'new FAQ'],
  ])(
    'of two people who answer it at the same moment, by a %s and a %s, one does; of the other nothing is left',
    async (one, other) => {
      const calls = await callsOf(one);
      for (const at of calls.keys()) {
        const shop = await openShop();
        let count = 0;
        let second: unknown;
        const first = await shop.answer(ana, one, async () => {
          count += 1;
          if (count === at + 1) second = await shop.answer(ben, other);
        });
        const outcomes = { first, second };
        const [winner, loser] = first === 'done' ? [ana, ben] : [ben, ana];
        expect(Object.values(outcomes).sort(), `at call ${at}, ${calls[at]}`).toEqual(['conflict', 'done']);
        const left = await shop.written();
        expectAnswered(left, winner);
        expect(left.texts, `at call ${at}, ${calls[at]}`).toHaveLength(1);
        expect(left.texts[0]).toContain(winner.userId);
        expect(left.texts[0]).not.toContain(loser.userId);
      }
    },
  );

  test.each<[Verb]>([['new FAQ'], ['draft'], ['variants']])(
    'where the process dies while it is answered by a %s, it is answered or open, and never both',
    async (verb) => {
      const calls = await callsOf(verb);
      const ends = new Set<string>();
      for (const at of calls.keys()) {
        const shop = await openShop();
        let count = 0;
        await shop.answer(ana, verb, async () => {
          count += 1;
          if (count > at) throw new Error('the process died');
        });
        const where = `at call ${at}, ${calls[at]}`;
        // Until it is known what came of it nobody else answers.
        const { gap: begun } = await shop.written();
        if (begun?.action?.begun) expect(await shop.answer(ben, 'new FAQ'), where).toBe('conflict');
        nowMs += 120_000;
        await shop.end();
        const left = await shop.written();
        ends.add(`${left.gap?.state} ${left.texts.length}`);
        if (left.texts.length > 0) expectAnswered(left, ana);
        else expect(left.gap, where).toMatchObject({ state: 'open' });
      }
      expect([...ends].sort()).toEqual(['answered 1', 'open 0']);
    },
  );

  test('one that cannot be ended is reported, and keeps no other business waiting', async () => {
    const [broken, sound] = [await openShop(), await openShop()];
    for (const shop of [broken, sound]) {
      let isDead = false;
      await shop.answer(ana, 'new FAQ', async (call) => {
        isDead ||= call === 'write';
        if (isDead) throw new Error('the process died');
      });
    }
    nowMs += 120_000;
    await sound.end(broken.gapId);
    expect(sound.failures).toEqual(['ending an answer to a gap: Error: this gap is broken']);
    expect((await broken.written()).gap?.action).toHaveProperty('begun');
    expect((await sound.written()).gap).toMatchObject({ state: 'open' });
  });

  test('an answer that fails leaves the gap open at once', async () => {
    const shop = await openShop();
    let writes = 0;
    const failed = await shop.answer(ana, 'new FAQ', async (call) => {
      if (call !== 'write') return;
      writes += 1;
      throw new Error('no room');
    });
    expect([failed, writes]).toEqual(['Error: no room', 1]);
    const { gap, texts }: { gap: unknown; texts: readonly string[] } = await shop.written();
    expect(gap).toMatchObject({ state: 'open' });
    expect(gap).not.toHaveProperty('action');
    expect(texts).toEqual([]);
  });
});
