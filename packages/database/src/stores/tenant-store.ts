import { DomainError, type Tenant, type TenantId } from '@answerdesk/domain';
import type { TenantStore } from '@answerdesk/tenants';
import type { Models } from '../connect.ts';
import { fromDb, isDuplicateKey, toDb } from './mapping.ts';

/** Many more than anybody moves a dial in the weeks that a learning curve shows. */
const MOST_MOVES = 200;

/** Fills the tenants' port, and counts the version of each tenant's FAQs. */
export function createTenantStore({ tenants }: Pick<Models, 'tenants'>): TenantStore {
  return {
    async add(tenant) {
      try {
        await tenants.create({ ...toDb(tenant), tenantId: tenant.id });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        throw new DomainError('already-exists', `There is a tenant ${tenant.id} already.`);
      }
    },
    async find(tenantId: TenantId): Promise<Tenant | undefined> {
      const doc = await tenants.findOne({ tenantId }).lean();
      if (!doc) return undefined;
      const {
        tenantId: _same,
        ownerIds: _owners,
        previousSettings: _before,
        retentionDueAt: _due,
        taggedTo: _tagged,
        tagsAgain: _again,
        faqsRemoved: _removed,
        triedAt: _tried,
        dialMoves: _moves,
        ...tenant
      } = fromDb(doc);
      return tenant;
    },
    async saveSettings(tenantId, { settings, previous, revision, forgetFrom, tagsAnew }) {
      const { matchedCount } = await tenants.updateOne(
        { tenantId, settingsRevision: revision === 0 ? { $in: [0, null] } : revision },
        {
          $set: {
            settings,
            previousSettings: previous,
            settingsRevision: revision + 1,
            ...(forgetFrom && { retentionDueAt: forgetFrom }),
            ...(tagsAnew && { taggedTo: '' }),
          },
          ...(settings.retention.days === undefined && { $unset: { retentionDueAt: 1 } }),
        },
      );
      return matchedCount > 0;
    },
    async findPreviousSettings(tenantId, revision) {
      const doc = await tenants.findOne({ tenantId, settingsRevision: revision }, { previousSettings: 1 }).lean();
      return doc?.previousSettings;
    },
    async setThresholds(tenantId, thresholds, moved) {
      const move = moved && { ...moved, ...(thresholds && { after: thresholds }) };
      await tenants.updateOne(
        { tenantId },
        {
          ...(thresholds ? { $set: { thresholds } } : { $unset: { thresholds: 1 } }),
          ...(move && { $push: { dialMoves: { $each: [move], $slice: -MOST_MOVES } } }),
        },
      );
    },
    async listDialMoves(tenantId) {
      return (await tenants.findOne({ tenantId }, { dialMoves: 1 }).lean())?.dialMoves ?? [];
    },
    async rename(tenantId, name) {
      await tenants.updateOne({ tenantId }, { $set: { name } });
    },
    async addOwner(tenantId, userId) {
      await tenants.updateOne({ tenantId }, { $addToSet: { ownerIds: userId } });
    },
    async removeOwner(tenantId, userId) {
      const others = { tenantId, ownerIds: { $elemMatch: { $ne: userId } } };
      const { matchedCount } = await tenants.updateOne(others, { $pull: { ownerIds: userId } });
      return matchedCount > 0 || !(await tenants.exists({ tenantId, ownerIds: userId }));
    },
  };
}
