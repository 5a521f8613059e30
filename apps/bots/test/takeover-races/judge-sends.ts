import { partOf, type RunRecord, type Violate } from './run-record.ts';

/**
 * Judges what arrived: each part once save for answers that were lost, agents' messages in their order (f), and that
 * nothing is left in line or under lease (g). Returns how many parts arrived again after an answer was lost.
 */
export function judgeSends(record: RunRecord, violate: Violate): number {
  judgeReplies(record, violate);
  judgeLeft(record, violate);
  return countRepeats(record, violate);
}

function judgeReplies({ calls, desk, sends }: RunRecord, violate: Violate): void {
  const accepted = calls.flatMap(({ result, ended, key, conversationId, agentId }) => {
    if (result?.outcome !== 'queued' || ended === undefined) return [];
    const began = Math.min(...calls.filter((call) => call.key === key).map((call) => call.began));
    return [{ message: result.message, ended, began, key, conversationId, agentId }];
  });
  const starts = new Map<string, number[]>();
  for (const { key, startedStep } of sends) {
    const { itemId } = partOf(key);
    starts.set(itemId, [...(starts.get(itemId) ?? []), startedStep]);
  }
  for (const reply of accepted) {
    const item = desk.outbox.kept.get(reply.message.id)?.item;
    if (item?.state !== 'sent' && item?.state !== 'failed') {
      violate('f', `${reply.message.id} of ${reply.agentId} was accepted and is ${item?.state ?? 'in no outbox'}`);
    }
    for (const earlier of accepted) {
      if (earlier.conversationId !== reply.conversationId || earlier.message.id === reply.message.id) continue;
      if (earlier.key === reply.key) violate('f', `${earlier.message.id} and ${reply.message.id} are one reply`);
      if (earlier.ended >= reply.began) continue;
      const last = Math.max(...(starts.get(earlier.message.id) ?? []));
      if (last > Math.min(...(starts.get(reply.message.id) ?? []))) {
        violate('f', `${reply.message.id} is sent before ${earlier.message.id}, which was said before it`);
      }
    }
  }
}

function judgeLeft({ desk, endedAt }: RunRecord, violate: Violate): void {
  for (const { item, isDone } of desk.outbox.kept.values()) {
    if (!isDone) violate('g', `${item.id} is left ${item.state}`);
  }
  for (const { conversation, leaseOwner, leaseUntil } of desk.conversations.kept.values()) {
    if (conversation.change) violate('g', `the change ${conversation.change.kind} is left unfinished`);
    if (leaseUntil && leaseUntil > endedAt) violate('g', `${conversation.id} is left under a lease of ${leaseOwner}`);
  }
}

function countRepeats({ desk, sends }: RunRecord, violate: Violate): number {
  const arrivals = new Map<string, number>();
  for (const { key, arrivedStep } of sends) {
    if (arrivedStep !== undefined) arrivals.set(key, (arrivals.get(key) ?? 0) + 1);
  }
  let repeats = 0;
  for (const [key, count] of arrivals) {
    if (count === 1) continue;
    repeats += count - 1;
    const { itemId } = partOf(key);
    const kept = [...desk.outbox.kept.values()].find(({ item }) => item.id === itemId);
    const uncertain = kept?.item.uncertainSends ?? 0;
    if (count - 1 > uncertain) violate('f', `${key} arrives ${count} times, and ${uncertain} answers were lost`);
  }
  return repeats;
}
