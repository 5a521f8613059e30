import { createModelCache } from '@answerdesk/answers';
import { faqIdSchema, type TenantId, tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { warmModels } from './warm-models.ts';

const tenants = ['busy', 'quiet', 'broken', 'late'].map((name) => tenantIdSchema.parse(name));
const at = new Date(0);

function openShops() {
  const failures: string[] = [];
  const loaded: TenantId[] = [];
  const models = createModelCache({
    async loadFaqs(tenantId) {
      loaded.push(tenantId);
      if (tenantId === 'broken') throw new Error('no database');
      const faq = { id: faqIdSchema.parse('one'), tenantId, question: 'Do you ship?', variants: [], answer: 'Yes.' };
      return [{ ...faq, createdAt: at, updatedAt: at }];
    },
  });
  const deps = {
    listTenants: async (after: TenantId | undefined, limit: number) =>
      tenants.slice(after === undefined ? 0 : tenants.indexOf(after) + 1).slice(0, limit),
    isActive: async (tenantId: TenantId) => tenantId !== 'quiet',
    findTenant: async () => ({ faqsVersion: 1 }),
    modelFor: models.modelFor,
    reportFailure: (what: string) => failures.push(what),
  };
  return { deps, models, failures, loaded };
}

test('what is learnt at the start is there for the first customer, and one tenant that fails keeps no other from it', async () => {
  const { deps, models, failures, loaded } = openShops();
  await warmModels(deps).done;
  expect(loaded).toEqual(['busy', 'broken', 'late']);
  expect(failures).toEqual(['learning FAQs at the start']);
  const model = await models.modelFor(tenantIdSchema.parse('late'), 1);
  expect(model.learning).toBeUndefined();
  expect(model.fresh).toBeUndefined();
  await models.settled();
});

test('whoever stops it waits for the tenant that has its turn, and no more', async () => {
  const { deps, models, loaded } = openShops();
  await warmModels(deps).stop();
  expect(loaded.length).toBeLessThan(2);
  await models.settled();
});
