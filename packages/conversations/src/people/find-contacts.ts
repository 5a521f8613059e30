import {
  type Account,
  type AccountId,
  type ChannelName,
  type Contact,
  type ContactId,
  emailKeyOf,
  phoneKeyOf,
  type TenantId,
} from '@answerdesk/domain';
import { firstWordOf, foldWords, isInName } from '../fold-words.ts';
import type { ConversationList } from '../ports.ts';
import type { ReadDeps } from '../read-conversation.ts';
import type { ContactDetailsStore, ContactHandles, ContactLinkStore } from './ports.ts';
import { readLinked } from './read-linked.ts';

const MOST_FOUND = 10;
const LOOKED_AT = 50;

export interface FindContactsDeps {
  readonly contacts: ReadDeps['contacts'] & ContactHandles;
  readonly conversations: Pick<ConversationList, 'findByName'>;
  readonly details: Pick<ContactDetailsStore, 'list' | 'findByKey'>;
  readonly links: Pick<ContactLinkStore, 'list'>;
  readonly accounts: { list(tenantId: TenantId): Promise<Account[]> };
}

/** A contact as a list shows them. */
export interface FoundContact {
  readonly contactId: ContactId;
  readonly name?: string;
  readonly handle: string;
  readonly channel?: ChannelName;
  readonly account?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly since: Date;
}

/** Finds contacts by the beginning of a word of their name, or by their whole handle, e-mail address or telephone number. */
export async function findContacts(
  deps: FindContactsDeps,
  tenantId: TenantId,
  search: string,
): Promise<readonly FoundContact[]> {
  const text = search.trim();
  const words = foldWords(text);
  if (text === '') return [];
  const accounts = await deps.accounts.list(tenantId);
  const [named, known, called] = await Promise.all([
    words === '' ? [] : deps.conversations.findByName(tenantId, firstWordOf(words), LOOKED_AT),
    deps.details.findByKey(tenantId, { email: emailKeyOf(text), phone: phoneKeyOf(text) }, MOST_FOUND),
    deps.contacts.findByHandle(tenantId, idsOf(accounts), text.replace(/^@/, '')),
  ]);
  const fits = named.filter(
    ({ isGroup, isStaff, contactName }) => !isGroup && !isStaff && isInName(contactName ?? '', words),
  );
  const ids = new Set([
    ...known.map(({ contactId }) => contactId),
    ...called.map(({ id }) => id),
    ...fits.map(({ contactId }) => contactId),
  ]);
  return describeContacts(deps, tenantId, [...ids].slice(0, MOST_FOUND), accounts);
}

/** Why two contacts may be the same person: a detail they share. */
export type Likeness = 'email' | 'phone' | 'handle';

export interface LinkSuggestion extends FoundContact {
  readonly because: Likeness;
}

/**
 * Contacts that share a detail with one and are not linked to it: an e-mail address, a telephone number, or the platform's own
 * id on another account of the same channel.
 */
export async function suggestLinks(
  deps: FindContactsDeps,
  tenantId: TenantId,
  contactId: ContactId,
): Promise<readonly LinkSuggestion[]> {
  const [contact, linked, accounts] = await Promise.all([
    deps.contacts.find(tenantId, contactId),
    readLinked(deps.links, tenantId, contactId),
    deps.accounts.list(tenantId),
  ]);
  if (!contact) return [];
  const own = await deps.details.list(tenantId, linked.contactIds);
  const found = new Map<ContactId, Likeness>();
  for (const { email, phone } of own) {
    const keys = {
      ...(email !== undefined && { email: emailKeyOf(email) }),
      ...(phone !== undefined && { phone: phoneKeyOf(phone) }),
    };
    for (const same of await deps.details.findByKey(tenantId, keys, MOST_FOUND)) {
      const sharesEmail = same.email !== undefined && emailKeyOf(same.email) === keys.email;
      if (!found.has(same.contactId)) found.set(same.contactId, sharesEmail ? 'email' : 'phone');
    }
  }
  const channel = accounts.find(({ id }) => id === contact.accountId)?.channel;
  // The widget makes its visitors' ids itself, for each browser.
  const alike = channel === 'webchat' ? [] : accounts.filter((account) => account.channel === channel);
  for (const { id } of await deps.contacts.findByHandle(tenantId, idsOf(alike), contact.platformId)) {
    if (!found.has(id)) found.set(id, 'handle');
  }
  const others = [...found.keys()].filter((id) => !linked.contactIds.includes(id)).slice(0, MOST_FOUND);
  const described = await describeContacts(deps, tenantId, others, accounts);
  return described.map((each) => ({ ...each, because: found.get(each.contactId) ?? 'handle' }));
}

/** Contacts as a list shows them, without those that are gone. */
export async function describeContacts(
  { contacts, details }: Pick<FindContactsDeps, 'contacts' | 'details'>,
  tenantId: TenantId,
  ids: readonly ContactId[],
  accounts: readonly Account[],
): Promise<FoundContact[]> {
  const [known, kept] = await Promise.all([
    Promise.all(ids.map((id) => contacts.find(tenantId, id))),
    details.list(tenantId, ids),
  ]);
  return known.flatMap((contact) =>
    contact
      ? [
          describeContact(
            contact,
            accounts,
            kept.find(({ contactId }) => contactId === contact.id),
          ),
        ]
      : [],
  );
}

/** A contact with the account that knows them. */
export function describeContact(
  contact: Contact,
  accounts: readonly Account[],
  details: { readonly email?: string; readonly phone?: string } | undefined,
): FoundContact {
  const account = accounts.find(({ id }) => id === contact.accountId);
  return {
    contactId: contact.id,
    handle: contact.platformId,
    since: contact.createdAt,
    ...(contact.displayName !== undefined && { name: contact.displayName }),
    ...(account && { channel: account.channel, account: account.name ?? account.label }),
    ...(details?.email !== undefined && { email: details.email }),
    ...(details?.phone !== undefined && { phone: details.phone }),
  };
}

function idsOf(accounts: readonly Account[]): AccountId[] {
  return accounts.map(({ id }) => id);
}
