import {
  type ContactId,
  type ContactLink,
  contactsLinkedTo,
  type LinkedContacts,
  MOST_LINKED,
  type TenantId,
} from '@answerdesk/domain';
import type { ContactLinkStore } from './ports.ts';

/** Links may be more than join a person by those that two people made at once. */
const MOST_ROUNDS = 2 * MOST_LINKED;

/** All links that a contact has, and those that its linked contacts have. */
export async function readLinks(
  links: Pick<ContactLinkStore, 'list'>,
  tenantId: TenantId,
  contactId: ContactId,
): Promise<readonly ContactLink[]> {
  const known = new Map<string, ContactLink>();
  const seen = new Set<ContactId>();
  let next: readonly ContactId[] = [contactId];
  for (let round = 0; next.length > 0 && round < MOST_ROUNDS; round += 1) {
    for (const id of next) seen.add(id);
    for (const link of await links.list(tenantId, next)) known.set(link.id, link);
    next = [...new Set([...known.values()].flatMap(({ contactIds }) => contactIds))].filter((id) => !seen.has(id));
  }
  return [...known.values()];
}

/** Who a contact is: it and those that are linked to it. */
export async function readLinked(
  links: Pick<ContactLinkStore, 'list'>,
  tenantId: TenantId,
  contactId: ContactId,
): Promise<LinkedContacts> {
  return contactsLinkedTo(contactId, await readLinks(links, tenantId, contactId));
}
