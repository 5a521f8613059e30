import {
  type Conversation,
  type ConversationId,
  DomainError,
  type Holder,
  messageIdSchema,
  newId,
  type StoredOutboundMessage,
  type TenantId,
} from '@answerdesk/domain';
import { itemOfAgentMessage } from '../item-of-agent-message.ts';
import { say } from '../own-words.ts';
import { excerptOfMarked } from '../summarise-turn.ts';
import { speakingTo } from './notice-of.ts';
import type { InboxActor, InboxDeps } from './ports.ts';

export interface AgentReply {
  /** Names this reply among the agent's own: the same again is the same reply. */
  readonly key: string;
  readonly text: string;
  readonly imageUrl?: string;
  /** What the agent wrote, where `text` is its translation. */
  readonly original?: StoredOutboundMessage['original'];
}

export type AgentReplied =
  | { readonly outcome: 'queued'; readonly message: StoredOutboundMessage }
  | { readonly outcome: 'not-holder'; readonly holder: Holder };

/**
 * Says something to the customer for the agent who holds the pen; it is stored and in line when this resolves, and sent
 * once however often it is asked for with the same key. Nobody else's is taken. Throws DomainError `not-found`, and
 * `invalid` for a reply that says nothing.
 */
export async function replyAsAgent(
  deps: InboxDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
  reply: AgentReply,
): Promise<AgentReplied> {
  if (reply.text.trim() === '' && reply.imageUrl === undefined) throw new DomainError('invalid', 'Write something.');
  const before = await deps.pens.find(tenantId, conversationId);
  if (!before) throw new DomainError('not-found', 'There is no such conversation.');
  const now = deps.now();
  // From here on the reply counts: it was accepted while its author held the pen.
  const isHolder = await deps.pens.noteReply(tenantId, conversationId, actor.userId, {
    at: now,
    excerpt: excerptOfMarked(reply.text),
  });
  const key = `${actor.userId}:${conversationId}:${reply.key}`;
  const message = isHolder
    ? await store(deps, before, actor, reply, key, now)
    : await deps.messages.findAgentMessage(tenantId, before.accountId, key);
  if (!message) {
    const { holder } = (await deps.pens.find(tenantId, conversationId)) ?? before;
    return { outcome: 'not-holder', holder };
  }
  // Also what was stored before: nobody is told that it is in line while whoever stored it has yet to put it there.
  await deps.penOutbox.add(tenantId, itemOfAgentMessage(message, before));
  await deps.messages.markQueued(tenantId, message.id);
  deps.wakeDelivery(tenantId, conversationId);
  return { outcome: 'queued', message };
}

async function store(
  deps: InboxDeps,
  before: Conversation,
  actor: InboxActor,
  reply: AgentReply,
  key: string,
  now: Date,
): Promise<StoredOutboundMessage> {
  const { tenantId, id: conversationId, accountId, channel } = before;
  const agentName = await deps.agentNameOf(tenantId, actor.userId);
  const intro = await introTo(deps, before, agentName);
  return deps.messages.addAgentMessage(
    tenantId,
    {
      id: messageIdSchema.parse(newId(now.getTime())),
      tenantId,
      accountId,
      conversationId,
      channel,
      createdAt: now,
      direction: 'out',
      author: { kind: 'agent', agentId: actor.userId, name: agentName },
      content: {
        kind: 'reply',
        text: intro + reply.text,
        ...(reply.imageUrl !== undefined && { imageUrl: reply.imageUrl }),
      },
      ...(intro !== '' && { introLength: intro.length }),
      ...(reply.original && { original: reply.original }),
    },
    key,
  );
}

/** Where each message is dear, an agent's first one also says who has come. */
async function introTo(deps: InboxDeps, conversation: Conversation, agent: string): Promise<string> {
  const { lastAgentAt, takenAt, channel } = conversation;
  const isFirst = takenAt !== undefined && (lastAgentAt === undefined || lastAgentAt < takenAt);
  const speaking = isFirst && deps.isScarce(channel) ? await speakingTo(deps, conversation) : undefined;
  return speaking ? `${await say(speaking, 'taken', { agent })}\n\n` : '';
}
