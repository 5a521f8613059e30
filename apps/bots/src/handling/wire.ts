import { type HandleDeps, handleMessages, redeemLinkCode } from '@answerdesk/conversations';
import {
  type ConversationKey,
  createContactLinkStore,
  createContactTagStore,
  createDraftStore,
  createErasureStore,
  createLinkCodeStore,
  type Database,
} from '@answerdesk/database';
import { type Channel, type ChannelName, isOpenAt, type StoredInboundMessage, settingsOf } from '@answerdesk/domain';
import type { FindAccount } from '../accounts.ts';
import type { InboxClock } from '../inbox/inbox-clock.ts';
import { createKeyedRunner, type KeyedRunner } from '../keyed-runner.ts';
import type { BotsMetrics } from '../metrics.ts';
import type { Outbound } from '../outbound.ts';
import type { BotStores } from '../stores/wire.ts';

const CONVERSATIONS_AT_ONCE = 256;
const ASK_AGAIN_MS = 200;

type Key = ConversationKey & { readonly known?: StoredInboundMessage };

export interface HandlingContext
  extends Pick<
    HandleDeps,
    | 'meter'
    | 'allowance'
    | 'sentences'
    | 'findTenant'
    | 'modelFor'
    | 'replyModel'
    | 'staffChats'
    | 'reportFailure'
    | 'now'
    | 'owner'
  > {
  readonly stores: BotStores;
  readonly channels: Readonly<Record<ChannelName, Channel>>;
  readonly findAccount: FindAccount;
  readonly modelTimeMs?: number | undefined;
  readonly metrics: BotsMetrics;
  readonly delivering: Pick<Outbound, 'queue'>;
  readonly wakeAttention: InboxClock['wake'];
}

/** Fits steps 3 and 4 together: what becomes of a stored message. */
export function wireHandling(
  { models }: Database,
  { stores, channels, findAccount, modelTimeMs, metrics, delivering, wakeAttention, ...given }: HandlingContext,
): { readonly handle: HandleDeps; readonly handling: KeyedRunner<Key> } {
  const { messages, conversations, contacts, faqs, outbox, ratings, events, pens } = stores;
  const { reportFailure, now } = given;
  const linking = {
    links: createContactLinkStore(models),
    linkCodes: createLinkCodeStore(models),
    contactTags: createContactTagStore(models),
    erasures: createErasureStore(models),
    ...{ contacts, now },
  };
  const handle: HandleDeps = {
    ...given,
    messages: {
      ...messages,
      async markHandled(tenantId, messageId, handledAs) {
        await messages.markHandled(tenantId, messageId, handledAs);
        metrics.handled.inc({ as: handledAs });
      },
    },
    conversations: {
      ...conversations,
      async recordTurn(tenantId, conversationId, turn, changes) {
        const outcome = await conversations.recordTurn(tenantId, conversationId, turn, changes);
        if (turn.needsAttention && outcome === 'recorded') wakeAttention({ tenantId, conversationId });
        return outcome;
      },
    },
    contacts,
    faqs,
    outbox: {
      add: (tenantId, item) => delivering.queue({ ...item, tenantId }),
      find: outbox.find,
      noteRedone: outbox.noteRedone,
    },
    drafts: createDraftStore(models),
    ratings,
    events,
    queue: pens,
    findStage: async (tenantId, accountId) => (await findAccount(tenantId, accountId))?.stage,
    isSilent: async (tenantId, accountId) => (await findAccount(tenantId, accountId))?.isSilent ?? false,
    isOpenAt: (tenant, at) => isOpenAt(settingsOf(tenant).hours, at),
    ...(modelTimeMs !== undefined && { modelTime: () => modelTimeMs }),
    async showTyping(tenantId, accountId, chat) {
      try {
        const account = await findAccount(tenantId, accountId);
        if (account) await channels[account.channel].showTyping?.(account, chat);
      } catch (error) {
        reportFailure('showing that the bot types', error);
      }
    },
    redeemLinkCode: (message, code) => redeemLinkCode(linking, message, code),
  };
  const handling = createKeyedRunner<Key>({
    concurrency: CONVERSATIONS_AT_ONCE,
    nameOf: ({ tenantId, conversationId }) => `${tenantId}/${conversationId}`,
    onFailure: (error) => reportFailure('handling', error),
    async run(key) {
      const { outcome } = await handleMessages(handle, key, key.known);
      return outcome === 'busy' ? ASK_AGAIN_MS : undefined;
    },
  });
  return { handle, handling };
}
