import type { ContactId, ConversationId, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { PeopleModels } from './delete-contacts.ts';
import { type Listed, UNMARKED } from './going-with-erasure.ts';
import { retryUpsert } from './retry-upsert.ts';

const EITHER = { $in: [true, false] };

/**
 * Deletes what is kept of contacts beside conversations, and them. Who has written since the erasure began is a new contact:
 * as their messages tell, and with what staff wrote of them since. What is kept of each is listed before it is asked whether
 * they wrote, so that nothing which was written for the new contact goes.
 */
export async function eraseContacts(
  models: PeopleModels & Pick<Models, 'messages'>,
  tenantId: TenantId,
  contactIds: readonly ContactId[],
  conversationIds: readonly ConversationId[],
  dueAt: Date,
): Promise<void> {
  const { contacts, contactnotes, contactdetails, contactlinks, contacttags, linkcodes, messages } = models;

  /** What they wrote since, oldest first. */
  async function newerOf(contactId: ContactId) {
    const theirs = { tenantId, direction: 'in' as const, 'author.contactId': contactId, ...UNMARKED };
    const [own, inGroups] = await Promise.all([
      messages.find({ ...theirs, conversationId: { $in: [...conversationIds] }, isHandled: EITHER }).lean(),
      messages.find({ ...theirs, 'inbound.isGroup': true }).lean(),
    ]);
    const all = new Map([...own, ...inGroups].map((message) => [message._id, message]));
    return [...all.values()].sort((a, b) => (a._id < b._id ? -1 : 1));
  }

  /** They are known as their newest message tells, since their first, and by nothing from before. */
  async function remember(contactId: ContactId) {
    const newer = await newerOf(contactId);
    const [first, last] = [newer[0], newer.at(-1)];
    if (!first?.inbound || !last?.inbound) return;
    const { accountId, createdAt } = first;
    const { platformId } = first.inbound.contact;
    const { displayName, locale } = last.inbound.contact;
    await retryUpsert(() =>
      contacts.updateOne(
        { tenantId, _id: contactId },
        {
          $set: { ...(displayName !== undefined && { displayName }), ...(locale !== undefined && { locale }) },
          $unset: { ...(displayName === undefined && { displayName: 1 }), ...(locale === undefined && { locale: 1 }) },
          $setOnInsert: { accountId, platformId, createdAt, isReachable: true },
        },
        { upsert: true },
      ),
    );
  }

  for (const contactId of contactIds) {
    const contact = { tenantId, _id: contactId };
    const [known, note, details, codes] = await Promise.all([
      contacts.findOne(contact).lean(),
      contactnotes.findOne(contact).lean(),
      contactdetails.findOne(contact).lean(),
      linkcodes.find({ tenantId, contactId }, { erasureId: 1 }).lean(),
    ]);
    const newer = await newerOf(contactId);
    const goes = ({ erasureId }: Listed) => newer.length === 0 || erasureId !== undefined;
    const asRead = ({ updatedAt }: { readonly updatedAt: Date }) => ({ ...contact, updatedAt });
    await contactlinks.deleteMany({ tenantId, contactIds: contactId });
    await linkcodes.deleteMany({ tenantId, _id: { $in: codes.filter(goes).map(({ _id }) => _id) } });
    if (details && goes(details)) await contactdetails.deleteOne(asRead(details));
    if (note && goes(note)) await contactnotes.deleteOne(asRead(note));
    if (newer.length === 0) await contacttags.deleteOne(contact);
    // They are judged again, by what is there.
    else {
      const due = { $set: { dueAt }, $setOnInsert: { ruleKeys: [], revision: 0 } };
      await retryUpsert(() => contacttags.updateOne(contact, due, { upsert: true }));
    }
    // One that no newer message brought was made anew by a process that was still at an older one.
    const isNew = known && newer.some(({ createdAt }) => createdAt.getTime() === known.createdAt.getTime());
    if (known && (goes(known) || !isNew)) await contacts.deleteOne(contact);
    // Also where they wrote at this moment.
    await remember(contactId);
  }
}
