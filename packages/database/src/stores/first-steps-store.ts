import type { TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';

export interface FirstStepsStore {
  /** Notes that somebody of the tenant has asked the bot in the test bench; again changes nothing. */
  noteTried(tenantId: TenantId): Promise<void>;
  hasTried(tenantId: TenantId): Promise<boolean>;
}

/** Keeps what a tenant has done on its way to being live and what nothing else tells. */
export function createFirstStepsStore({ tenants }: Pick<Models, 'tenants'>): FirstStepsStore {
  return {
    async noteTried(tenantId) {
      await tenants.updateOne({ tenantId, triedAt: null }, { $set: { triedAt: new Date() } });
    },
    async hasTried(tenantId) {
      const doc = await tenants.findOne({ tenantId }, { triedAt: 1 }).lean();
      return doc?.triedAt !== undefined && doc.triedAt !== null;
    },
  };
}
