import type { Conversation, ConversationEvent, ConversationId, OutboxItem, TenantId } from '@answerdesk/domain';
import type { SentMessage, TestDatabase } from '@answerdesk/testing';
import type { Answer } from './person.ts';

/** One send as the platform saw it begin. */
export interface Sent {
  readonly at: number;
  readonly chatId: string;
  readonly text: string;
  readonly fault: string | undefined;
}

/** What was done in a chat; `result` is what the agent was answered, if anything. */
export type Said =
  | { readonly kind: 'customer'; readonly text: string }
  | {
      readonly kind: 'take-over' | 'reply' | 'release';
      readonly by: string;
      readonly text?: string;
      readonly begunAt: number;
      readonly answeredAt: number;
      readonly result: Answer | undefined;
    };

export interface PlayedChat {
  readonly chatId: number;
  readonly conversationId: ConversationId;
  readonly said: readonly Said[];
}

export interface Checked {
  readonly interleavings: number;
  readonly kills: number;
  readonly takenOver: number;
  readonly replies: number;
  readonly repeated: number;
}

interface ChatRecord extends PlayedChat {
  readonly conversation: Conversation;
  readonly events: readonly ConversationEvent[];
  readonly items: readonly OutboxItem[];
  readonly sends: readonly Sent[];
  readonly arrived: readonly SentMessage[];
}

const changes: readonly ConversationEvent['kind'][] = ['taken', 'transferred', 'handed-back', 'closed'];
/** A change is dated before it is written. */
const WRITTEN_WITHIN_MS = 3_000;

/** Checks every chat from the database and from what the platform saw. Throws an error that names all that is wrong. */
export async function checkTakeovers(
  { stores, database }: TestDatabase,
  tenantId: TenantId,
  played: {
    readonly chats: readonly PlayedChat[];
    readonly sends: readonly Sent[];
    readonly arrived: readonly SentMessage[];
    readonly kills: number;
  },
): Promise<Checked> {
  const wrong: string[] = [];
  const counted = { takenOver: 0, replies: 0, repeated: 0 };
  for (const chat of played.chats) {
    const conversation = await stores.conversations.find(tenantId, chat.conversationId);
    if (!conversation) {
      wrong.push(`${chat.chatId}: there is no conversation`);
      continue;
    }
    const between = { limit: 1_000 };
    const record: ChatRecord = {
      ...chat,
      conversation,
      events: await stores.events.list(tenantId, chat.conversationId, between),
      items: await stores.outbox.listByConversation(tenantId, chat.conversationId),
      sends: played.sends.filter(({ chatId }) => chatId === String(chat.chatId)),
      arrived: played.arrived.filter(({ chatId }) => chatId === String(chat.chatId)),
    };
    const violate = (what: string) => wrong.push(`${chat.chatId} (${chat.conversationId}): ${what}`);
    checkSilence(record, violate);
    checkHolders(record, violate);
    counted.repeated += checkReplies(record, violate);
    const docs = await database.models.messages
      .find({ tenantId, conversationId: chat.conversationId, isHandled: true, direction: 'in' })
      .lean();
    checkMessages(record, docs, violate);
    counted.takenOver += record.events.filter(({ kind }) => kind === 'taken').length;
    counted.replies += chat.said.filter((said) => said.kind === 'reply' && said.result?.outcome === 'queued').length;
  }
  if (wrong.length > 0) throw new Error(`${wrong.length} wrong:\n${wrong.join('\n')}`);
  return { interleavings: played.chats.length, kills: played.kills, ...counted };
}

type Violate = (what: string) => void;

/** No bot message is sent after a take-over was answered, until somebody gives the conversation back. */
function checkSilence({ said, sends, items, events }: ChatRecord, violate: Violate): void {
  const botTexts = new Set(items.filter(({ botEpoch }) => botEpoch !== undefined).map(({ content }) => content.text));
  for (const taking of said) {
    if (taking.kind !== 'take-over' || taking.result?.outcome !== 'taken') continue;
    const releases = said.flatMap((other) =>
      other.kind === 'release' && other.answeredAt > taking.begunAt ? [other.begunAt] : [],
    );
    const givenBack = events.flatMap(({ kind, at }) =>
      (kind === 'handed-back' || kind === 'closed' || kind === 'transferred') && at.getTime() > taking.begunAt
        ? [at.getTime()]
        : [],
    );
    const until = Math.min(...releases, ...givenBack);
    const announced: readonly string[] = taking.result.mayStillArrive;
    for (const { at, text } of sends) {
      if (at <= taking.answeredAt || at >= until || !botTexts.has(text)) continue;
      const isAnnounced = items.some(({ id, content }) => announced.includes(id) && content.text === text);
      if (!isAnnounced) violate(`"${text}" is sent ${at - taking.answeredAt} ms after ${taking.by} had taken over`);
    }
  }
}

