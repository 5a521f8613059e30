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

export interface WindowDeps {
  readonly messages: {
    /** The newest thing that a customer did which opened a window of this kind. */
    findNewestOpening(
      tenantId: TenantId,
      conversationId: ConversationId,
      kind: WindowOpening['kind'],
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
  const kinds = rule.event ? (['message', 'event'] as const) : (['message'] as const);
  const [newest, conversation] = await Promise.all([
    Promise.all(kinds.map((kind) => deps.messages.findNewestOpening(tenantId, conversationId, kind))),
    deps.conversations.find(tenantId, conversationId),
  ]);
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
