import type { AgentReplied, InboxOutcome, TakenOver } from '@answerdesk/conversations';
import type { Conversation, ConversationId, MessageId, UserId } from '@answerdesk/domain';
import type { Desk } from './desk.ts';
import type { SimulatedSend } from './simulated-platform.ts';

/** What is guaranteed, by the letter that stands before each violation. */
export const invariants = {
  a: 'no bot message is sent, and none arrives unannounced, after a take-over returned',
  b: 'a conversation has one holder, and nobody else changes it or speaks in it',
  c: 'no message of a customer is lost or answered twice',
  d: 'what was handed back is not handed over again for the same reason within the same question',
  e: 'every hand-over and change of hands is followed by one line to the customer',
  f: "an agent's messages arrive in order, exactly once save for answers that were lost",
  g: 'nothing is left undone once the processes that died are made up for',
  h: 'the epoch never falls, and rises exactly where an agent changes who holds, or what waits, or closes',
  i: 'what staff see was said is what was said',
} as const;

export type Invariant = keyof typeof invariants;
export type Violate = (invariant: Invariant, what: string) => void;

export interface Violation {
  readonly invariant: Invariant;
  readonly what: string;
}

export type Verb = 'takeOver' | 'reply' | 'handBack' | 'transfer' | 'assign' | 'snooze' | 'close' | 'setPriority';

/** A verb as the agent sees it: begun at a step, and perhaps answered at another. */
export interface Call {
  readonly verb: Verb;
  readonly conversationId: ConversationId;
  readonly agentId: UserId;
  readonly isManager: boolean;
  readonly began: number;
  readonly key?: string;
  readonly from?: UserId;
  ended?: number;
  result?: TakenOver | AgentReplied | InboxOutcome;
}

export interface Write {
  readonly step: number;
  readonly before: Conversation | undefined;
  readonly after: Conversation;
}

/** Everything that happened in a run, for judging it. */
export interface RunRecord {
  readonly desk: Desk;
  readonly calls: readonly Call[];
  readonly writes: readonly Write[];
  readonly sends: readonly SimulatedSend[];
  /** The step at which each message of a customer was stored. */
  readonly storedAt: ReadonlyMap<MessageId, number>;
  readonly endedAt: Date;
}

/** The item that a part was sent of, and which of its parts, by the key that it was sent with. */
export function partOf(key: string): { readonly itemId: string; readonly part: number } {
  const at = key.lastIndexOf('-');
  return { itemId: key.slice(0, at).replaceAll('_', '.'), part: Number(key.slice(at + 1)) };
}