/** Each change raised the epoch by one; each reply was accepted of whoever held; each change was told once. */
function checkHolders({ conversation, events, items, said }: ChatRecord, violate: Violate): void {
  const ofHolder = events.filter(({ kind }) => changes.includes(kind));
  if (conversation.epoch !== ofHolder.length) {
    violate(`${ofHolder.length} changes and an epoch of ${conversation.epoch}`);
  }
  if (conversation.change) violate(`its change ${conversation.change.kind} is unfinished`);
  for (const { id, kind } of ofHolder) {
    const notices = items.filter((item) => item.id === `${id}.n`);
    if (notices.length > 1) violate(`${kind} is told ${notices.length} times`);
    if (kind === 'taken' && notices.length === 0) violate(`the customer is not told of ${id}`);
  }
  for (const reply of said) {
    if (reply.kind !== 'reply' || reply.result?.outcome !== 'queued') continue;
    const held = ofHolder.some((event, index) => {
      const holder = event.kind === 'taken' ? event.byId : event.kind === 'transferred' ? event.toId : undefined;
      const end = ofHolder[index + 1]?.at.getTime() ?? Number.POSITIVE_INFINITY;
      return holder === reply.by && event.at.getTime() <= reply.answeredAt && end + WRITTEN_WITHIN_MS >= reply.begunAt;
    });
    if (!held) violate(`"${reply.text}" was accepted of ${reply.by}, who did not hold`);
  }
}

/** Agents' messages arrive in their order, once save for lost answers. Returns how many parts arrived again. */
function checkReplies({ said, items, arrived, sends }: ChatRecord, violate: Violate): number {
  let repeated = 0;
  for (const item of items) {
    if (!['sent', 'failed', 'cancelled'].includes(item.state)) violate(`${item.id} is left ${item.state}`);
  }
  const accepted = said.filter((one) => one.kind === 'reply' && one.result?.outcome === 'queued');
  for (const reply of accepted) {
    if (reply.kind !== 'reply') continue;
    const ofReply = items.filter(({ content, agentName }) => agentName !== undefined && content.text === reply.text);
    const [item] = ofReply;
    if (ofReply.length !== 1 || !item) violate(`"${reply.text}" is ${ofReply.length} messages`);
    else if (item.state !== 'sent' && item.state !== 'failed')
      violate(`"${reply.text}" was accepted and is ${item.state}`);
    const times = arrived.filter(({ text }) => text === reply.text).length;
    if (item?.state === 'sent' && times === 0) violate(`"${reply.text}" counts as sent and never arrived`);
    if (times > 1 + (item?.uncertainSends ?? 0)) violate(`"${reply.text}" arrived ${times} times`);
    repeated += Math.max(0, times - 1);
    for (const later of accepted) {
      if (later.kind !== 'reply' || later.by !== reply.by || later.begunAt < reply.answeredAt || later === reply)
        continue;
      const last = Math.max(...sends.filter(({ text }) => text === reply.text).map(({ at }) => at));
      const first = Math.min(...sends.filter(({ text }) => text === later.text).map(({ at }) => at));
      if (last > first) violate(`"${later.text}" is sent before "${reply.text}"`);
    }
  }
  return repeated;
}

/** No message of a customer is lost, and none answered twice. */
function checkMessages(
  { said, items, events, conversation }: ChatRecord,
  messages: readonly { readonly _id: string; readonly handledAs?: string; readonly createdAt: Date }[],
  violate: Violate,
): void {
  const written = said.filter(({ kind }) => kind === 'customer').length;
  if (messages.length !== written) violate(`of ${written} messages ${messages.length} are dealt with`);
  for (const { _id, handledAs, createdAt } of messages) {
    const replies = items.filter(({ id }) => id.startsWith(`${_id}.r`));
    const said = replies.filter(({ sentParts, uncertainSends, state }) =>
      state === 'cancelled' ? sentParts.length > 0 && uncertainSends === 0 : sentParts.length > 0,
    );
    if (said.length > 1) violate(`${_id} is answered ${said.length} times`);
    if (replies.some(({ state }) => state === 'sent' || state === 'failed')) continue;
    const held = events.some(
      ({ kind, at }) => kind === 'taken' && at.getTime() >= createdAt.getTime() - WRITTEN_WITHIN_MS,
    );
    const wasHeld = events.filter(({ kind, at }) => changes.includes(kind) && at <= createdAt).at(-1)?.kind === 'taken';
    if (!held && !wasHeld && !conversation.waiting && conversation.holder.kind === 'bot') {
      violate(`${_id} (${handledAs}) is lost: ${replies.map(({ state }) => state).join(', ') || 'no reply'}`);
    }
  }
}
