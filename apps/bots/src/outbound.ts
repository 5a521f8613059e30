import type { ConversationKey } from '@answerdesk/database';
import { type DeliverDeps, deliverNext } from '@answerdesk/delivery';
import { createKeyedRunner, type KeyedRunner } from './keyed-runner.ts';
import type { BotsMetrics } from './metrics.ts';

/** Sends many chats at once; within a chat one message after another. A platform that hangs holds only its own chats. */
const CHATS_AT_ONCE = 500;

/** Step 5: empties the outbox, conversation by conversation. */
export function createOutbound(options: {
  readonly deliver: DeliverDeps;
  readonly metrics: BotsMetrics;
  readonly onFailure: (error: unknown) => void;
}): KeyedRunner<ConversationKey> {
  return createKeyedRunner<ConversationKey>({
    concurrency: CHATS_AT_ONCE,
    nameOf: ({ tenantId, conversationId }) => `${tenantId}/${conversationId}`,
    onFailure: options.onFailure,
    async run({ tenantId, conversationId }) {
      for (;;) {
        const step = await deliverNext(options.deliver, tenantId, conversationId);
        if (step.kind === 'idle') return undefined;
        if (step.kind === 'wait') return step.forMs;
        options.metrics.deliveries.inc({ channel: step.item.channel, result: step.result });
        if (step.result === 'sent') {
          const tookMs = options.deliver.now().getTime() - step.item.createdAt.getTime();
          options.metrics.deliverySeconds.observe(tookMs / 1_000);
        }
        // What is added from now on wakes this again.
        if (!step.hasMore) return undefined;
      }
    },
  });
}
