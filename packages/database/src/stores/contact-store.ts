import type { ContactHandles, ContactStore } from '@answerdesk/conversations';
import type { Contact, ContactId, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { ContactDoc } from '../schema.ts';
import { groupedUpdates } from '../tenant-writes.ts';
import { fromDb } from './mapping.ts';

export interface ContactReader {
  find(tenantId: TenantId, contactId: ContactId): Promise<Contact | undefined>;
}

export interface ContactReachability {
  markUnreachable(tenantId: TenantId, contactId: ContactId): Promise<void>;
}

/** Fills the contacts' port. */
export function createContactStore({
  contacts,
}: Pick<Models, 'contacts'>): ContactStore & ContactReader & ContactReachability & ContactHandles {
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
    async find(tenantId, contactId) {
      const doc = await contacts.findOne({ tenantId, _id: contactId }).lean();
      return doc ? fromDb(doc) : undefined;
    },
    async findByHandle(tenantId, accountIds, handle) {
      const docs = await contacts
        .find({ tenantId, accountId: { $in: [...accountIds] }, platformId: handle })
        .lean<ContactDoc[]>();
      return docs.map(fromDb);
    },
    async markUnreachable(tenantId, contactId) {
      await contacts.updateOne({ tenantId, _id: contactId }, { $set: { isReachable: false } });
    },
  };
}
