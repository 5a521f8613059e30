import { lookup } from 'node:dns';
import { isPublicAddress, publicLookup } from '@answerdesk/channels';
import { createStaffReader } from '@answerdesk/conversations';
import {
  createAttentionStore,
  createEventStore,
  createMailAllowance,
  createPlatformWide,
  createPresenceStore,
  createPushSubscriptionStore,
  createQueueStore,
  createRoutingQueue,
  createStaffDirectory,
  createStaffStore,
  type Database,
} from '@answerdesk/database';
import { createMailer, createPusher, createStaffTeller, type VapidKeys } from '@answerdesk/delivery';
import { createMailWords } from '@answerdesk/locales';
import type { BotsConfig } from '../config.ts';
import { createInboxClock, type InboxClock, type InboxClockOptions } from './inbox-clock.ts';

/** What browser push needs: `isLocalAllowed` is for a fake push service. */
export interface PushContext {
  readonly keys: VapidKeys;
  readonly isLocalAllowed?: boolean;
}

export interface InboxClockContext
  extends Pick<
    InboxClockOptions,
    | 'findTenant'
    | 'isAnsweredElsewhere'
    | 'isMember'
    | 'releaseMember'
    | 'tellInChat'
    | 'tellGiven'
    | 'onFailure'
    | 'now'
    | 'owner'
  > {
  readonly config: BotsConfig;
  readonly push?: PushContext;
  readonly note: (facts: Readonly<Record<string, unknown>>, what: string) => void;
}

/** Fits the timed work of the inbox together over one database. */
export function wireInboxClock(database: Database, context: InboxClockContext): InboxClock {
  const { models } = database;
  const { config, push, note, now } = context;
  const words = createMailWords();
  const profiles = createStaffStore(models);
  return createInboxClock({
    ...context,
    attention: createAttentionStore(models),
    routing: createRoutingQueue(models),
    events: createEventStore(models),
    platformWide: createPlatformWide(models),
    staff: createStaffReader({
      members: createStaffDirectory(database),
      profiles,
      presences: createPresenceStore(models),
      loads: createQueueStore(models),
      noteAssigned: profiles.noteAssigned,
      findLocale: async (tenantId) => (await context.findTenant(tenantId))?.locale ?? 'en',
      now,
    }),
    teller: createStaffTeller({
      ...(push && {
        pusher: createPusher({
          ...push,
          publicUrl: config.publicUrl,
          isPublicAddress,
          lookup: publicLookup(lookup),
        }),
      }),
      subscriptions: createPushSubscriptionStore(models),
      mailer: createMailer({
        ...(config.smtpUrl !== undefined && { smtpUrl: config.smtpUrl }),
        publicUrl: config.publicUrl,
        words,
        keepsLinks: false,
        note,
      }),
      allowance: createMailAllowance(models),
      words,
      publicUrl: config.publicUrl,
      note,
      now,
    }),
  });
}
