import type { ContactStore } from '@answerdesk/conversations';
import type { ContactId, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { isDuplicateKey } from './mapping.ts';

export interface ContactReachability {
  markUnreachable(tenantId: TenantId, contactId: ContactId): Promise<void>;
}

/** Fills the contacts' port. */
export function createContactStore({ contacts }: Pick<Models, 'contacts'>): ContactStore & ContactReachability {
  return {
    async remember(tenantId, contact) {
      const { id, tenantId: _given, accountId, platformId, createdAt, ...latest } = contact;
      try {
        await contacts.updateOne(
          { tenantId, _id: id },
          { $set: latest, $setOnInsert: { accountId, platformId, createdAt } },
          { upsert: true },
        );
      } catch (error) {
        // Another process stored the same contact first.
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async markUnreachable(tenantId, contactId) {
      await contacts.updateOne({ tenantId, _id: contactId }, { $set: { isReachable: false } });
    },
  };
}
