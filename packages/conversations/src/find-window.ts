import {
  type Conversation,
  type ConversationId,
  type MessageWindow,
  type StoredInboundMessage,
  type TenantId,
  type WindowOpening,
  type WindowRule,
  windowAt,
} from '@answerdesk/domain';

const LAST_OF_A_SECOND_MS = 999;
/** How much earlier a process that stored a message may have thought it was. */
const CLOCKS_DIFFER_MS = 60_000;

export interface WindowDeps {
  readonly messages: {
    /** The newest thing that a customer did, at `since` or later, which opened a window of this kind. */
    findNewestOpening(
      tenantId: TenantId,
      conversationId: ConversationId,
      kind: WindowOpening['kind'],
      since?: Date,
    ): Promise<StoredInboundMessage | undefined>;
  };
  readonly outbox: {
    countPartsSince(tenantId: TenantId, conversationId: ConversationId, since: Date): Promise<number>;
  };
  readonly conversations: {
    find(tenantId: TenantId, conversationId: ConversationId): Promise<Conversation | undefined>;
  };
}

export interface FoundWindow {
  /** What may still be sent; missing when the customer never opened a window. */
  readonly window?: MessageWindow;
  readonly isWaitingForPerson: boolean;
}

/** What a channel's rule still lets an account send in a conversation. */
export async function findWindow(
  deps: WindowDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  rule: WindowRule,
  now: Date,
): Promise<FoundWindow> {
  const [message, conversation] = await Promise.all([
    deps.messages.findNewestOpening(tenantId, conversationId, 'message'),
    deps.conversations.find(tenantId, conversationId),
  ]);
  // Where a message opened one, an event counts only while its own is open: a long history is not walked for it.
  const since = message && rule.event && new Date(now.getTime() - rule.event.forMs - CLOCKS_DIFFER_MS);
  const event = rule.event && (await deps.messages.findNewestOpening(tenantId, conversationId, 'event', since));
  const newest = [message, event];
  const openings = await Promise.all(newest.flatMap((message) => (message ? [openingOf(deps, message)] : [])));
  const window = windowAt(rule, openings, now);
  return { ...(window && { window }), isWaitingForPerson: conversation?.waiting !== undefined };
}

async function openingOf(deps: WindowDeps, message: StoredInboundMessage): Promise<WindowOpening> {
  const { tenantId, conversationId, createdAt, inbound } = message;
  const at = inbound.sentAt ?? createdAt;
  // Platforms tell whole seconds: what was sent in the same one before the message is not after it.
  const sentFrom = new Date(Math.min(createdAt.getTime(), at.getTime() + LAST_OF_A_SECOND_MS));
  const sentSince = await deps.outbox.countPartsSince(tenantId, conversationId, sentFrom);
  return { kind: inbound.opens ?? 'message', at, sentSince };
}
