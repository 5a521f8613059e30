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

/** As many of a customer's newest messages as are looked through for what opened a window. */
const LOOKED_THROUGH = 30;
const LAST_OF_A_SECOND_MS = 999;

export interface WindowDeps {
  readonly messages: {
    listNewestInbound(
      tenantId: TenantId,
      conversationId: ConversationId,
      limit: number,
    ): Promise<StoredInboundMessage[]>;
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
  const [inbound, conversation] = await Promise.all([
    deps.messages.listNewestInbound(tenantId, conversationId, LOOKED_THROUGH),
    deps.conversations.find(tenantId, conversationId),
  ]);
  const newest = new Map<WindowOpening['kind'], { at: Date; sentFrom: Date }>();
  for (const { inbound: message, createdAt } of inbound) {
    const { content, opens = 'message' } = message;
    if (content.kind === 'left' || content.kind === 'edited' || content.kind === 'deleted') continue;
    const at = message.sentAt ?? createdAt;
    // Platforms tell whole seconds: what was sent in the same one before the message is not after it.
    const sentFrom = new Date(Math.min(createdAt.getTime(), at.getTime() + LAST_OF_A_SECOND_MS));
    if (!newest.has(opens)) newest.set(opens, { at, sentFrom });
  }
  const openings = await Promise.all(
    [...newest].map(async ([kind, { at, sentFrom }]): Promise<WindowOpening> => {
      return { kind, at, sentSince: await deps.outbox.countPartsSince(tenantId, conversationId, sentFrom) };
    }),
  );
  const window = windowAt(rule, openings, now);
  return { ...(window && { window }), isWaitingForPerson: conversation?.waiting !== undefined };
}
