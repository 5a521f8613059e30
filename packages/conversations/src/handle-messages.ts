import { isDeepStrictEqual } from 'node:util';
import type { Contact, OutboxItem, StoredInboundMessage, StoredOutboundMessage } from '@answerdesk/domain';
import { type ComposedReply, composeReply } from './compose-reply.ts';
import { draftReply, isForPeople, replyIdOf } from './draft-reply.ts';
import type { ClaimedConversation, HandleDeps } from './ports.ts';
import { summariseTurn } from './summarise-turn.ts';
import { weighEdit } from './weigh-edit.ts';

const LEASE_MS = 15_000;
const TYPING_AFTER_MS = 500;
const BATCH = 20;

/**
 * Deals with every unhandled message of a conversation, oldest first: who holds the pen, what is answered, what goes
 * into the outbox. Safe to repeat at any point: a reply's id is derived from its message's, so it exists once, and what was
 * queued first is what the transcript and the conversation are brought in line with. On an account that is not live the
 * reply is drafted and the message left to people.
 * `known` is any message of the conversation, for whoever has one at hand: it spares a wait. Returns `busy` when another process is at it; whoever asked should ask again soon.
 */
export async function handleMessages(
  deps: HandleDeps,
  work: Pick<StoredInboundMessage, 'tenantId' | 'conversationId'>,
  known?: StoredInboundMessage,
): Promise<{ outcome: 'handled'; replies: number } | { outcome: 'busy' }> {
  const { tenantId, conversationId } = work;
  let replies = 0;
  for (;;) {
    const [waiting, early] = await Promise.all([
      deps.messages.listUnhandled(tenantId, conversationId, BATCH),
      known && claim(deps, known),
    ]);
    const oldest = waiting[0];
    let conversation = known ? early : oldest && (await claim(deps, oldest));
    if (!conversation) return oldest ? { outcome: 'busy' } : { outcome: 'handled', replies };
    try {
      for (const message of waiting) {
        const done = await handleOne(deps, conversation, message);
        conversation = done.conversation;
        if (done.isReplied) replies += 1;
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

interface Done {
  readonly conversation: ClaimedConversation;
  readonly isReplied: boolean;
}

async function handleOne(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<Done> {
  const { tenantId } = message;
  const { kind } = message.inbound.content;
  if (kind === 'left' || kind === 'deleted') return note(deps, conversation, message);
  if (conversation.holder.kind === 'agent') {
    await deps.contacts.remember(tenantId, contactOf(message));
    await deps.messages.markHandled(tenantId, message.id, 'left-to-agent');
    return { conversation, isReplied: false };
  }
  if (await deps.isSilent(tenantId, message.accountId)) {
    if (!(await deps.outbox.find(tenantId, replyIdOf(message)))) return keepForPeople(deps, conversation, message);
  }
  // Whatever was begun in one stage is ended in it, whichever stage the account is in by now.
  const isDraft = (await isForPeople(deps, message))
    ? !(await deps.outbox.find(tenantId, replyIdOf(message)))
    : conversation.lastHandledId === message.id && Boolean(await deps.drafts.find(tenantId, replyIdOf(message)));
  if (isDraft) return leaveToPeople(deps, conversation, message);
  const weighed = await weighEdit(deps, conversation, message);
  return weighed.kind === 'noted' ? note(deps, conversation, message) : reply(deps, weighed.conversation, message);
}

async function note(deps: HandleDeps, conversation: ClaimedConversation, message: StoredInboundMessage): Promise<Done> {
  const { tenantId, accountId, inbound } = message;
  await Promise.all([
    deps.contacts.remember(tenantId, contactOf(message)),
    inbound.content.kind === 'deleted' && deps.messages.takeBack(tenantId, accountId, inbound.content.of),
  ]);
  await deps.messages.markHandled(tenantId, message.id, 'noted');
  return { conversation, isReplied: false };
}

/** The bot is paused: what the customer wrote waits for a person. */
async function keepForPeople(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<Done> {
  const { tenantId, createdAt } = message;
  const changes = {
    unsureTurns: conversation.unsureTurns,
    waiting: conversation.waiting ?? { reason: 'bot-paused' as const, since: createdAt, messageId: message.id },
  };
  await Promise.all([
    deps.conversations.recordTurn(tenantId, conversation.id, message.id, createdAt, changes),
    deps.contacts.remember(tenantId, contactOf(message)),
  ]);
  await deps.messages.markHandled(tenantId, message.id, 'left-to-agent');
  return { conversation: { ...conversation, ...changes, lastHandledId: message.id }, isReplied: false };
}

async function leaveToPeople(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<Done> {
  const { tenantId } = message;
  const [{ changes }] = await Promise.all([
    draftReply(deps, conversation, message),
    deps.contacts.remember(tenantId, contactOf(message)),
  ]);
  const isRepeat = conversation.lastHandledId === message.id;
  if (!isRepeat) {
    await deps.conversations.recordTurn(tenantId, conversation.id, message.id, message.createdAt, {
      ...changes,
      ...summariseTurn(message, undefined, 'drafted'),
    });
  }
  await deps.messages.markHandled(tenantId, message.id, 'drafted');
  return {
    conversation: isRepeat ? conversation : { ...conversation, ...changes, lastHandledId: message.id },
    isReplied: false,
  };
}

async function reply(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<Done> {
  const { tenantId } = message;
  const typing = setTimeout(() => void deps.showTyping(tenantId, message.accountId, conversation), TYPING_AFTER_MS);
  try {
    const [{ composed, queued }] = await Promise.all([
      queueReply(deps, conversation, message),
      deps.contacts.remember(tenantId, contactOf(message)),
    ]);
    // What was queued first counts, also when the engine would say something else by now.
    const { handledAs, changes } = queued.turn ?? composed;
    const isRepeat = conversation.lastHandledId === message.id;
    await Promise.all([
      deps.messages.addReply(tenantId, transcriptOf(message, queued, composed, deps.now())),
      isRepeat ||
        deps.conversations.recordTurn(tenantId, conversation.id, message.id, message.createdAt, {
          ...changes,
          ...summariseTurn(message, queued.content, handledAs),
        }),
      handledAs === 'answered' && meter(deps, message),
    ]);
    await deps.messages.markHandled(tenantId, message.id, handledAs);
    return {
      conversation: isRepeat ? conversation : { ...conversation, ...changes, lastHandledId: message.id },
      isReplied: true,
    };
  } finally {
    clearTimeout(typing);
  }
}

async function queueReply(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<{ composed: ComposedReply; queued: OutboxItem }> {
  const composed = await composeReply(deps, conversation, message);
  const queued = await deps.outbox.add(message.tenantId, outboxItem(conversation, message, composed, deps.now()));
  return { composed, queued };
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
    isReachable: inbound.content.kind !== 'left',
    createdAt,
  };
}

function meter(deps: HandleDeps, { id, tenantId }: StoredInboundMessage): Promise<void> {
  return deps.meter.record({
    id: `bot-reply:${id}`,
    tenantId,
    kind: 'bot-reply',
    quantity: 1,
    causeId: id,
    at: deps.now(),
  });
}

/** The reply as the transcript keeps it; a reason given now for something else that was promised then is no reason. */
function transcriptOf(
  message: StoredInboundMessage,
  queued: OutboxItem,
  { content, trace }: ComposedReply,
  now: Date,
): StoredOutboundMessage {
  const isWhatWasSaid = isDeepStrictEqual(queued.content, content);
  return {
    id: queued.id,
    tenantId: message.tenantId,
    accountId: message.accountId,
    conversationId: message.conversationId,
    channel: message.channel,
    createdAt: now,
    direction: 'out',
    author: { kind: 'bot' },
    content: queued.content,
    causeId: message.id,
    ...(queued.turn && { turn: queued.turn }),
    ...(trace && isWhatWasSaid && { trace: { ...trace } }),
  };
}

function outboxItem(
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
  { content, handledAs, changes, openedAt }: ComposedReply,
  now: Date,
): OutboxItem {
  return {
    id: replyIdOf(message),
    tenantId: message.tenantId,
    accountId: message.accountId,
    conversationId: message.conversationId,
    contactId: message.author.contactId,
    channel: message.channel,
    chatKey: conversation.chatKey,
    isGroup: conversation.isGroup,
    ...(message.inbound.replyHandle !== undefined && { replyHandle: message.inbound.replyHandle }),
    content,
    botEpoch: conversation.epoch,
    turn: { handledAs, changes, ...(openedAt && { openedAt }) },
    state: 'pending',
    attempts: 0,
    uncertainSends: 0,
    sentParts: [],
    createdAt: now,
  };
}
