import type { Conversation, ConversationId, MessageId, OutboxItem } from '@answerdesk/domain';
import { countSeen } from './count-seen.ts';
import type { Desk } from './desk.ts';
import { judgeConversations } from './judge-conversations.ts';
import { judgeMessages } from './judge-messages.ts';
import { judgeSends } from './judge-sends.ts';
import { type Call, type Invariant, partOf, type Violation, type Write } from './run-record.ts';
import type { SimulatedSend } from './simulated-platform.ts';
import type { Simulation } from './simulation.ts';

/** Watches a run as it happens, and judges the whole of it afterwards. */
export interface Judge {
  readonly violations: readonly Violation[];
  /** How often a customer had a part twice because an answer of the platform's was lost. */
  repeats(): number;
  onConversation(after: Conversation, before: Conversation | undefined): void;
  onStored(messageId: MessageId): void;
  onSendStarted(send: SimulatedSend): void;
  onArrived(send: SimulatedSend): void;
  begin(call: Omit<Call, 'began' | 'ended' | 'result'>): Call;
  end(call: Call, result: NonNullable<Call['result']>): void;
  onFailure(what: string): void;
  /** Judges the whole; `isDone` says whether everything had come to rest. */
  conclude(sends: readonly SimulatedSend[], endedAt: Date, isDone: boolean): void;
  /** What happened, and how often. */
  seen(): ReadonlyMap<string, number>;
}

export function createJudge(simulation: Simulation, desk: () => Desk): Judge {
  const violations: Violation[] = [];
  const writes: Write[] = [];
  const calls: Call[] = [];
  const storedAt = new Map<MessageId, number>();
  const latest = new Map<ConversationId, Conversation>();
  let repeats = 0;
  let seen: ReadonlyMap<string, number> = new Map();

  function violate(invariant: Invariant, what: string): void {
    violations.push({ invariant, what });
    simulation.note(`!! (${invariant}) ${what}`);
  }

  function botItemOf(send: SimulatedSend): OutboxItem | undefined {
    const { itemId } = partOf(send.key);
    const item = [...desk().outbox.kept.values()].find((kept) => kept.item.id === itemId)?.item;
    if (!item) violate('i', `${send.key} is sent and stands in no outbox`);
    return item?.botEpoch === undefined ? undefined : item;
  }

  /** The calls that returned having given the pen to the agent who has it now. */
  function returnedGivings(conversation: Conversation | undefined): Call[] {
    if (conversation?.holder.kind !== 'agent') return [];
    const { epoch, id } = conversation;
    return calls.filter(({ conversationId, verb, result }) => {
      if (conversationId !== id || !result || !('conversation' in result)) return false;
      return (verb === 'takeOver' || verb === 'transfer') && result.conversation.epoch === epoch;
    });
  }

  return {
    violations,
    repeats: () => repeats,
    onConversation(after, before) {
      writes.push({ step: simulation.step(), before, after });
      latest.set(after.id, after);
    },
    onStored: (messageId) => storedAt.set(messageId, simulation.step()),
    onSendStarted(send) {
      const item = botItemOf(send);
      const [giving] = returnedGivings(item && latest.get(item.conversationId));
      if (item && giving) violate('a', `${item.id} is sent after ${giving.verb} of ${giving.agentId} returned`);
    },
    onArrived(send) {
      const item = botItemOf(send);
      const conversation = item && latest.get(item.conversationId);
      if (!item || !conversation) return;
      const taken = returnedGivings(conversation).filter(({ result }) => result?.outcome === 'taken');
      const isAnnounced =
        calls.some(({ result }) => result && 'mayStillArrive' in result && result.mayStillArrive.includes(item.id)) ||
        [...desk().events.kept.values()].some(
          (event) =>
            event.kind === 'taken' && (event.mayStillArrive ?? 0) > 0 && event.conversationId === conversation.id,
        );
      // Whoever only learnt that they hold it already was told nothing of what is on its way.
      const didTake = ({ began, ended = 0 }: Call) =>
        writes.some(
          ({ step, after, before }) =>
            after.id === conversation.id &&
            after.epoch === conversation.epoch &&
            before?.epoch !== after.epoch &&
            step >= began &&
            step <= ended,
        );
      const taker = taken.find(didTake);
      if (taker && !isAnnounced) violate('a', `${item.id} arrives after ${taker.agentId} took over, unannounced`);
    },
    begin(call) {
      const begun: Call = { ...call, began: simulation.step() };
      calls.push(begun);
      return begun;
    },
    end(call, result) {
      call.ended = simulation.step();
      call.result = result;
    },
    onFailure: (what) => violate('g', `a process failed at ${what}`),
    seen: () => seen,
    conclude(sends, endedAt, isDone) {
      const record = { desk: desk(), calls, writes, sends, storedAt, endedAt };
      judgeConversations(record, violate);
      judgeMessages(record, violate);
      repeats = judgeSends(record, violate);
      if (!isDone && violations.length === 0) violate('g', 'it never comes to rest');
      seen = countSeen(record);
    },
  };
}
