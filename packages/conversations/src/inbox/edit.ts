import {
  type Conversation,
  type ConversationEventBody,
  type ConversationId,
  DomainError,
  LONGEST_TAG,
  messageIdSchema,
  newId,
  type Priority,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import { heldFrom } from './change-status.ts';
import type { InboxActor, InboxDeps, InboxOutcome, PenStore } from './ports.ts';

const MOST_TAGS = 20;
const LONGEST_SNOOZE_MS = 366 * 24 * 60 * 60_000;

type EditDeps = Pick<InboxDeps, 'pens' | 'events' | 'now'>;

/**
 * Gives a waiting conversation to an agent to take, who is told of it, or to nobody; what an agent holds is transferred
 * instead.
 */
export async function assign(
  deps: EditDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
  { toId }: { readonly toId?: UserId },
): Promise<InboxOutcome> {
  const conversation = await findOne(deps, tenantId, conversationId);
  if (conversation.holder.kind === 'agent') return { outcome: 'held', byId: conversation.holder.agentId };
  if (conversation.status !== 'waiting' || conversation.assigneeId === toId)
    return { outcome: 'unchanged', conversation };
  const { epoch } = conversation;
  return edit(
    deps,
    actor,
    conversation,
    { epoch },
    { assigneeId: toId ?? null, ...(toId !== actor.userId && { toldFrom: deps.now() }) },
    {
      kind: 'assigned',
      isByRouting: false,
      ...(toId !== undefined && { toId }),
    },
  );
}

/**
 * Puts a conversation out of sight until a time within a year, or until the customer writes. Throws DomainError `invalid`
 * for another time, `not-found`.
 */
export async function snooze(
  deps: EditDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
  { until }: { readonly until: Date },
): Promise<InboxOutcome> {
  const inMs = until.getTime() - deps.now().getTime();
  if (!(inMs > 0 && inMs <= LONGEST_SNOOZE_MS)) throw new DomainError('invalid', 'Choose a time within a year.');
  const conversation = await findOne(deps, tenantId, conversationId);
  const held = heldFrom(conversation, actor);
  if (held !== undefined) return { outcome: 'held', byId: held };
  if (conversation.status === 'closed') return { outcome: 'unchanged', conversation };
  const { epoch } = conversation;
  return edit(deps, actor, conversation, { epoch }, { snoozedUntil: until }, { kind: 'snoozed', until });
}

/** Brings a snoozed conversation back into sight. */
export async function wake(
  deps: EditDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
): Promise<InboxOutcome> {
  const conversation = await findOne(deps, tenantId, conversationId);
  if (!conversation.snoozedUntil) return { outcome: 'unchanged', conversation };
  return edit(deps, actor, conversation, {}, { snoozedUntil: null }, { kind: 'woken' });
}

/** Sets the words a conversation is sorted by: at most 20 of at most 40 characters. Throws DomainError `invalid`, `not-found`. */
export async function setTags(
  deps: EditDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
  tags: readonly string[],
): Promise<InboxOutcome> {
  const wanted = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
  if (wanted.length > MOST_TAGS || wanted.some((tag) => tag.length > LONGEST_TAG)) {
    throw new DomainError('invalid', `At most ${MOST_TAGS} tags of ${LONGEST_TAG} characters.`);
  }
  const conversation = await findOne(deps, tenantId, conversationId);
  const { tags: had = [] } = conversation;
  const added = wanted.filter((tag) => !had.includes(tag));
  const removed = had.filter((tag) => !wanted.includes(tag));
  if (added.length === 0 && removed.length === 0) return { outcome: 'unchanged', conversation };
  return edit(deps, actor, conversation, {}, { tags: wanted }, { kind: 'tagged', added, removed });
}

/** Sets how much a waiting conversation presses. */
export async function setPriority(
  deps: EditDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
  priority: Priority,
): Promise<InboxOutcome> {
  const conversation = await findOne(deps, tenantId, conversationId);
  if (!conversation.waiting || conversation.waiting.priority === priority) {
    return { outcome: 'unchanged', conversation };
  }
  const { epoch } = conversation;
  return edit(deps, actor, conversation, { epoch }, { priority }, { kind: 'priority-set', priority });
}

async function findOne(
  { pens }: Pick<EditDeps, 'pens'>,
  tenantId: TenantId,
  conversationId: ConversationId,
): Promise<Conversation> {
  const conversation = await pens.find(tenantId, conversationId);
  if (!conversation) throw new DomainError('not-found', 'There is no such conversation.');
  return conversation;
}

async function edit(
  { pens, events, now }: EditDeps,
  actor: InboxActor,
  before: Conversation,
  expected: Parameters<PenStore['edit']>[2],
  changes: Parameters<PenStore['edit']>[3],
  body: ConversationEventBody,
): Promise<InboxOutcome> {
  const { tenantId, id: conversationId } = before;
  const conversation = await pens.edit(tenantId, conversationId, expected, changes);
  if (!conversation)
    return { outcome: 'unchanged', conversation: (await pens.find(tenantId, conversationId)) ?? before };
  const at = now();
  const id = messageIdSchema.parse(newId(at.getTime()));
  await events.add(tenantId, { id, tenantId, conversationId, at, byId: actor.userId, ...body });
  return { outcome: 'done', conversation };
}
