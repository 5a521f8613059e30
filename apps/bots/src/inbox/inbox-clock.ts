import {
  type AttendDeps,
  assignWaiting,
  attend,
  type RoutingDeps,
  type StaffNotice,
  type StaffReader,
  type TellStaff,
} from '@answerdesk/conversations';
import type { ConversationKey, PlatformWide } from '@answerdesk/database';
import type { StaffTeller, Telling } from '@answerdesk/delivery';
import { type Conversation, settingsOf, type TenantId, type UserId } from '@answerdesk/domain';
import type { ClockJob } from '../clock.ts';
import { createKeyedRunner } from '../keyed-runner.ts';

const AT_ONCE = 16;
const DUE_AT_ONCE = 500;

/** Tells a member in the chat they linked that a conversation waits; false when they have none. */
export type TellInChat = (tenantId: TenantId, userId: UserId, conversation: Conversation) => Promise<boolean>;

export interface InboxClock {
  /** Has a conversation looked at in which something may be due, off the path of whoever says so. */
  wake(key: ConversationKey): void;
  readonly jobs: readonly ClockJob[];
  stop(): Promise<void>;
}

export interface InboxClockOptions
  extends Omit<AttendDeps, 'tell' | 'staff' | 'assignWaiting' | 'routing'>,
    Pick<RoutingDeps, 'routing' | 'tellGiven'> {
  readonly staff: StaffReader;
  readonly platformWide: Pick<PlatformWide, 'listToAttend' | 'listToRoute'>;
  readonly teller: StaffTeller;
  /** Without it nobody has a linked chat. */
  readonly tellInChat?: TellInChat;
  readonly onFailure: (what: string, error: unknown) => void;
}

/** Timed work of the inbox: waking, reply timers, giving conversations to agents, telling staff. */
export function createInboxClock(options: InboxClockOptions): InboxClock {
  const deps: AttendDeps = {
    ...options,
    assignWaiting: (tenantId) => assignWaiting(options, tenantId),
    tell: tellStaff(options),
  };
  const attending = createKeyedRunner<ConversationKey>({
    concurrency: AT_ONCE,
    nameOf: ({ tenantId, conversationId }) => `${tenantId}/${conversationId}`,
    onFailure: (error) => options.onFailure('attending to a conversation', error),
    async run({ tenantId, conversationId }) {
      await attend(deps, tenantId, conversationId);
      return undefined;
    },
  });
  const routing = createKeyedRunner<TenantId>({
    concurrency: AT_ONCE,
    nameOf: (tenantId) => tenantId,
    onFailure: (error) => options.onFailure('giving conversations to agents', error),
    async run(tenantId) {
      await assignWaiting(options, tenantId);
      return undefined;
    },
  });
  return {
    wake: attending.wake,
    jobs: [
      {
        name: 'looking for conversations that need attention',
        async run() {
          for (const key of await options.platformWide.listToAttend(options.now(), DUE_AT_ONCE)) attending.offer(key);
        },
      },
      {
        name: 'looking for conversations to give to agents',
        async run() {
          for (const tenantId of await options.platformWide.listToRoute(options.now(), DUE_AT_ONCE)) {
            routing.offer(tenantId);
          }
        },
      },
    ],
    async stop() {
      await attending.stop();
      await routing.stop();
    },
  };
}

function tellStaff({ teller, tellInChat }: Pick<InboxClockOptions, 'teller' | 'tellInChat'>): TellStaff {
  return {
    push: (to, notice) => teller.push(to, tellingOf(notice)),
    mail: (to, notice) => teller.mail(to, tellingOf(notice)),
    async chat(to, { tenant, conversation }) {
      const toIds: UserId[] = [];
      for (const { userId } of to) if (await tellInChat?.(tenant.id, userId, conversation)) toIds.push(userId);
      return { toIds };
    },
  };
}

function tellingOf({ kind, tenant, conversation, at }: StaffNotice): Telling {
  const { id, channel, contactName = '', waiting, handover } = conversation;
  const reason = (waiting ?? handover)?.reason;
  return {
    kind,
    tenantId: tenant.id,
    tenantName: tenant.name,
    conversationId: id,
    customer: contactName,
    channel,
    at,
    timeZone: settingsOf(tenant).hours?.timeZone ?? 'UTC',
    ...(reason && { reason }),
  };
}
