import type { ConversationId, QueueName } from '@answerdesk/domain';
import { channels } from '../../components/channel-names.ts';

export type Queue = QueueName;

/** The queues, in the order they are offered in; written out, as the domain's door has schemas behind it. */
export const queues = ['mine', 'unassigned', 'waiting', 'snoozed', 'all', 'closed'] as const satisfies readonly Queue[];

/** What of the inbox is shown, as the address says it. */
export interface Wanted {
  /** The person's own queue when absent. */
  readonly queue?: Queue;
  readonly search?: string;
  readonly channel?: (typeof channels)[number];
}

/** Reads the address; what it says wrongly is left out. */
export function readWanted(given: Record<string, unknown>): Wanted {
  const queue = queues.find((one) => one === given['queue']);
  const channel = channels.find((one) => one === given['channel']);
  const search = typeof given['search'] === 'string' ? given['search'].slice(0, 100) : '';
  return { ...(queue && { queue }), ...(search !== '' && { search }), ...(channel && { channel }) };
}

export function queueOf({ queue }: Wanted): Queue {
  return queue ?? 'mine';
}

/** What the server is asked for, the first page of it. */
export function asked(wanted: Wanted) {
  return { ...wanted, queue: queueOf(wanted), limit: 50 };
}

/** The id in an address; undefined when it can be none. */
export function readId(text: string): ConversationId | undefined {
  return isId(text) ? text : undefined;
}

function isId(text: string): text is ConversationId {
  return /^[A-Za-z0-9._:-]{1,300}$/.test(text);
}
