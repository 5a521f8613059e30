import type { ConversationId, MessageId, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';

const EITHER = { $in: [true, false] };

/**
 * Takes out of a conversation's replies that stay what messages asked that are gone: where somebody waits on for a person who
 * was called for it, and where a later question was understood by it. `whichAreGone` is asked of messages once these replies were
 * listed. Safe to repeat.
 */
export async function forgetAskedInReplies(
  { messages, outbox }: Pick<Models, 'messages' | 'outbox'>,
  tenantId: TenantId,
  conversationId: ConversationId,
  whichAreGone: (ids: readonly MessageId[]) => Promise<ReadonlySet<MessageId>>,
): Promise<void> {
  const said = { tenantId, conversationId, isHandled: EITHER };
  const queued = { tenantId, conversationId, isDone: EITHER };
  const waits = { 'turn.changes.waiting.asked': { $exists: true } };
  const replies = [
    ...(await outbox.find({ ...queued, ...waits }, { turn: 1 }).lean()),
    ...(await messages.find({ ...said, ...waits }, { turn: 1 }).lean()),
  ];
  const waiting = replies.flatMap(({ turn }) => turn?.changes.waiting ?? []);
  const askers = waiting.flatMap(({ askedId, messageId }) => askedId ?? messageId ?? []);
  const gone = [...(await whichAreGone(askers))];
  if (gone.length > 0) {
    const theirs = ['askedId', 'messageId'].map((id) => ({ [`turn.changes.waiting.${id}`]: { $in: gone } }));
    const noWords = { $unset: { 'turn.changes.waiting.asked': 1 } } as const;
    await outbox.updateMany({ ...queued, $or: theirs }, noWords);
    await messages.updateMany({ ...said, $or: theirs }, noWords);
  }
  await forgetResolvedWith(messages, said);
}

/** A question was understood by one that was answered before it: its words stand in the reply to that, while it stays. */
async function forgetResolvedWith(
  messages: Models['messages'],
  said: { readonly tenantId: TenantId; readonly conversationId: ConversationId; readonly isHandled: typeof EITHER },
): Promise<void> {
  const resolved = await messages.find({ ...said, 'trace.resolvedWith': { $exists: true } }, { trace: 1 }).lean();
  const words = new Set<string>();
  for (const { trace } of resolved) {
    const by = trace?.['resolvedWith'];
    if (typeof by === 'string') words.add(by);
  }
  if (words.size === 0) return;
  const stays = await messages
    .find({ ...said, 'turn.changes.lastAnswered.asked': { $in: [...words] } }, { turn: 1 })
    .lean();
  const kept = new Set(stays.map(({ turn }) => turn?.changes.lastAnswered?.asked));
  const gone = [...words].filter((each) => !kept.has(each));
  await messages.updateMany({ ...said, 'trace.resolvedWith': { $in: gone } }, { $unset: { 'trace.resolvedWith': 1 } });
}
