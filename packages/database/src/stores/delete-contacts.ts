import type { ContactId, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';

/** The collections that are kept by contact. */
export type PeopleModels = Pick<
  Models,
  'contacts' | 'contactnotes' | 'contactdetails' | 'contactlinks' | 'contacttags' | 'linkcodes'
>;

/** Deletes all that is kept of contacts beside conversations, and last the contacts themselves. */
export async function deleteContacts(
  { contacts, contactnotes, contactdetails, contactlinks, contacttags, linkcodes }: PeopleModels,
  tenantId: TenantId,
  contactIds: readonly ContactId[],
): Promise<void> {
  const theirs = { tenantId, _id: { $in: [...contactIds] } };
  await contactlinks.deleteMany({ tenantId, contactIds: { $in: [...contactIds] } });
  await linkcodes.deleteMany({ tenantId, contactId: { $in: [...contactIds] } });
  await contactdetails.deleteMany(theirs);
  await contactnotes.deleteMany(theirs);
  await contacttags.deleteMany(theirs);
  await contacts.deleteMany(theirs);
}
