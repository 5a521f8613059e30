import type { Conversation, ConversationId, StatusChange } from '@answerdesk/domain';
import type { Call, RunRecord, Verb, Violate } from './run-record.ts';

const verbOf: Readonly<Record<StatusChange['kind'], Verb>> = {
  taken: 'takeOver',
  transferred: 'transfer',
  'handed-back': 'handBack',
  closed: 'close',
};

/** Judges how conversations changed: who held them (b), that none went in circles (d), their epochs (h). */
export function judgeConversations(record: RunRecord, violate: Violate): void {
  for (const { step, before, after } of record.writes) {
    if (!before) continue;
    const isOtherHolder = holderOf(before) !== holderOf(after);
    const isClosed = after.status === 'closed' && before.status !== 'closed';
    const isChange = after.change !== undefined && after.change.id !== before.change?.id;
    if (after.epoch - before.epoch !== (isChange ? 1 : 0) || ((isOtherHolder || isClosed) && !isChange)) {
      const what = `${before.status} of ${holderOf(before)} → ${after.status} of ${holderOf(after)}`;
      violate('h', `the epoch goes from ${before.epoch} to ${after.epoch} at ${what} (step ${step})`);
    }
    if (isOtherHolder) judgeChange(record, violate, step, before, after);
    if (after.status === 'human' && after.holder.kind !== 'agent') violate('b', 'a conversation of nobody is human');
    if (after.status !== 'human' && after.holder.kind === 'agent') violate('b', `${after.status} with an agent`);
  }
  for (const call of record.calls) judgeCall(record, violate, call);
  judgeCircles(record, violate);
}

function judgeChange(
  { calls }: RunRecord,
  violate: Violate,
  step: number,
  before: Conversation,
  after: Conversation,
): void {
  const { change } = after;
  if (!change || change.epoch !== after.epoch) {
    violate('b', `the holder changes from ${holderOf(before)} to ${holderOf(after)} by nobody's doing`);
    return;
  }
  const by = calls.filter(
    ({ verb, agentId, began, ended = Number.POSITIVE_INFINITY }) =>
      agentId === change.byId && verb === verbOf[change.kind] && began <= step && step <= ended,
  );
  if (by.length === 0) violate('b', `${change.byId} never asked for what is ${change.kind}`);
  const { holder } = before;
  const mayChange =
    by.length === 0 ||
    by.some(
      ({ agentId, verb, from, isManager }) =>
        holder.kind === 'bot' ||
        holder.agentId === agentId ||
        (verb === 'takeOver' ? from === holder.agentId : isManager),
    );
  if (!mayChange) violate('b', `${change.byId} changes what ${holderOf(before)} holds: ${change.kind}`);
  if (change.kind === 'taken' && holderOf(after) !== change.byId) {
    violate('b', `${change.byId} takes over and ${holderOf(after)} holds`);
  }
}

/** What each verb told its agent was so at some moment while it ran. */
function judgeCall(record: RunRecord, violate: Violate, call: Call): void {
  const { verb, agentId, result, ended, began, key } = call;
  if (!result || ended === undefined) return;
  const first = Math.min(
    began,
    ...record.calls.filter((other) => key !== undefined && other.key === key).map((other) => other.began),
  );
  const holders = holdersDuring(record, call.conversationId, first, ended);
  if (result.outcome === 'taken' && !holders.has(agentId)) violate('b', `${agentId} is told to have the pen, wrongly`);
  if (result.outcome === 'held' && !holders.has(result.byId)) violate('b', `${result.byId} is said to hold, wrongly`);
  if (verb !== 'reply') return;
  if (result.outcome === 'queued' && !holders.has(agentId)) {
    violate('b', `a reply of ${agentId} is accepted while ${[...holders].join(', ')} held`);
  }
  if (result.outcome === 'not-holder' && holders.size === 1 && holders.has(agentId)) {
    violate('b', `a reply of ${agentId} is refused, who held all the time`);
  }
}

function holdersDuring(
  { writes }: RunRecord,
  conversationId: ConversationId,
  from: number,
  to: number,
): ReadonlySet<string> {
  const ofIt = writes.filter(({ after }) => after.id === conversationId);
  const atFirst = ofIt.findLast(({ step }) => step < from)?.after ?? ofIt[0]?.after;
  const during = ofIt.filter(({ step }) => step >= from && step <= to).map(({ after }) => after);
  return new Set([...(atFirst ? [atFirst] : []), ...during].map(holderOf));
}

function judgeCircles({ writes, desk }: RunRecord, violate: Violate): void {
  const handedBack = new Map<ConversationId, { readonly reason: string; readonly asked: string }>();
  const wordsOf = (messageId: string | undefined) => {
    const content = [...desk.messages.inbound.values()].find(({ message }) => message.id === messageId)?.message.inbound
      .content;
    return content?.kind === 'text' || content?.kind === 'edited' ? content.text : undefined;
  };
  for (const { before, after, step } of writes) {
    if (!before) continue;
    if (after.change?.kind === 'handed-back' && before.change?.id !== after.change.id) {
      const dealtWith = before.handover ?? before.waiting;
      const asked = wordsOf(dealtWith?.messageId);
      if (dealtWith && asked !== undefined) handedBack.set(after.id, { reason: dealtWith.reason, asked });
      else handedBack.delete(after.id);
    }
    if (!after.waiting || before.waiting || after.epoch !== before.epoch) continue;
    const last = handedBack.get(after.id);
    if (last && last.reason === after.waiting.reason && last.asked === wordsOf(after.waiting.messageId)) {
      violate('d', `"${last.asked}" is handed over again for ${last.reason} (step ${step})`);
    }
  }
}

export function holderOf({ holder }: Pick<Conversation, 'holder'>): string {
  return holder.kind === 'agent' ? holder.agentId : 'the bot';
}
