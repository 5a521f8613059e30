import { setTimeout as sleep } from 'node:timers/promises';
import { type InboxDeps, publicNameOf, readRoomLeft } from '@answerdesk/conversations';
import type {
  createConversationStore,
  createMessageStore,
  createOutboxStore,
  createPenStore,
} from '@answerdesk/database';
import { tellQuietly } from './tell-deps.ts';
import type { ApiDeps } from './wire.ts';

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
}: Pick<InboxDeps, 'events' | 'contacts' | 'sentences' | 'ratings' | 'wakeDelivery'> &
  Pick<ApiDeps, 'tenants' | 'accounts' | 'members' | 'people' | 'staff' | 'channels' | 'tell' | 'now'> & {
    readonly pens: ReturnType<typeof createPenStore>;
    readonly outbox: ReturnType<typeof createOutboxStore>;
    readonly messages: ReturnType<typeof createMessageStore>;
    readonly conversations: ReturnType<typeof createConversationStore>;
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
