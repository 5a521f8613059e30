import type { ContactStore } from '@answerdesk/conversations';
import type { ContactId, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { groupedUpdates } from '../tenant-writes.ts';

export interface ContactReachability {
  markUnreachable(tenantId: TenantId, contactId: ContactId): Promise<void>;
}

/** Fills the contacts' port. */
export function createContactStore({ contacts }: Pick<Models, 'contacts'>): ContactStore & ContactReachability {
  const update = groupedUpdates(contacts);
  return {
    async remember(tenantId, contact) {
      const { id, tenantId: _given, accountId, platformId, createdAt, ...latest } = contact;
      // A duplicate says that another process stored the same contact first.
      await update({
        tenantId,
        filter: { _id: id },
        update: { $set: latest, $setOnInsert: { accountId, platformId, createdAt } },
        isUpsert: true,
      });
    },
    async markUnreachable(tenantId, contactId) {
      await contacts.updateOne({ tenantId, _id: contactId }, { $set: { isReachable: false } });
    },
  };
}
