import { newTenantId } from '@answerdesk/domain';
import { createAskModel } from '../openai.ts';
import { createReplyModel, type ReplyModelDeps } from './create-reply-model.ts';

export interface TestModelSettings {
  readonly monthlyBudgetCents?: number;
  readonly phrasesAnswers?: boolean;
  readonly translatesAnswers?: boolean;
}

/** The reply's model of a tenant over an endpoint of tests, with everything it keeps in memory. */
export function openTestModel(baseUrl: string, key: string, more: TestModelSettings = {}) {
  const spent = new Map<string, number>();
  const keptTexts = new Map<string, string>();
  const world = { now: new Date('2026-03-01T00:00:00Z'), failures: [] as string[] };
  const deps: ReplyModelDeps = {
    findSettings: async () => ({
      model: { baseUrl, model: 'fake-small', monthlyBudgetCents: 100, sealedKey: 's', ...more },
      glossary: [],
    }),
    openKey: () => key,
    ask: createAskModel({ allowsLoopback: true }),
    spend: {
      async addSpend(tenantId, month, micros) {
        const sum = (spent.get(`${tenantId}:${month}`) ?? 0) + micros;
        spent.set(`${tenantId}:${month}`, sum);
        return sum;
      },
      findSpend: async (tenantId, month) => spent.get(`${tenantId}:${month}`) ?? 0,
    },
    kept: {
      find: async (tenantId, { faqId, to, mark }) => keptTexts.get(`${tenantId}:${faqId}:${to}:${mark}`),
      async keep(tenantId, { faqId, to, mark }, text) {
        keptTexts.set(`${tenantId}:${faqId}:${to}:${mark}`, text);
      },
    },
    reportFailure: (what) => world.failures.push(what),
    now: () => world.now,
  };
  return { model: createReplyModel(deps), tenantId: newTenantId(), spent, keptTexts, world };
}
