import { findWindow } from '@answerdesk/conversations';
import type { DeliverDeps } from '@answerdesk/delivery';
import type { BotsMetrics } from '../metrics.ts';
import { createOutbound, type Outbound } from '../outbound.ts';
import type { BotStores } from '../stores/wire.ts';

export interface DeliveryContext
  extends Pick<DeliverDeps, 'pacer' | 'channels' | 'findAccount' | 'note' | 'now' | 'owner'> {
  readonly stores: Pick<BotStores, 'outbox' | 'conversations' | 'messages' | 'accounts' | 'contacts'>;
  readonly metrics: BotsMetrics;
  readonly onFailed: NonNullable<Parameters<typeof createOutbound>[0]['onFailed']>;
  readonly reportFailure: (what: string, error: unknown) => void;
}

/** Fits step 5 together: what sends the outbox. */
export function wireDelivery({ stores, metrics, onFailed, reportFailure, ...given }: DeliveryContext): {
  readonly deliver: DeliverDeps;
  readonly delivering: Outbound;
} {
  const { outbox, conversations, messages, accounts, contacts } = stores;
  const deliver: DeliverDeps = {
    ...given,
    outbox,
    findFirstBotEpoch: conversations.findFirstBotEpoch,
    leaveToPeople: ({ tenantId, conversationId, id, createdAt }) =>
      conversations.leaveToPeople(tenantId, conversationId, {
        reason: 'bot-in-shadow',
        priority: 3,
        since: createdAt,
        messageId: id,
      }),
    findWindow: (tenantId, conversationId, rule, at) =>
      findWindow({ messages, outbox, conversations }, tenantId, conversationId, rule, at),
    async learnNoPush({ tenantId, id, settings }) {
      await accounts.change(tenantId, id, { settings: { ...settings, pushes: false } });
    },
    markUnreachable: contacts.markUnreachable,
    random: Math.random,
  };
  const delivering = createOutbound({
    deliver,
    metrics,
    onFailed,
    onFailure: (error) => reportFailure('delivering', error),
  });
  return { deliver, delivering };
}
