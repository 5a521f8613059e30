import {
  type Contact,
  type ContactId,
  type ConversationEvent,
  type ConversationId,
  DomainError,
  type TagRule,
  type TenantId,
} from '@answerdesk/domain';
import type { ContactLinkStore } from '../people/ports.ts';
import { readLinked } from '../people/read-linked.ts';
import { type ReadRuleTagsDeps, readRuleTags } from '../people/tagging/read-rule-tags.ts';
import type { ReadDeps } from '../read-conversation.ts';
import type { ContactNote, ContactNoteStore, EventList } from './ports.ts';

/** Events that are looked through for what happened before. */
const LOOKED_AT = 300;
const MOST_PAST = 30;

export interface ProfileDeps extends Pick<ReadDeps, 'conversations' | 'contacts'>, ReadRuleTagsDeps {
  readonly links: Pick<ContactLinkStore, 'list'>;
  readonly contactNotes: Pick<ContactNoteStore, 'find'>;
  readonly events: EventList;
}

/** A customer's word on how they were served. */
export interface GivenRating {
  readonly at: Date;
  readonly score: number;
  readonly comment?: string;
}

export interface ContactProfile {
  readonly contact?: Omit<Contact, 'tenantId'>;
  readonly note?: Omit<ContactNote, 'contactId'>;
  readonly tags: readonly string[];
  /** What the customer is tagged with by rules. */
  readonly ruleTags: readonly string[];
  /** Hand-overs, takings, closings and the like, newest first. */
  readonly past: readonly ConversationEvent[];
  /** Newest first. */
  readonly ratings: readonly GivenRating[];
  /** Of the newest few hundred events. */
  readonly handoverCount: number;
  readonly firstSeenAt: Date;
}

const telling: readonly ConversationEvent['kind'][] = [
  'handed-over',
  'taken',
  'handed-back',
  'closed',
  'reopened',
  'rated',
];

/** Who the customer of a conversation is, and what there was with them before. Throws DomainError `not-found`. */
export async function readProfile(
  deps: ProfileDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
): Promise<ContactProfile> {
  const conversation = await deps.conversations.find(tenantId, conversationId);
  if (!conversation || conversation.isStaff) throw new DomainError('not-found', 'There is no such conversation.');
  const [contact, note, events, rules] = await Promise.all([
    deps.contacts.find(tenantId, conversation.contactId),
    deps.contactNotes.find(tenantId, conversation.contactId),
    deps.events.list(tenantId, conversationId, { limit: LOOKED_AT }),
    conversation.isGroup ? [] : rulesOf(deps, tenantId, conversation.contactId),
  ]);
  const newestFirst = events.toReversed();
  return {
    ...(contact && { contact: withoutTenant(contact) }),
    ...(note && { note: { text: note.text, updatedAt: note.updatedAt, updatedById: note.updatedById } }),
    tags: conversation.tags ?? [],
    ruleTags: [...new Set(rules.map(({ tag }) => tag))],
    past: newestFirst.filter(({ kind }) => telling.includes(kind)).slice(0, MOST_PAST),
    ratings: newestFirst.flatMap((event): GivenRating[] =>
      event.kind === 'rated'
        ? [{ at: event.at, score: event.score, ...(event.comment !== undefined && { comment: event.comment }) }]
        : [],
    ),
    handoverCount: events.filter(({ kind }) => kind === 'handed-over').length,
    firstSeenAt: contact?.createdAt ?? conversation.createdAt,
  };
}

async function rulesOf(deps: ProfileDeps, tenantId: TenantId, contactId: ContactId): Promise<readonly TagRule[]> {
  const { contactIds } = await readLinked(deps.links, tenantId, contactId);
  return readRuleTags(deps, tenantId, contactIds);
}

function withoutTenant({ tenantId: _tenant, ...contact }: Contact): Omit<Contact, 'tenantId'> {
  return contact;
}
