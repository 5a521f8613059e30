import { createHash } from 'node:crypto';
import type { PushSubscriptionStore } from '@answerdesk/delivery';
import { MOST_BROWSERS, type PushSubscription, type TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { retryUpsert } from './retry-upsert.ts';

export interface PushSubscriptionWriter {
  /** Stores a browser's subscription, whoever had it before; the member's oldest go when there are too many. */
  save(tenantId: TenantId, subscription: PushSubscription): Promise<void>;
  /** Forgets a browser of this member, if it is theirs. */
  removeOwn(tenantId: TenantId, subscription: Pick<PushSubscription, 'userId' | 'endpoint'>): Promise<void>;
}

/** Keeps the browsers that members want to be told in. */
export function createPushSubscriptionStore({
  pushsubscriptions,
}: Pick<Models, 'pushsubscriptions'>): PushSubscriptionStore & PushSubscriptionWriter {
  return {
    async list(tenantId, userId) {
      const docs = await pushsubscriptions.find({ tenantId, userId }).sort({ createdAt: 1 }).lean();
      return docs.map(({ _id, ...subscription }) => subscription);
    },
    async save(tenantId, { userId, endpoint, keys, createdAt }) {
      await retryUpsert(() =>
        pushsubscriptions.updateOne(
          { tenantId, _id: idOf(tenantId, endpoint) },
          { $set: { userId, endpoint, keys, createdAt } },
          { upsert: true },
        ),
      );
      const newest = await pushsubscriptions
        .find({ tenantId, userId }, { _id: 1 })
        .sort({ createdAt: -1 })
        .skip(MOST_BROWSERS)
        .lean();
      if (newest.length > 0)
        await pushsubscriptions.deleteMany({ tenantId, _id: { $in: newest.map(({ _id }) => _id) } });
    },
    async remove(tenantId, endpoint) {
      await pushsubscriptions.deleteOne({ tenantId, _id: idOf(tenantId, endpoint) });
    },
    async removeOwn(tenantId, { userId, endpoint }) {
      await pushsubscriptions.deleteOne({ tenantId, _id: idOf(tenantId, endpoint), userId });
    },
  };
}

function idOf(tenantId: TenantId, endpoint: string): string {
  return `${tenantId}/${createHash('sha256').update(endpoint).digest('base64url')}`;
}
