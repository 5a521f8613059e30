import type { ConversationKey } from '@answerdesk/database';
import {
  type ClaimedAtOnce,
  type DeliverDeps,
  deliverNext,
  queueItem,
  sendClaimedAtOnce,
  unqueueItem,
} from '@answerdesk/delivery';
import type { OutboxItem } from '@answerdesk/domain';
import { type After, createKeyedRunner, type KeyedRunner } from './keyed-runner.ts';
import type { BotsMetrics } from './metrics.ts';

/** Sends many chats at once; within a chat one message after another. A platform that hangs holds only its own chats. */
const CHATS_AT_ONCE = 500;

export interface Outbound extends KeyedRunner<ConversationKey> {
  /** Stores an item to be sent, has it sent as soon as it may be, and resolves to what is stored under its id. */
  queue(item: OutboxItem): Promise<OutboxItem>;
}

/** Step 5: empties the outbox, conversation by conversation. */
export function createOutbound(options: {
  readonly deliver: DeliverDeps;
  readonly metrics: BotsMetrics;
  /** Told of an agent's reply that will not arrive; never rejects. */
  readonly onFailed?: (item: OutboxItem) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
  readonly after?: After;
}): Outbound {
  const { deliver, metrics } = options;
  const nameOf = ({ tenantId, conversationId }: ConversationKey) => `${tenantId}/${conversationId}`;
  /** Items that this process claimed as it queued them, by conversation. */
  const claimed = new Map<string, ClaimedAtOnce>();

  function takeStep(key: ConversationKey) {
    const first = claimed.get(nameOf(key));
    claimed.delete(nameOf(key));
    return first ? sendClaimedAtOnce(deliver, first) : deliverNext(deliver, key.tenantId, key.conversationId);
  }

  const runner = createKeyedRunner<ConversationKey>({
    concurrency: CHATS_AT_ONCE,
    nameOf,
    onFailure: options.onFailure,
    ...(options.after && { after: options.after }),
    async run(key) {
      for (;;) {
        const step = await takeStep(key);
        if (step.kind === 'idle') return undefined;
        if (step.kind === 'wait') return step.forMs;
        metrics.deliveries.inc({ channel: step.item.channel, result: step.result });
        const isAgents = step.item.agentName !== undefined && !step.item.notice;
        if (step.result === 'failed' && isAgents) await options.onFailed?.(step.item);
        if (step.result === 'sent') {
          const tookMs = deliver.now().getTime() - step.item.createdAt.getTime();
          metrics.deliverySeconds.observe(tookMs / 1_000);
        }
        // What is added from now on wakes this again.
        if (!step.hasMore) return undefined;
      }
    },
  });

  return {
    ...runner,
    async queue(item) {
      const queued = await queueItem(deliver, item, claimed.has(nameOf(item)));
      if (queued.claimed) claimed.set(nameOf(item), queued.claimed);
      runner.wake(item);
      return queued.item;
    },
    async stop() {
      await runner.stop();
      await Promise.all([...claimed.values()].map(({ item }) => unqueueItem(deliver, item)));
    },
  };
}
