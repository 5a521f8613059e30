import { type Faq, type TenantId, tenantIdSchema } from '@answerdesk/domain';
import { describe, expect, it } from 'vitest';
import { bicycleShop, faqsOf } from '../test/shop.ts';
import type { Embedding } from './embedding/create-embedding.ts';
import { type AnswerModel, answerQuestion, askModel, createModelCache, learn, type ModelCache } from './index.ts';
import { bytesOfModel } from './model-size.ts';

const tenantId = tenantIdSchema.parse('shop');

const ask = (model: AnswerModel, text: string) => answerQuestion(model, { text, at: new Date() });

/** The tenant's model once everything of it is learnt. */
async function learntModel(cache: ModelCache, version: number): Promise<AnswerModel> {
  await cache.modelFor(tenantId, version);
  await cache.settled();
  return cache.modelFor(tenantId, version);
}

function loader(load: (tenantId: TenantId) => readonly Faq[]) {
  const calls: TenantId[] = [];
  return {
    calls,
    loadFaqs: async (asked: TenantId) => {
      calls.push(asked);
      return load(asked);
    },
  };
}

describe('the model cache', () => {
  it('learns a tenant once, however many ask at the same time', async () => {
    const { calls, loadFaqs } = loader(() => bicycleShop);
    const cache = createModelCache({ loadFaqs, firstLessonMs: 600_000 });
    const models = await Promise.all(Array.from({ length: 20 }, () => cache.modelFor(tenantId, 3)));
    await cache.settled();
    const learnt = await cache.modelFor(tenantId, 3);
    for (const model of models) expect(await model.learning).toBe(learnt);
    expect(learnt).toStrictEqual(await learn(bicycleShop, { version: 3 }));
    expect(calls).toHaveLength(1);
  });

  it('has a first customer wait neither for meanings nor longer than told for words', async () => {
    const never = new Promise<never>(() => {});
    const embedding: Embedding = {
      speaks: () => true,
      ofQuestion: async () => undefined,
      ofTexts: () => never,
      prepareQuestions: async () => true,
      ofSharedTexts: () => never,
    };
    const patient = createModelCache({ loadFaqs: async () => bicycleShop, embedding, firstLessonMs: 600_000 });
    const first = await patient.modelFor(tenantId, 1);
    expect(first.fresh).toBeDefined();
    expect(await askModel(first, { text: 'Opening hours?', at: new Date() })).toMatchObject({ faqId: 'faq0' });
    const words = await learn(bicycleShop, { version: 1 });
    expect((await first.learning)?.knowledge).toStrictEqual(words.knowledge);
    const hasty = createModelCache({ loadFaqs: async () => bicycleShop, embedding, firstLessonMs: 1 });
    const served = await hasty.modelFor(tenantId, 1);
    expect(ask(served, 'so, how can i rent a bike for a weekend')).toMatchObject({ faqId: 'faq2' });
    expect(ask(served, 'what do you think of me').outcome).not.toBe('answered');
    const waited = await askModel(served, { text: 'can i pay by card please', at: new Date() });
    expect(waited).toMatchObject({ faqId: 'faq5' });
  });

  it('learns nothing twice where the texts still cannot be embedded', async () => {
    const down: Embedding = {
      speaks: () => true,
      ofQuestion: async () => undefined,
      ofTexts: async () => 'failed',
      prepareQuestions: async () => true,
      ofSharedTexts: async () => 'failed',
    };
    const cache = createModelCache({ loadFaqs: async () => bicycleShop, embedding: down, firstLessonMs: 600_000 });
    const { learning } = await cache.modelFor(tenantId, 1);
    const first = await learning;
    await cache.settled();
    const model = await cache.modelFor(tenantId, 1);
    expect(model.isIncomplete).toBe(true);
    expect(model.knowledge).toBe(first?.knowledge);
  });

  it('embeds questions as its models compare them, where they compare meanings', async () => {
    const { loadFaqs } = loader(() => bicycleShop);
    const question = { text: 'Is it open?', language: 'en' };
    expect(await createModelCache({ loadFaqs }).embed(tenantId, question)).toBeUndefined();
    const embedding: Embedding = {
      speaks: () => true,
      ofQuestion: async (_tenant, { text }) => Float32Array.of(text.length),
      ofTexts: async () => 'failed',
      prepareQuestions: async () => true,
      ofSharedTexts: async () => 'failed',
    };
    const cache = createModelCache({ loadFaqs, embedding });
    expect(await cache.embed(tenantId, question)).toEqual(Float32Array.of(11));
  });

  it('serves a new FAQ, a new variant and a new answer at once, and learns them behind that', async () => {
    let faqs = bicycleShop;
    const cache = createModelCache({ loadFaqs: async () => faqs });
    const old = await learntModel(cache, 1);
    faqs = faqsOf([
      ...bicycleShop.map((faq, place) =>
        place === 0 ? { ...faq, variants: [...faq.variants, 'unlock o clock'] } : faq,
      ),
      { question: 'Do you sell kites?', answer: 'In spring.' },
    ]).map((faq, place) => (place === 1 ? { ...faq, answer: 'A tune-up is 90.' } : faq));
    const model = await cache.modelFor(tenantId, 2);
    expect(model.knowledge).toBe(old.knowledge);
    expect(ask(model, 'do you sell kites')).toMatchObject({ text: 'In spring.', trace: { faqsVersion: 2 } });
    expect(ask(model, 'so, do you sell any kites for kids')).toMatchObject({ text: 'In spring.' });
    expect(ask(model, 'unlock o clock')).toMatchObject({ faqId: 'faq0' });
    expect(ask(model, 'price of a service')).toMatchObject({ text: 'A tune-up is 90.' });
    expect(ask(model, 'rental bikes please')).toMatchObject({ faqId: 'faq2' });
    expect(await cache.modelFor(tenantId, 1)).toBe(model);
    await cache.settled();
    const learnt = await cache.modelFor(tenantId, 2);
    expect(learnt).toStrictEqual(await learn(faqs, { version: 2 }));
  });

  it('never answers from what was removed or rewritten, from the moment of the change on', async () => {
    let faqs = bicycleShop;
    const cache = createModelCache({ loadFaqs: async () => faqs });
    await learntModel(cache, 1);
    const [hours, price, rent, ...others] = bicycleShop;
    if (!hours || !price || !rent) throw new Error('the shop has too few FAQs');
    faqs = [price, { ...rent, question: 'Do you repair skis?', variants: ['mend my skis'] }, ...others];
    const model = await cache.modelFor(tenantId, 2);
    const candidatesOf = (text: string) => ask(model, text).trace.candidates.map(({ faqId }) => faqId);
    expect(candidatesOf('opening hours')).not.toContain('faq0');
    expect(ask(model, 'rent a bike for a weekend')).not.toMatchObject({ faqId: 'faq2' });
    expect(ask(model, 'can you mend my skis')).toMatchObject({ faqId: 'faq2' });
    expect(ask(model, 'tune up price')).toMatchObject({ faqId: 'faq1' });
    faqs = [];
    expect(ask(await cache.modelFor(tenantId, 3), 'tune up price').trace.candidates).toEqual([]);
    faqs = bicycleShop;
    expect(ask(await cache.modelFor(tenantId, 4), 'opening hours')).toMatchObject({ faqId: 'faq0' });
    await cache.settled();
    expect((await cache.modelFor(tenantId, 4)).fresh).toBeUndefined();
  });

  it('learns nothing anew where no text changed', async () => {
    let faqs = bicycleShop;
    const cache = createModelCache({ loadFaqs: async () => faqs });
    const old = await learntModel(cache, 1);
    faqs = bicycleShop.map((faq) => ({ ...faq, answer: 'Another answer.' }));
    const model = await cache.modelFor(tenantId, 2);
    await cache.settled();
    expect(await cache.modelFor(tenantId, 2)).toBe(model);
    expect(model.knowledge).toBe(old.knowledge);
    expect(ask(model, 'opening hours')).toMatchObject({ text: 'Another answer.' });
  });

  it('ends with the newest FAQs learnt, however fast changes come', async () => {
    let faqs = bicycleShop;
    const cache = createModelCache({ loadFaqs: async () => faqs });
    await learntModel(cache, 1);
    for (let version = 2; version < 9; version += 1) {
      const questions = Array.from({ length: version }, (_, place) => ({ question: `kite ${place}`, answer: 'kites' }));
      faqs = faqsOf([...bicycleShop, ...questions]);
      const model = await cache.modelFor(tenantId, version);
      expect(ask(model, `kite ${version - 1}`)).toMatchObject({ text: 'kites' });
    }
    await cache.settled();
    expect(await cache.modelFor(tenantId, 8)).toStrictEqual(await learn(faqs, { version: 8 }));
  });

  it('reports what could not be learnt behind what is served, and serves on', async () => {
    let faqs = bicycleShop;
    const failures: unknown[] = [];
    const broken: Embedding = {
      speaks: () => true,
      ofQuestion: async () => undefined,
      ofTexts: async () => {
        if (faqs !== bicycleShop) throw new Error('broken');
        return 'failed';
      },
      prepareQuestions: async () => true,
      ofSharedTexts: async () => 'failed',
    };
    const cache = createModelCache({
      loadFaqs: async () => faqs,
      embedding: broken,
      reportFailure: (_what, error) => failures.push(error),
    });
    await learntModel(cache, 1);
    faqs = faqsOf([...bicycleShop, { question: 'Do you sell kites?', answer: 'In spring.' }]);
    await cache.modelFor(tenantId, 2);
    await cache.settled();
    expect(failures).toEqual([new Error('broken')]);
    expect(ask(await cache.modelFor(tenantId, 2), 'do you sell kites')).toMatchObject({ text: 'In spring.' });
  });

  it('does not put an older model over a newer one that was learnt sooner', async () => {
    const { promise: slow, resolve: release } = Promise.withResolvers<void>();
    let loads = 0;
    const cache = createModelCache({
      firstLessonMs: 600_000,
      loadFaqs: async () => {
        loads += 1;
        if (loads === 1) await slow;
        return bicycleShop;
      },
    });
    const older = cache.modelFor(tenantId, 1);
    const newer = await cache.modelFor(tenantId, 2);
    release();
    await older;
    await cache.settled();
    expect(await cache.modelFor(tenantId, 2)).toBe(await newer.learning);
  });

  it('tries again after loading failed', async () => {
    let isDown = true;
    const cache = createModelCache({
      loadFaqs: async () => {
        if (isDown) throw new Error('the database is away');
        return bicycleShop;
      },
    });
    await expect(cache.modelFor(tenantId, 1)).rejects.toThrow('the database is away');
    isDown = false;
    expect((await cache.modelFor(tenantId, 1)).faqs).toBe(bicycleShop);
  });

  it('drops the tenant asked longest ago when there are too many tenants or bytes', async () => {
    const others = ['a', 'b', 'c'].map((name) => tenantIdSchema.parse(name));
    for (const limit of [
      { maxTenants: 2 },
      { maxBytes: Math.ceil(2.5 * bytesOfModel(await learn(bicycleShop, { version: 1 }))) },
    ]) {
      const { calls, loadFaqs } = loader(() => bicycleShop);
      const cache = createModelCache({ loadFaqs, ...limit });
      for (const other of others) {
        await cache.modelFor(other, 1);
        await cache.settled();
      }
      await cache.modelFor(tenantIdSchema.parse('c'), 1);
      expect(calls).toHaveLength(3);
      await cache.modelFor(tenantIdSchema.parse('a'), 1);
      expect(calls).toEqual(['a', 'b', 'c', 'a']);
    }
  });
});
