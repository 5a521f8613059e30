import { type Faq, type TenantId, tenantIdSchema } from '@answerdesk/domain';
import { describe, expect, it } from 'vitest';
import { bicycleShop, faqsOf } from '../test/shop.ts';
import { answerQuestion, createModelCache } from './index.ts';

const tenantId = tenantIdSchema.parse('shop');

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
    const cache = createModelCache({ loadFaqs });
    const models = await Promise.all(Array.from({ length: 20 }, () => cache.modelFor(tenantId, 3)));
    expect(new Set(models).size).toBe(1);
    expect(await cache.modelFor(tenantId, 3)).toBe(models[0]);
    expect(calls).toHaveLength(1);
  });

  it('makes whoever asks after a change wait for the model that knows it', async () => {
    let faqs = bicycleShop;
    const cache = createModelCache({ loadFaqs: async () => faqs });
    await cache.modelFor(tenantId, 1);
    faqs = faqsOf([...bicycleShop, { question: 'Do you sell kites?', answer: 'In spring.' }]);
    const model = await cache.modelFor(tenantId, 2);
    expect(answerQuestion(model, { text: 'do you sell kites', at: new Date() })).toMatchObject({ text: 'In spring.' });
    expect(await cache.modelFor(tenantId, 1)).toBe(model);
  });

  it('does not put an older model over a newer one that was learnt sooner', async () => {
    const { promise: slow, resolve: release } = Promise.withResolvers<void>();
    let loads = 0;
    const cache = createModelCache({
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
    expect(await cache.modelFor(tenantId, 2)).toBe(newer);
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

  it('drops the tenant asked longest ago when there are too many tenants or texts', async () => {
    const others = ['a', 'b', 'c'].map((name) => tenantIdSchema.parse(name));
    for (const limit of [{ maxTenants: 2 }, { maxTexts: 65 }]) {
      const { calls, loadFaqs } = loader(() => bicycleShop);
      const cache = createModelCache({ loadFaqs, ...limit });
      for (const other of others) await cache.modelFor(other, 1);
      await cache.modelFor(tenantIdSchema.parse('c'), 1);
      expect(calls).toHaveLength(3);
      await cache.modelFor(tenantIdSchema.parse('a'), 1);
      expect(calls).toEqual(['a', 'b', 'c', 'a']);
    }
  });
});
