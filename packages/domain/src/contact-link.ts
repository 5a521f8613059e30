import type { ContactId, TenantId, UserId } from './ids.ts';

/** Most contacts that can be one person's. */
export const MOST_LINKED = 20;

/** That two contacts are the same person: said by staff, or proved by the customer with a code. */
export interface ContactLink {
  /** The same for the same two contacts, whichever is named first. */
  readonly id: string;
  readonly tenantId: TenantId;
  readonly contactIds: readonly [ContactId, ContactId];
  readonly linkedAt: Date;
  /** The member of staff who said so; missing where the customer proved it. */
  readonly byId?: UserId;
  readonly reason?: string;
}

/** One customer: the contacts that are theirs, the one asked about first, and the links that join them. */
export interface LinkedContacts {
  readonly contactIds: readonly ContactId[];
  readonly links: readonly ContactLink[];
}

/** The id of the link between two contacts. */
export function contactLinkId(one: ContactId, other: ContactId): string {
  return one < other ? `${one}~${other}` : `${other}~${one}`;
}

/**
 * Who a contact is by a set of links. Of links that were made at once and say the same in a circle the earliest count alone,
 * so that taking any that counts away parts the customer into the two there were before.
 */
export function contactsLinkedTo(contactId: ContactId, links: Iterable<ContactLink>): LinkedContacts {
  const counted = withoutCircles(links);
  const contactIds = [contactId];
  const joining = new Set<ContactLink>();
  for (const one of contactIds) {
    for (const link of counted) {
      if (joining.has(link) || !link.contactIds.includes(one)) continue;
      joining.add(link);
      contactIds.push(...link.contactIds.filter((id) => id !== one));
    }
  }
  return { contactIds, links: counted.filter((link) => joining.has(link)) };
}

function withoutCircles(links: Iterable<ContactLink>): readonly ContactLink[] {
  const heads = new Map<ContactId, ContactId>();
  const headOf = (id: ContactId): ContactId => {
    const above = heads.get(id);
    return above === undefined ? id : headOf(above);
  };
  const inOrder = [...links].sort(
    (a, b) => a.linkedAt.getTime() - b.linkedAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
  return inOrder.filter(({ contactIds: [one, other] }) => {
    const [head, otherHead] = [headOf(one), headOf(other)];
    if (head === otherHead) return false;
    heads.set(head, otherHead);
    return true;
  });
}
