import type { ContactLinkStore } from '@answerdesk/conversations';
import { contactIdSchema } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { ContactLinkDoc } from '../people-schemas.ts';
import { isDuplicateKey, toDb } from './mapping.ts';

/** Fills the port of links between contacts: one document for each two. */
export function createContactLinkStore({ contactlinks }: Pick<Models, 'contactlinks'>): ContactLinkStore {
  return {
    async list(tenantId, contactIds) {
      const docs = await contactlinks.find({ tenantId, contactIds: { $in: [...contactIds] } }).lean<ContactLinkDoc[]>();
      return docs.map(({ _id, contactIds: [one, other], ...link }) => ({
        ...link,
        id: _id,
        contactIds: [contactIdSchema.parse(one), contactIdSchema.parse(other)],
      }));
    },
    async add(tenantId, link) {
      try {
        await contactlinks.create({ ...toDb(link), tenantId, contactIds: [...link.contactIds].sort() });
        return 'added';
      } catch (error) {
        if (isDuplicateKey(error)) return 'there';
        throw error;
      }
    },
    async remove(tenantId, linkIds) {
      await contactlinks.deleteMany({ tenantId, _id: { $in: [...linkIds] } });
    },
  };
}
