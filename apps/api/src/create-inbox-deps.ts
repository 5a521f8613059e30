import { setTimeout as sleep } from 'node:timers/promises';
import {
  type InboxDeps,
  publicNameOf,
  type ReadDeps,
  readRoomLeft,
  type StaffStore,
  type WindowDeps,
} from '@answerdesk/conversations';
import type { Outbox } from '@answerdesk/delivery';
import type { Channel, ChannelName } from '@answerdesk/domain';
import type { AccountStore, MemberStore, PeopleStore, TenantStore } from '@answerdesk/tenants';
import { tellQuietly } from './tell-deps.ts';

/** Fits together what agents' verbs need. */
export function createInboxDeps({
  pens,
  outbox,
  messages,
  events,
  contacts,
  sentences,
  ratings,
  conversations,
  tenants,
  accounts,
  members,
  people,
  staff,
  channels,
  tell,
  wakeDelivery,
  reportFailure,
  now,
}: Pick<InboxDeps, 'pens' | 'events' | 'contacts' | 'sentences' | 'ratings' | 'wakeDelivery' | 'now'> & {
  readonly outbox: Pick<Outbox, 'add'> &
    Omit<InboxDeps['penOutbox'], 'add'> &
    Parameters<typeof readRoomLeft>[0]['outbox'];
  readonly messages: InboxDeps['messages'] & WindowDeps['messages'];
  readonly conversations: ReadDeps['conversations'];
  readonly tenants: Pick<TenantStore, 'find'>;
  readonly accounts: Pick<AccountStore, 'find'>;
  readonly members: Pick<MemberStore, 'find'>;
  readonly people: Pick<PeopleStore, 'find'>;
  readonly staff: Pick<StaffStore, 'find'>;
  readonly channels: Readonly<Record<ChannelName, Channel>>;
  readonly tell: Parameters<typeof tellQuietly>[0];
  readonly reportFailure: (what: string, error: unknown) => void;
}): InboxDeps {
  return {
    pens,
    penOutbox: { ...outbox, add: async (tenantId, item) => (await outbox.add(tenantId, item)).item },
    messages,
    events,
    contacts,
    sentences,
    findTenant: tenants.find,
    async findVoice(tenantId, accountId) {
      const account = await accounts.find(tenantId, accountId);
      if (!account || account.removeAt) return 'nobody';
      return account.isPaused || account.stage === 'shadow' ? 'agents' : 'everybody';
    },
    isScarce: (channel) => channels[channel].capabilities.messages === 'scarce',
    ratings,
    async roomLeft(conversation) {
      const { tenantId, accountId, channel } = conversation;
      const account = await accounts.find(tenantId, accountId);
      if (!account || account.settings['pushes'] === false) return 0;
      const rule = channels[channel].capabilities.window;
      return readRoomLeft({ messages, outbox, conversations }, conversation, rule, now());
    },
    async agentNameOf(tenantId, userId) {
      const [membership, person, profile] = await Promise.all([
        members.find(tenantId, userId),
        people.find(userId),
        staff.find(tenantId, userId),
      ]);
      return membership && person ? publicNameOf(person.name, profile) : '';
    },
    wakeDelivery,
    tellStaff: (conversation, change) => tellQuietly(tell, conversation, change, reportFailure),
    pause: sleep,
    now,
  };
}
