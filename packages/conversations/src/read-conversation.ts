import {
  type Contact,
  type Conversation,
  type ConversationEvent,
  type ConversationId,
  type DeliveryState,
  DomainError,
  type Draft,
  type FaqId,
  faqIdSchema,
  type MessageId,
  type OutboxItem,
  type StoredInboundMessage,
  type StoredMessage,
  type StoredOutboundMessage,
  type TenantId,
} from '@answerdesk/domain';
import { replyIdOf } from './draft-reply.ts';
import type { EventList } from './inbox-side/ports.ts';
import type { DraftStore, FaqReader, Transcript } from './ports.ts';

/** Most events that are shown among one page of messages: the newest of them. */
const MOST_EVENTS = 300;

export interface ReadDeps {
  readonly conversations: {
    find(tenantId: TenantId, conversationId: ConversationId): Promise<Conversation | undefined>;
  };
  readonly contacts: { find(tenantId: TenantId, contactId: Contact['id']): Promise<Contact | undefined> };
  readonly messages: Transcript;
  readonly outbox: { findMany(tenantId: TenantId, itemIds: readonly MessageId[]): Promise<OutboxItem[]> };
  readonly faqs: FaqReader;
  readonly drafts: Pick<DraftStore, 'find'>;
  readonly events: EventList;
}

/** How a reply stands with the customer; `unknown` when it never was in the outbox. */
export interface Delivery {
  readonly state: DeliveryState | 'unknown';
  readonly failure?: OutboxItem['failure'];
  /** Sends that may have arrived twice because their answer never came. */
  readonly uncertainSends: number;
}

export type TranscriptEntry =
  | { readonly kind: 'in'; readonly message: StoredInboundMessage; readonly chosen?: string; readonly draft?: Draft }
  | { readonly kind: 'out'; readonly message: StoredOutboundMessage; readonly delivery: Delivery }
  | { readonly kind: 'event'; readonly event: ConversationEvent };

export interface TranscriptPage {
  readonly conversation: Conversation;
  readonly contact?: Contact;
  /** Oldest first. */
  readonly entries: readonly TranscriptEntry[];
  /** Where the messages before these begin. */
  readonly nextCursor?: string;
}

/**
 * Reads a conversation, its newest page of messages first (`limit` 1–100), each reply with why it was given and what became
 * of it, and among them what else happened at the time. Throws DomainError `not-found` for a conversation of nobody's or another
 * tenant's, and for a member's own chat with the bot.
 */
export async function readConversation(
  deps: ReadDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  page: { readonly cursor?: MessageId; readonly limit: number },
): Promise<TranscriptPage> {
  const conversation = await deps.conversations.find(tenantId, conversationId);
  if (!conversation || conversation.isStaff) throw new DomainError('not-found', 'There is no such conversation.');
  const [contact, read] = await Promise.all([
    deps.contacts.find(tenantId, conversation.contactId),
    deps.messages.listNewest(tenantId, conversationId, page.limit + 1, page.cursor),
  ]);
  const messages = read.slice(-page.limit);
  const oldest = messages[0];
  const isLast = read.length <= page.limit;
  const [deliveries, chosen, drafts, events] = await Promise.all([
    deliveriesOf(deps, tenantId, messages),
    chosenLabels(deps, tenantId, messages),
    draftsOf(deps, tenantId, messages),
    deps.events.list(tenantId, conversationId, {
      ...(oldest && !isLast && { from: oldest.id }),
      ...(page.cursor !== undefined && { before: page.cursor }),
      limit: MOST_EVENTS,
    }),
  ]);
  const said = messages.map((message): TranscriptEntry => {
    if (message.direction === 'out') {
      return { kind: 'out', message, delivery: deliveries.get(message.id) ?? { state: 'unknown', uncertainSends: 0 } };
    }
    const label = chosen.get(message.id);
    const draft = drafts.get(message.id);
    return { kind: 'in', message, ...(label !== undefined && { chosen: label }), ...(draft && { draft }) };
  });
  return {
    conversation,
    ...(contact && { contact }),
    entries: inOrder(said, events),
    ...(oldest && !isLast && { nextCursor: oldest.id }),
  };
}

/** Messages and events by their ids, which sort by time. */
function inOrder(said: readonly TranscriptEntry[], events: readonly ConversationEvent[]): TranscriptEntry[] {
  if (events.length === 0) return [...said];
  const happened = events.map((event): TranscriptEntry => ({ kind: 'event', event }));
  return [...said, ...happened].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

function idOf(entry: TranscriptEntry): MessageId {
  return entry.kind === 'event' ? entry.event.id : entry.message.id;
}

async function deliveriesOf(
  deps: ReadDeps,
  tenantId: TenantId,
  messages: readonly StoredMessage[],
): Promise<Map<MessageId, Delivery>> {
  const replies = messages.filter(({ direction }) => direction === 'out').map(({ id }) => id);
  const items = replies.length > 0 ? await deps.outbox.findMany(tenantId, replies) : [];
  return new Map(
    items.map(({ id, state, failure, uncertainSends }) => [id, { state, uncertainSends, ...(failure && { failure }) }]),
  );
}

/** What the bot would have said to the messages it was not to answer. */
async function draftsOf(
  deps: ReadDeps,
  tenantId: TenantId,
  messages: readonly StoredMessage[],
): Promise<Map<MessageId, Draft>> {
  const drafts = new Map<MessageId, Draft>();
  await Promise.all(
    messages.map(async (message) => {
      if (message.direction !== 'in' || message.handledAs !== 'drafted') return;
      const draft = await deps.drafts.find(tenantId, replyIdOf(message));
      if (draft) drafts.set(message.id, draft);
    }),
  );
  return drafts;
}

/** What the buttons said that a customer pressed: as they were offered on this page, else as their FAQ is called now. */
async function chosenLabels(
  deps: ReadDeps,
  tenantId: TenantId,
  messages: readonly StoredMessage[],
): Promise<Map<MessageId, string>> {
  const offered = new Map<string, string>();
  const labels = new Map<MessageId, string>();
  const unknown: { readonly id: MessageId; readonly faqId: FaqId }[] = [];
  for (const message of messages) {
    if (message.direction === 'out') {
      for (const choice of message.content.choices ?? []) offered.set(choice.id, choice.label);
    } else if (message.inbound.content.kind === 'choice') {
      const { choiceId } = message.inbound.content;
      const label = offered.get(choiceId);
      const faqId = faqIdSchema.safeParse(choiceId.replace(/^faq:/, ''));
      if (label !== undefined) labels.set(message.id, label);
      else if (choiceId.startsWith('faq:') && faqId.success) unknown.push({ id: message.id, faqId: faqId.data });
    }
  }
  await Promise.all(
    unknown.map(async ({ id, faqId }) => {
      const faq = await deps.faqs.find(tenantId, faqId);
      if (faq) labels.set(id, faq.question);
    }),
  );
  return labels;
}
