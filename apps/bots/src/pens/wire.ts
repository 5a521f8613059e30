import { setTimeout as sleep } from 'node:timers/promises';
import {
  type FinishDeps,
  finishChange,
  type HandleDeps,
  type LeavingDeps,
  readRoomLeft,
} from '@answerdesk/conversations';
import { type ConversationKey, createLeaverStore, type Database } from '@answerdesk/database';
import type { Channel, ChannelName } from '@answerdesk/domain';
import type { MemberReader } from '@answerdesk/tenants';
import type { FindAccount } from '../accounts.ts';
import { createKeyedRunner, type KeyedRunner } from '../keyed-runner.ts';
import type { Outbound } from '../outbound.ts';
import { createStaffChats, type StaffChats } from '../staff-chats.ts';
import type { BotStores } from '../stores/wire.ts';

const CHANGES_AT_ONCE = 16;

export interface PensContext extends Pick<FinishDeps, 'sentences' | 'findTenant' | 'now'> {
  readonly stores: BotStores;
  readonly members: MemberReader;
  readonly channels: Readonly<Record<ChannelName, Channel>>;
  readonly findAccount: FindAccount;
  /** What is added to it is sent as soon as it may be. */
  readonly queue: HandleDeps['outbox'];
  readonly wakeDelivery: Outbound['wake'];
  readonly reportFailure: (what: string, error: unknown) => void;
}

export interface Pens {
  readonly finish: FinishDeps;
  readonly leaving: LeavingDeps;
  readonly staffChats: StaffChats;
  readonly finishing: KeyedRunner<ConversationKey>;
}

/** Fits together what follows when somebody takes the pen or gives it back, here and in members' own chats. */
export function wirePens({ models }: Database, context: PensContext): Pens {
  const { stores, members, channels, findAccount, queue, wakeDelivery, reportFailure, ...given } = context;
  const { pens, outbox, messages, events, contacts, ratings, conversations, accounts, faqs } = stores;
  const { linkedChats, staffChats: staffConversations, staff } = stores;
  const finish: FinishDeps = {
    ...given,
    pens,
    penOutbox: { ...outbox, add: queue.add },
    messages,
    events,
    contacts,
    async findVoice(tenantId, accountId) {
      const account = await findAccount(tenantId, accountId);
      if (!account) return 'nobody';
      return account.isSilent || account.stage === 'shadow' ? 'agents' : 'everybody';
    },
    isScarce: (channel) => channels[channel].capabilities.messages === 'scarce',
    ratings,
    async roomLeft(conversation) {
      const { tenantId, accountId, channel } = conversation;
      const account = await findAccount(tenantId, accountId);
      if (!account || account.settings['pushes'] === false) return 0;
      const rule = channels[channel].capabilities.window;
      return readRoomLeft({ messages, outbox, conversations }, conversation, rule, given.now());
    },
    wakeDelivery: (tenantId, conversationId) => wakeDelivery({ tenantId, conversationId }),
    tellStaff: (conversation, change) => staffChats.tellOfChange(conversation, change),
    pause: sleep,
  };
  const leaving: LeavingDeps = {
    inbox: { ...finish, messages },
    leavers: createLeaverStore(models),
    linkedChats,
    staffConversations,
    staff,
    findName: members.findName,
  };
  const staffChats = createStaffChats({
    finish,
    stores: { linkedChats, staffChats: staffConversations, staff, outbox: queue, messages, accounts, faqs },
    members,
    reportFailure,
  });
  const finishing = createKeyedRunner<ConversationKey>({
    concurrency: CHANGES_AT_ONCE,
    nameOf: ({ tenantId, conversationId }) => `${tenantId}/${conversationId}`,
    onFailure: (error) => reportFailure('finishing a change of status', error),
    async run({ tenantId, conversationId }) {
      const conversation = await pens.find(tenantId, conversationId);
      if (conversation?.change) await finishChange(finish, conversation);
      return undefined;
    },
  });
  return { finish, leaving, staffChats, finishing };
}
