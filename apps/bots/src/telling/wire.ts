import { lookup } from 'node:dns';
import { isPublicAddress, publicLookup } from '@answerdesk/channels';
import { createStaffReader, type StaffReader } from '@answerdesk/conversations';
import {
  createPresenceStore,
  createPushSubscriptionStore,
  createQueueStore,
  createStaffDirectory,
  createStaffStore,
  type Database,
} from '@answerdesk/database';
import { createMailer, createPusher, type Mailer, type Pusher, type PushSubscriptionStore } from '@answerdesk/delivery';
import type { Tenant, TenantId } from '@answerdesk/domain';
import { createMailWords, type MailWords } from '@answerdesk/locales';
import type { BotsConfig } from '../config.ts';
import type { PushContext } from '../inbox/wire.ts';

/** Who the staff are, and what they are told by. */
export interface WaysToStaff {
  readonly listStaff: StaffReader['list'];
  readonly mailer: Pick<Mailer, 'send' | 'sendsMail'>;
  /** Without it nobody is told by push. */
  readonly pusher?: Pick<Pusher, 'send'>;
  readonly subscriptions: PushSubscriptionStore;
  readonly words: MailWords;
  readonly findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>;
  readonly publicUrl: string;
}

export interface TellingContext extends Pick<WaysToStaff, 'findTenant'> {
  readonly config: Pick<BotsConfig, 'smtpUrl' | 'publicUrl'>;
  readonly push?: PushContext;
  readonly note: (facts: Readonly<Record<string, unknown>>, what: string) => void;
  readonly now: () => Date;
}

/** Fits together what staff are told by, of whatever is no conversation's. */
export function wireWaysToStaff(database: Database, context: TellingContext): WaysToStaff {
  const { models } = database;
  const { config, push, note, now, findTenant } = context;
  const { smtpUrl, publicUrl } = config;
  const words = createMailWords();
  const profiles = createStaffStore(models);
  const staff = createStaffReader({
    members: createStaffDirectory(database),
    profiles,
    presences: createPresenceStore(models),
    loads: createQueueStore(models),
    noteAssigned: profiles.noteAssigned,
    findLocale: async (tenantId) => (await findTenant(tenantId))?.locale ?? 'en',
    now,
  });
  return {
    listStaff: staff.list,
    mailer: createMailer({ ...(smtpUrl !== undefined && { smtpUrl }), publicUrl, words, keepsLinks: false, note }),
    ...(push && { pusher: createPusher({ ...push, publicUrl, isPublicAddress, lookup: publicLookup(lookup) }) }),
    subscriptions: createPushSubscriptionStore(models),
    ...{ words, findTenant, publicUrl },
  };
}
