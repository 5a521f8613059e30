import {
  type ContactId,
  type ContactLink,
  contactLinkId,
  contactsLinkedTo,
  DomainError,
  MOST_LINKED,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import type { ReadDeps } from '../read-conversation.ts';
import type { ContactLinkStore, ContactTagStore, ErasureStore } from './ports.ts';
import { readLinked, readLinks } from './read-linked.ts';

export interface LinkDeps {
  readonly contacts: ReadDeps['contacts'];
  readonly links: ContactLinkStore;
  readonly erasures: Pick<ErasureStore, 'findRunning'>;
  readonly contactTags: Pick<ContactTagStore, 'markDue'>;
  readonly now: () => Date;
}

/** The two contacts, and who says why that they are the same person. */
export interface Linking {
  readonly contactIds: readonly [ContactId, ContactId];
  readonly byId?: UserId;
  readonly reason?: string;
}

/**
 * Says that two contacts are the same person: one write, and nothing of either is moved. Two who are linked already, directly or
 * over others, stay as they are. Throws DomainError `not-found`, `invalid` for a contact and itself or where they would be
 * more than `MOST_LINKED`, and `conflict` while one of them is being erased.
 */
export async function linkContacts(
  deps: LinkDeps,
  tenantId: TenantId,
  { contactIds, byId, reason }: Linking,
): Promise<{ readonly outcome: 'linked' | 'linked-before'; readonly linkId: string }> {
  const [one, other] = contactIds;
  if (one === other) throw new DomainError('invalid', 'Choose two different contacts.');
  for (const id of contactIds) {
    if (!(await deps.contacts.find(tenantId, id))) throw new DomainError('not-found', 'There is no such contact.');
    if (await deps.erasures.findRunning(tenantId, id)) {
      throw new DomainError('conflict', 'This customer is being erased.');
    }
  }
  const linkId = contactLinkId(one, other);
  const [all, others] = await Promise.all(contactIds.map((id) => readLinked(deps.links, tenantId, id)));
  if (all?.contactIds.includes(other)) return { outcome: 'linked-before', linkId };
  if ((all?.contactIds.length ?? 0) + (others?.contactIds.length ?? 0) > MOST_LINKED) {
    throw new DomainError('invalid', `One customer can have ${MOST_LINKED} contacts at most.`);
  }
  const link: ContactLink = {
    ...{ id: linkId, tenantId, contactIds, linkedAt: deps.now() },
    ...(byId !== undefined && { byId }),
    ...(reason && { reason }),
  };
  const outcome = await deps.links.add(tenantId, link);
  await deps.contactTags.markDue(tenantId, one, deps.now());
  return { outcome: outcome === 'added' ? 'linked' : 'linked-before', linkId };
}

/**
 * Takes a link away, so that its two contacts are again the two customers they were, each with those linked to it since.
 * Resolves to the link that was there, for whoever wants it back; undefined where there was none.
 */
export async function unlinkContacts(
  deps: Pick<LinkDeps, 'links' | 'contactTags' | 'now'>,
  tenantId: TenantId,
  contactIds: readonly [ContactId, ContactId],
): Promise<ContactLink | undefined> {
  const [one, other] = contactIds;
  const linkId = contactLinkId(one, other);
  const links = await readLinks(deps.links, tenantId, one);
  const link = links.find(({ id }) => id === linkId);
  if (!link) return undefined;
  const half = contactsLinkedTo(
    one,
    contactsLinkedTo(one, links).links.filter(({ id }) => id !== linkId),
  );
  // Links that two people made at once say the same in a circle: what joins the halves otherwise goes first.
  const joining = links.filter(({ contactIds: [a, b] }) => half.contactIds.includes(a) !== half.contactIds.includes(b));
  const besides = joining.flatMap(({ id }) => (id === linkId ? [] : [id]));
  if (besides.length > 0) await deps.links.remove(tenantId, besides);
  await deps.links.remove(tenantId, [linkId]);
  for (const id of contactIds) await deps.contactTags.markDue(tenantId, id, deps.now());
  return link;
}
