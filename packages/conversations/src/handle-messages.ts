import { type Contact, messageIdSchema, type OutboxItem, type StoredInboundMessage } from '@answerdesk/domain';
import { composeReply } from './compose-reply.ts';
import type { ClaimedConversation, HandleDeps } from './ports.ts';

const LEASE_MS = 15_000;
const TYPING_AFTER_MS = 500;
const BATCH = 20;

/**
 * Deals with every unhandled message of a conversation, oldest first: who holds the pen, what is answered, what goes
 * into the outbox. Safe to repeat at any point: a reply's id is derived from its message's, so it exists once.
 * Returns `busy` when another process is at it; whoever asked should ask again soon.
 */
export async function handleMessages(
  deps: HandleDeps,
  first: Pick<StoredInboundMessage, 'tenantId' | 'conversationId'>,
): Promise<{ outcome: 'handled'; replies: number } | { outcome: 'busy' }> {
  const { tenantId, conversationId } = first;
  let replies = 0;
  for (;;) {
    const waiting = await deps.messages.listUnhandled(tenantId, conversationId, BATCH);
    const oldest = waiting[0];
    if (!oldest) return { outcome: 'handled', replies };
    let conversation = await claim(deps, oldest);
    if (!conversation) return { outcome: 'busy' };
    try {
      for (const message of waiting) {
        conversation = await handleOne(deps, conversation, message);
        if (conversation.holder.kind === 'bot') replies += 1;
      }
    } finally {
      await deps.conversations.release(tenantId, conversationId, deps.owner);
    }
    // Whatever was stored meanwhile has its own call to come; only a full batch may have left something.
    if (waiting.length < BATCH) return { outcome: 'handled', replies };
  }
}

function claim(deps: HandleDeps, message: StoredInboundMessage): Promise<ClaimedConversation | undefined> {
  const now = deps.now();
  return deps.conversations.claim(
    message.tenantId,
    {
      id: message.conversationId,
      accountId: message.accountId,
      channel: message.channel,
      contactId: message.author.contactId,
      chatKey: message.inbound.chatKey,
      isGroup: message.inbound.isGroup,
    },
    { owner: deps.owner, now, until: new Date(now.getTime() + LEASE_MS) },
  );
}

async function handleOne(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<ClaimedConversation> {
  const { tenantId } = message;
  if (conversation.holder.kind === 'agent') {
    await deps.contacts.remember(tenantId, contactOf(message));
    await deps.messages.markHandled(tenantId, message.id, 'left-to-agent');
    return conversation;
  }
  const typing = setTimeout(() => void deps.showTyping(tenantId, message.accountId, conversation), TYPING_AFTER_MS);
  try {
    const [reply] = await Promise.all([
      composeReply(deps, conversation, message),
      deps.contacts.remember(tenantId, contactOf(message)),
    ]);
    const id = messageIdSchema.parse(`${message.id}.r`);
    const stored = await deps.messages.addReply(tenantId, {
      id,
      tenantId,
      accountId: message.accountId,
      conversationId: message.conversationId,
      channel: message.channel,
      createdAt: deps.now(),
      direction: 'out',
      author: { kind: 'bot' },
      content: reply.content,
      causeId: message.id,
      turn: { handledAs: reply.handledAs, changes: reply.changes },
      ...(reply.trace && { trace: { ...reply.trace } }),
    });
    await deps.outbox.add(tenantId, outboxItem(conversation, message, stored.content, id, deps.now()));
    // What was stored first counts, also when the engine would say something else by now.
    const { handledAs, changes } = stored.turn ?? reply;
    if (handledAs === 'answered') {
      await deps.meter.record({
        id: `bot-reply:${message.id}`,
        tenantId,
        kind: 'bot-reply',
        quantity: 1,
        causeId: message.id,
        at: deps.now(),
      });
    }
    const isRepeat = conversation.lastHandledId === message.id;
    if (!isRepeat) {
      await deps.conversations.recordTurn(tenantId, conversation.id, message.id, message.createdAt, changes);
    }
    await deps.messages.markHandled(tenantId, message.id, handledAs);
    return isRepeat ? conversation : { ...conversation, ...changes, lastHandledId: message.id };
  } finally {
    clearTimeout(typing);
  }
}

function contactOf({ author, tenantId, accountId, inbound, createdAt }: StoredInboundMessage): Contact {
  const { platformId, displayName, locale } = inbound.contact;
  return {
    id: author.contactId,
    tenantId,
    accountId,
    platformId,
    ...(displayName !== undefined && { displayName }),
    ...(locale !== undefined && { locale }),
    isReachable: true,
    createdAt,
  };
}

function outboxItem(
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
  content: OutboxItem['content'],
  id: OutboxItem['id'],
  now: Date,
): OutboxItem {
  return {
    id,
    tenantId: message.tenantId,
    accountId: message.accountId,
    conversationId: message.conversationId,
    contactId: message.author.contactId,
    channel: message.channel,
    chatKey: conversation.chatKey,
    isGroup: conversation.isGroup,
    content,
    botEpoch: conversation.epoch,
    state: 'pending',
    attempts: 0,
    uncertainSends: 0,
    sentParts: [],
    createdAt: now,
  };
}
