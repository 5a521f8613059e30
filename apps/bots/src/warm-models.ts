import type { AnswerModel } from '@answerdesk/answers';
import type { Tenant, TenantId } from '@answerdesk/domain';

const TENANTS_AT_ONCE = 200;
const MOST_TENANTS = 200;

export interface WarmModelsDeps {
  /** Every tenant, by its id, after another. */
  readonly listTenants: (after: TenantId | undefined, limit: number) => Promise<readonly TenantId[]>;
  /** Whether customers have written to a tenant lately. */
  readonly isActive: (tenantId: TenantId) => Promise<boolean>;
  readonly findTenant: (tenantId: TenantId) => Promise<Pick<Tenant, 'faqsVersion'> | undefined>;
  readonly modelFor: (tenantId: TenantId, faqsVersion: number) => Promise<AnswerModel>;
  readonly reportFailure: (what: string, error: unknown) => void;
}

export interface Warming {
  /** Resolves when every tenant has had its turn, or after `stop`. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Learns the FAQs of tenants whose customers have written lately, one tenant after another, so that the first customer after
 * a start waits for no lesson. What fails is reported, and is learnt when a customer asks.
 */
export function warmModels(deps: WarmModelsDeps): Warming {
  const stopping = Promise.withResolvers<void>();
  let isStopped = false;
  let warmed = 0;

  async function warm(tenantId: TenantId): Promise<void> {
    if (!(await deps.isActive(tenantId))) return;
    const tenant = await deps.findTenant(tenantId);
    if (!tenant) return;
    warmed += 1;
    const model = await deps.modelFor(tenantId, tenant.faqsVersion);
    await Promise.race([model.learning, stopping.promise]);
  }

  async function warmAll(): Promise<void> {
    let after: TenantId | undefined;
    do {
      const tenantIds = await deps.listTenants(after, TENANTS_AT_ONCE);
      for (const tenantId of tenantIds) {
        if (isStopped || warmed >= MOST_TENANTS) return;
        await warm(tenantId).catch((error: unknown) => deps.reportFailure('learning FAQs at the start', error));
      }
      after = tenantIds.length === TENANTS_AT_ONCE ? tenantIds.at(-1) : undefined;
    } while (after !== undefined);
  }

  const done = warmAll().catch((error: unknown) => deps.reportFailure('learning FAQs at the start', error));
  return {
    done,
    async stop() {
      isStopped = true;
      stopping.resolve();
      await done;
    },
  };
}
