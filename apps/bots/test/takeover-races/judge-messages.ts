import type { OutboxItem, StatusChange, StoredInboundMessage } from '@answerdesk/domain';
import { partOf, type RunRecord, type Violate } from './run-record.ts';

/** Judges what became of each message of a customer (c), and what customers were told of what happened (e, i). */
export function judgeMessages(record: RunRecord, violate: Violate): void {
  const items = [...record.desk.outbox.kept.values()].map(({ item }) => item);
  const arrived = new Set(
    record.sends.filter(({ arrivedStep }) => arrivedStep !== undefined).map(({ key }) => partOf(key).itemId),
  );
  for (const { message, unhandledSince } of record.desk.messages.inbound.values()) {
    if (unhandledSince !== undefined) violate('g', `${message.id} is never dealt with`);
    else judgeMessage(record, violate, message, items, arrived);
  }
  judgeHandovers(record, violate, items);
  judgeChanges(record, violate, items);
  judgeTranscript(record, violate, items);
}

function judgeMessage(
  record: RunRecord,
  violate: Violate,
  message: StoredInboundMessage,
  items: readonly OutboxItem[],
  arrived: ReadonlySet<string>,
): void {
  const replies = items.filter(({ id }) => id.startsWith(`${message.id}.r`));
  const said = replies.filter(({ id }) => arrived.has(id));
  // What was ended before anybody heard whether it had arrived is answered anew: better twice than never.
  const surely = said.filter(({ state, uncertainSends }) => state !== 'cancelled' || uncertainSends === 0);
  if (surely.length > 1) violate('c', `${message.id} is answered ${said.length} times: ${said.map(({ id }) => id)}`);
  if (replies.some(({ state }) => state === 'sent' || state === 'failed')) return;
  const { kind } = message.inbound.content;
  if (message.handledAs === 'noted' && (kind === 'edited' || kind === 'deleted' || kind === 'left')) return;
  const stored = record.storedAt.get(message.id) ?? 0;
  const ofIt = record.writes.filter(({ after }) => after.id === message.conversationId);
  const held = ofIt.some(
    ({ step, after }, index) =>
      after.holder.kind === 'agent' &&
      (step >= stored || (ofIt[index + 1]?.step ?? Number.POSITIVE_INFINITY) >= stored),
  );
  const isWaiting = ofIt.at(-1)?.after.waiting !== undefined;
  if (!held && !isWaiting) {
    const became = replies.map(({ id, state }) => `${id} ${state}`).join(', ') || 'no reply';
    violate('c', `${message.id} (${message.handledAs}; ${became}) is lost: no agent held, nobody waits`);
  }
}

/** Each hand-over by the bot is told the customer, by itself or by what overtook it. */
function judgeHandovers({ writes }: RunRecord, violate: Violate, items: readonly OutboxItem[]): void {
  for (const { before, after, step } of writes) {
    if (!before || before.waiting || !after.waiting || before.epoch !== after.epoch) continue;
    const { messageId, since } = after.waiting;
    const lines = items.filter(({ id }) => messageId !== undefined && id.startsWith(`${messageId}.r`));
    const later = items.filter(
      ({ conversationId, createdAt, notice, agentName }) =>
        conversationId === after.id && createdAt >= since && (notice !== undefined || agentName !== undefined),
    );
    if (![...lines, ...later].some(isTold)) violate('e', `nothing is said of the hand-over at step ${step}`);
  }
}

/** Each change of hands is told once; one of the bot's lines may be overtaken by the next change. */
function judgeChanges({ writes }: RunRecord, violate: Violate, items: readonly OutboxItem[]): void {
  const changes: (StatusChange & { readonly of: string })[] = [];
  for (const { before, after } of writes) {
    if (after.change && after.change.id !== before?.change?.id) changes.push({ ...after.change, of: after.id });
  }
  for (const change of changes) {
    const notices = items.filter(({ id }) => id.startsWith(change.id));
    const isLast = changes.findLast(({ of }) => of === change.of)?.id === change.id;
    const isToldAnyway = change.kind === 'taken' || (change.kind === 'transferred' && change.toId !== undefined);
    const isQuiet = change.isSilent === true;
    if (notices.length > 1) violate('e', `${change.kind} ${change.id} is told ${notices.length} times`);
    if (isQuiet) continue;
    const isOvertaken = !isLast && !isToldAnyway && notices.some(({ state }) => state === 'cancelled');
    if (!isOvertaken && !notices.some(isTold)) violate('e', `nothing is said of what is ${change.kind} (${change.id})`);
  }
}

function judgeTranscript({ desk }: RunRecord, violate: Violate, items: readonly OutboxItem[]): void {
  const said = new Set(items.map(({ id }) => id));
  for (const { message } of desk.messages.outbound.values()) {
    const { id, author } = message;
    if (!said.has(id)) violate('i', `${id} of the ${author.kind} stands in the transcript and was never to be sent`);
  }
  for (const { id, state } of items) {
    if (state === 'sent' && !desk.messages.outbound.has(id)) violate('i', `${id} was sent and stands in no transcript`);
  }
}

function isTold({ state }: OutboxItem): boolean {
  return state === 'sent' || state === 'failed';
}
