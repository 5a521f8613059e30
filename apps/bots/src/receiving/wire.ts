import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountKey } from '@answerdesk/database';
import { type DeliverDeps, markUndelivered } from '@answerdesk/delivery';
import { createAnswerInCall } from '../answer-in-call.ts';
import { type InboundDeps, storeAll } from '../inbound.ts';
import { createKeyedRunner, type KeyedRunner } from '../keyed-runner.ts';
import { pullMessages } from '../pull.ts';
import type { BotStores } from '../stores/wire.ts';

const ACCOUNTS_AT_ONCE = 16;

export interface ReceivingContext extends Pick<InboundDeps, 'channels' | 'findAccount' | 'onStored' | 'metrics'> {
  readonly stores: Pick<BotStores, 'messages' | 'accounts' | 'pulls' | 'outbox' | 'contacts'>;
  readonly deliver: DeliverDeps;
  readonly log: { info(facts: Readonly<Record<string, unknown>>, what: string): void };
  readonly reportFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly owner: string;
}

/** Fits step 1 together: what is called, and what is fetched where a platform keeps it for us. */
export function wireReceiving({ stores, deliver, log, reportFailure, now, owner, ...given }: ReceivingContext): {
  readonly inbound: InboundDeps;
  readonly pulling: KeyedRunner<AccountKey>;
} {
  const { messages, accounts, pulls, outbox, contacts } = stores;
  const { channels, findAccount } = given;
  const inbound: InboundDeps = {
    ...given,
    receive: { messages, now, findByKey: messages.findByKey },
    async requestPull({ tenantId, id, channel }, { token, of }) {
      const meant = of
        ? (await accounts.list(tenantId)).find(
            (one) => one.channel === channel && one.settings[of.setting] === of.value,
          )
        : undefined;
      if (of && !meant) return log.info({ accountId: id }, 'a call about an account that is not connected');
      if (meant && !meant.webhookOpenedAt) await accounts.change(tenantId, meant.id, { webhookOpenedAt: now() });
      const accountId = meant?.id ?? id;
      await pulls.request(tenantId, accountId, now(), token);
      pulling.wake({ tenantId, accountId });
    },
    markUndelivered: (tenantId, undelivered) =>
      markUndelivered({ outbox, markUnreachable: contacts.markUnreachable }, tenantId, undelivered),
    async noteFirstCall({ tenantId, id }) {
      await accounts.change(tenantId, id, { webhookOpenedAt: now() });
    },
    answerInCall: createAnswerInCall({
      ...deliver,
      findItem: outbox.find,
      findMessage: messages.findByKey,
      pause: sleep,
    }),
    note: (facts, what) => log.info(facts, what),
  };
  const pulling = createKeyedRunner<AccountKey>({
    concurrency: ACCOUNTS_AT_ONCE,
    nameOf: ({ accountId }) => accountId,
    onFailure: (error) => reportFailure('fetching messages', error),
    run: ({ tenantId, accountId }) =>
      pullMessages(
        {
          pulls,
          channels,
          findAccount,
          async storeAll(account, page) {
            await storeAll(inbound, account, page);
          },
          note: inbound.note,
          now,
          owner,
        },
        tenantId,
        accountId,
      ),
  });
  return { inbound, pulling };
}
