import type { StoredInboundMessage, StoredMessage } from '@answerdesk/domain';
import { isForPeople, replyIdOf } from './draft-reply.ts';
import { itemOfAgentMessage } from './item-of-agent-message.ts';
import { type Done, keepForPeople, leaveDrafted, leaveToAgent, noteMessage } from './leave-message.ts';
import { mayBeStaff } from './linked-chat/take-staff-message.ts';
import { takeLinkCode } from './people/link-code.ts';
import type { ClaimedConversation, HandleDeps } from './ports.ts';
import { takeRating } from './rating/take-rating.ts';
import { replyToMessage } from './reply-to-message.ts';
import { takeBackRejected } from './take-back-rejected.ts';
import { weighEdit } from './weigh-edit.ts';

const LEASE_MS = 15_000;
const BATCH = 20;
/** A conversation that changes hands this often while one message is dealt with is left for the next call. */
const MOST_OVERTAKINGS = 5;

/**
 * Deals with every unhandled message of a conversation, oldest first: who holds the pen, what is answered, what goes
 * into the outbox. Safe to repeat at any point: a reply's id is derived from its message's, so it exists once, and what was
 * queued first is what the transcript and the conversation are brought in line with. A turn that is overtaken by a change of
 * holder is made again for whoever has the pen now. On an account that is not live the reply is drafted and the message
 * left to people.
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
    const inbound = waiting.filter((message) => message.direction === 'in');
    const oldest = inbound[0];
    let conversation = known ? early : oldest && (await claim(deps, oldest));
    if (!conversation && oldest) return { outcome: 'busy' };
    if (inbound.length < waiting.length) await queueAgentMessages(deps, work, waiting);
    if (!conversation) return { outcome: 'handled', replies };
    try {
      for (const message of inbound) {
        if (!(await isStillLeft(deps, conversation, message))) continue;
        const done = await handleOne(deps, conversation, message);
        if (!done) return { outcome: 'busy' };
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

/** Whether nobody has dealt with a message since it was listed, which may have been before the lease was had. */
async function isStillLeft(
  deps: HandleDeps,
  { lastHandledId }: ClaimedConversation,
  { id, tenantId, conversationId }: StoredInboundMessage,
): Promise<boolean> {
  if (lastHandledId === undefined || id > lastHandledId) return true;
  const left = await deps.messages.listUnhandled(tenantId, conversationId, BATCH);
  return left.some((message) => message.id === id);
}

/** Puts in line what agents said and a process that died did not. */
async function queueAgentMessages(
  deps: HandleDeps,
  { tenantId, conversationId }: Pick<StoredInboundMessage, 'tenantId' | 'conversationId'>,
  left: readonly StoredMessage[],
): Promise<void> {
  const conversation = await deps.conversations.find(tenantId, conversationId);
  for (const message of left) {
    if (message.direction === 'in') continue;
    if (conversation) await deps.outbox.add(tenantId, itemOfAgentMessage(message, conversation));
    await deps.messages.markQueued(tenantId, message.id);
  }
}

async function handleOne(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<Done> {
  let now: ClaimedConversation | undefined = conversation;
  for (let overtaken = 0; now && overtaken < MOST_OVERTAKINGS; overtaken += 1) {
    const done = await handleAs(deps, now, message);
    if (done) return done;
    now = await claim(deps, message);
  }
  return undefined;
}

/** Deals with a message as the conversation stands; undefined when it stands otherwise by now. */
async function handleAs(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<Done> {
  const { tenantId } = message;
  if (deps.staffChats && mayBeStaff(conversation, message)) {
    const { isStaff: _ended, ...customers } = conversation;
    const taken = await deps.staffChats.take(conversation, message);
    if (taken === 'not-staff') return handleCustomers(deps, customers, message);
    await deps.messages.markHandled(tenantId, message.id, 'from-staff');
    return { conversation: { ...conversation, isStaff: true }, isReplied: true };
  }
  return handleCustomers(deps, conversation, message);
}

async function handleCustomers(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<Done> {
  const { tenantId } = message;
  const { kind } = message.inbound.content;
  if (kind === 'left' || kind === 'deleted') return noteMessage(deps, conversation, message);
  const rated = await takeRating(deps, conversation, message);
  if (rated) return rated.done;
  const coded = await takeLinkCode(deps, conversation, message);
  if (coded) return coded.done;
  const rejected = await takeBackRejected(deps, conversation, message);
  if (conversation.holder.kind === 'agent') return leaveToAgent(deps, conversation, message);
  if (await deps.isSilent(tenantId, message.accountId)) {
    if (!(await deps.outbox.find(tenantId, replyIdOf(message)))) return keepForPeople(deps, conversation, message);
  }
  // Whatever was begun in one stage is ended in it, whichever stage the account is in by now.
  const isDraft = (await isForPeople(deps, message))
    ? !(await deps.outbox.find(tenantId, replyIdOf(message)))
    : conversation.lastHandledId === message.id && Boolean(await deps.drafts.find(tenantId, replyIdOf(message)));
  if (isDraft) return leaveDrafted(deps, conversation, message);
  const weighed = await weighEdit(deps, conversation, message);
  return weighed.kind === 'noted'
    ? noteMessage(deps, conversation, message)
    : replyToMessage(deps, conversation, message, { ...weighed.conversation, ...(rejected && { rejected }) });
}
