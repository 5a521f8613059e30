import { lookup } from 'node:dns';
import { isPublicAddress, publicLookup } from '@answerdesk/channels';
import { type InboxDeps, inboxRowOf, type LeavingDeps } from '@answerdesk/conversations';
import {
  createAccountStore,
  createCannedReplyStore,
  createContactNoteStore,
  createContactStore,
  createConversationStore,
  createEventStore,
  createFaqStore,
  createFileStore,
  createLeaverStore,
  createLinkedChatStore,
  createMailAllowance,
  createMessageStore,
  createOutboxStore,
  createPenStore,
  createPresenceStore,
  createPushSubscriptionStore,
  createQueueStore,
  createRatingStore,
  createReplyDraftStore,
  createStaffChatStore,
  createStaffDirectory,
  createStaffStore,
  type Database,
  watchChanges,
} from '@answerdesk/database';
import { createPusher } from '@answerdesk/delivery';
import { PRESENT_FOR_MS } from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import { createMemberReader } from '@answerdesk/tenants';
import type { ApiContext, ApiDeps } from '../api-deps.ts';
import { createInboxDeps } from '../create-inbox-deps.ts';
import { createLeaverDesk } from '../leaver-desk.ts';
import { createLive } from '../live/live.ts';
import { createTellDeps } from '../tell-deps.ts';
import { createTellMentioned } from '../tell-mentioned.ts';

export type InboxRoomDeps = Pick<
  ApiDeps,
  | 'conversations'
  | 'contacts'
  | 'messages'
  | 'outbox'
  | 'linkedChats'
  | 'staffConversations'
  | 'leavers'
  | 'queues'
  | 'replies'
  | 'events'
  | 'presences'
  | 'listPresent'
  | 'cannedReplies'
  | 'replyDrafts'
  | 'staff'
  | 'push'
  | 'pushSubscriptions'
  | 'contactNotes'
  | 'files'
  | 'fileUrlOf'
  | 'live'
  | 'inbox'
  | 'listOpen'
  | 'tell'
>;

/** Fits together what agents do with conversations, and what they have beside them. */
export function wireInbox(
  database: Database,
  {
    context,
    tenants,
    members,
    people,
    mailer,
    channels,
    reportFailure,
    now,
  }: Pick<ApiDeps, 'tenants' | 'members' | 'people' | 'mailer' | 'channels' | 'now'> & {
    readonly context: Pick<ApiContext, 'config' | 'log' | 'push' | 'wakeDelivery'>;
    readonly reportFailure: (what: string, error: unknown) => void;
  },
): InboxRoomDeps {
  const { models } = database;
  const { publicUrl } = context.config;
  const conversations = createConversationStore(models);
  const queues = createQueueStore(models);
  const presences = createPresenceStore(models);
  const listPresent: ApiDeps['listPresent'] = async (tenantId, since) =>
    (await presences.list(tenantId, since)).map(({ id: _tab, tenantId: _tenant, ...present }) => present);
  const pens = createPenStore(models);
  const ratings = createRatingStore(models);
  const events = createEventStore(models);
  const sentences = createSentences();
  const outbox = createOutboxStore(models);
  const messages = createMessageStore(models);
  const contacts = createContactStore(models);
  const staff = createStaffStore(models);
  const accounts = createAccountStore(models);
  const wakeDelivery = context.wakeDelivery ?? (() => undefined);
  const linkedChats = createLinkedChatStore(models);
  const staffChats = createStaffChatStore(models);
  const memberReader = createMemberReader(database.authDb);
  const tell = createTellDeps({
    stores: { linkedChats, staffChats, outbox, messages, accounts, staff, faqs: createFaqStore(models) },
    members: memberReader,
    findTenant: tenants.find,
    wakeDelivery,
    now,
  });
  const push =
    context.push && createPusher({ ...context.push, publicUrl, isPublicAddress, lookup: publicLookup(lookup) });
  const inbox: InboxDeps = {
    ...createInboxDeps({
      ...{ pens, outbox, messages, events, contacts, sentences, ratings, conversations },
      ...{ tenants, accounts, members, people, staff, channels, tell, wakeDelivery, reportFailure, now },
    }),
    tellMentioned: createTellMentioned({
      members: createStaffDirectory(database),
      profiles: staff,
      noteAssigned: staff.noteAssigned,
      loads: queues,
      presences,
      subscriptions: createPushSubscriptionStore(models),
      allowance: createMailAllowance(models),
      ...(push && { pusher: push }),
      ...{ mailer, publicUrl, findTenant: tenants.find, reportFailure, now },
      note: (facts, what) => context.log.info(facts, what),
    }),
  };
  const leaving: LeavingDeps = {
    inbox,
    leavers: createLeaverStore(models),
    linkedChats,
    staffConversations: staffChats,
    staff,
    findName: memberReader.findName,
  };
  return {
    conversations,
    contacts,
    messages,
    outbox,
    linkedChats,
    staffConversations: staffChats,
    leavers: createLeaverDesk(leaving, reportFailure),
    queues,
    replies: messages,
    events,
    presences,
    listPresent,
    cannedReplies: createCannedReplyStore(models),
    replyDrafts: createReplyDraftStore(models),
    staff,
    ...(push && { push }),
    pushSubscriptions: createPushSubscriptionStore(models),
    contactNotes: createContactNoteStore(models),
    files: createFileStore(models),
    fileUrlOf: ({ id, fileName }) => `${publicUrl}/files/${id}/${encodeURIComponent(fileName)}`,
    live: createLive({
      watch: (listen) => watchChanges(database, listen),
      readRows: async (tenantId, ids) => (await queues.findMany(tenantId, ids)).map(inboxRowOf),
      readPresent: (tenantId) => listPresent(tenantId, new Date(now().getTime() - PRESENT_FOR_MS)),
      reportFailure,
    }),
    inbox,
    listOpen: pens.listOpen,
    tell,
  };
}
