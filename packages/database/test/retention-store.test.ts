import {
  accountIdSchema,
  botReplyUsageId,
  contactIdSchema,
  conversationIdSchema,
  messageIdSchema,
  newId,
  newTenantId,
  type StoredInboundMessage,
  type TenantId,
} from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import type { Model } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRetentionStore, type Models } from '../src/index.ts';

const now = new Date('2026-11-29T12:00:00Z');
const daysAgo = (count: number) => new Date(now.getTime() - count * 86_400_000);

/** What each collection is kept by, and so whether forgetting a conversation takes it: every one of them is named. */
const keptBy = {
  conversations: '_id',
  conversationevents: 'conversationId',
  messages: 'conversationId',
  outbox: 'conversationId',
  drafts: 'conversationId',
  ratings: 'conversationId',
  gapquestions: 'conversationId',
  confirmedquestions: 'conversationId',
  pinnedexamples: 'stays',
  duedecisions: 'stays',
  suggestions: 'pairs',
  gaps: 'stays',
  gapprogress: 'stays',
  glossaries: 'stays',
  replydrafts: 'conversationId',
  files: 'conversationId',
  contacts: 'contact',
  contactnotes: 'contact',
  contactdetails: 'contact',
  contacttags: 'contact',
  contactlinks: 'link',
  linkcodes: 'code',
  erasures: 'stays',
  webchatparts: 'visitor',
  tenants: 'stays',
  accounts: 'stays',
  faqs: 'stays',
  faqrevisions: 'stays',
  faqimports: 'stays',
  faqimportchunks: 'stays',
  audit: 'stays',
  counts: 'stays',
  jobs: 'stays',
  channelstates: 'stays',
  linkedchats: 'stays',
  routings: 'stays',
  pushsubscriptions: 'stays',
  staffmails: 'stays',
  presences: 'stays',
  cannedreplies: 'stays',
  staff: 'stays',
  fileusages: 'stays',
  modelspend: 'stays',
  answertranslations: 'stays',
  billingalerts: 'stays',
  meterreports: 'stays',
  customerclaims: 'stays',
  reconciliations: 'stays',
  stripeevents: 'stays',
  usageevents: 'unlinked',
  usagebatches: 'stays',
  usagedays: 'stays',
  usagehours: 'stays',
  enquiries: 'unlinked',
  resolutionhours: 'stays',
  curvemarks: 'stays',
  curveweeks: 'stays',
  curveprogress: 'stays',
  topichours: 'stays',
  topicalerts: 'stays',
  billingaccounts: 'stays',
} as const satisfies Record<
  keyof Models,
  '_id' | 'conversationId' | 'pairs' | 'contact' | 'link' | 'code' | 'visitor' | 'unlinked' | 'stays'
>;

describe.each(testDatabases())('forgetting on $name', ({ open }) => {
  let desk: TestDatabase;
  let models: [keyof typeof keptBy, Model<unknown>][];
  beforeAll(async () => {
    desk = await open();
    const byName = desk.database.models.tenants.db.models;
    models = Object.entries(byName).map(([name, model]) => [name as keyof typeof keptBy, model]);
  });
  afterAll(() => desk.drop());

  /** One document in every collection that a conversation, its contact or its visitor has. */
  async function fill(tenantId: TenantId, chat: string, lastMessageAt: Date): Promise<void> {
    const [conversationId, contactId] = [`c-${chat}`, `p-${chat}`];
    for (const [name, model] of models) {
      const by = keptBy[name];
      if (by === 'stays' || by === 'unlinked') continue;
      const own = by === '_id' ? conversationId : by === 'contact' ? contactId : `${tenantId}.${newId()}`;
      await model.collection.insertOne({
        _id: own as never,
        tenantId,
        accountId: 'a',
        ...(by === 'conversationId' && { conversationId, size: 10, isDone: name === 'outbox' }),
        ...(by === 'pairs' && { state: 'open', revision: 1, pairs: [{ conversationId, question: `said in ${chat}` }] }),
        ...(by === '_id' && { contactId, isGroup: false, channel: 'webchat', chatKey: `v-${chat}`, lastMessageAt }),
        ...(by === 'visitor' && { visitorId: `v-${chat}` }),
        ...(by === 'contact' && { platformId: chat }),
        ...(by === 'code' && { contactId }),
        ...(by === 'link' && { contactIds: [contactId, 'another'] }),
        key: own,
        dedupeKey: own,
        isHandled: true,
        createdAt: lastMessageAt,
        ...(by !== 'pairs' && { text: `said in ${chat}` }),
      });
    }
  }

  /** In which collections the words of a chat still stand. */
  async function left(tenantId: TenantId, chat: string): Promise<string[]> {
    const found = await Promise.all(
      models.map(async ([name, model]) => {
        const docs = await model.collection.find({ tenantId }).toArray();
        return docs.some((doc) => JSON.stringify(doc).includes(`said in ${chat}`)) ? [name] : [];
      }),
    );
    return found.flat().sort();
  }

  const forgotten = Object.entries(keptBy)
    .flatMap(([name, by]) => (by === 'stays' || by === 'unlinked' ? [] : [name]))
    .sort();

  test('every collection is named, and none that keeps a conversation or a contact is said to stay', () => {
    expect(models.map(([name]) => name).sort()).toEqual(Object.keys(keptBy).sort());
    for (const [name, model] of models) {
      if (model.schema.path('conversationId')) expect(['conversationId', 'unlinked'], name).toContain(keptBy[name]);
      if (model.schema.path('contactId')) expect([name, keptBy[name]]).not.toEqual([name, 'stays']);
    }
  });

  test('leaves nothing in any collection of a conversation and its contact, and all of their neighbours', async () => {
    const [tenantId, elsewhere] = [newTenantId(), newTenantId()];
    await fill(tenantId, `${tenantId}-old`, daysAgo(31));
    await fill(tenantId, `${tenantId}-new`, daysAgo(29));
    await fill(elsewhere, `${elsewhere}-old`, daysAgo(31));
    expect(await left(tenantId, `${tenantId}-old`)).toEqual(forgotten);
    const retention = createRetentionStore(desk.database.models);
    const quiet = await retention.listQuiet(tenantId, daysAgo(30), 10);
    expect(quiet).toHaveLength(1);
    for (const each of quiet) {
      await retention.deleteMessages(tenantId, each.id, 100);
      await retention.deleteConversation(tenantId, each, daysAgo(30));
    }
    expect(await left(tenantId, `${tenantId}-old`)).toEqual([]);
    expect(await left(tenantId, `${tenantId}-new`)).toEqual(forgotten);
    expect(await left(elsewhere, `${elsewhere}-old`)).toEqual(forgotten);
  });

  test('what was paid for stays counted, and no longer says in which conversation', async () => {
    const tenantId = newTenantId();
    const { ledger, messages } = desk.stores;
    const { usageevents } = desk.database.models;
    const retention = createRetentionStore(desk.database.models);
    const hour = daysAgo(31);
    const asked = async (chat: string) => {
      const causeId = messageIdSchema.parse(newId());
      const conversationId = conversationIdSchema.parse(`c-${chat}`);
      await messages.addInbound(tenantId, {
        ...inboundOf(tenantId, chat),
        id: causeId,
        conversationId,
        createdAt: hour,
      });
      const id = botReplyUsageId(causeId);
      const event = { tenantId, kind: 'bot-reply', rule: 'faq-exact', causeId, conversationId, at: hour } as const;
      await ledger.add(tenantId, { ...event, id, quantity: 1, plan: 'free', hour });
      await ledger.add(tenantId, { ...event, id: `refund:${id}`, of: id, quantity: -1, plan: 'free', hour });
      return conversationId;
    };
    const [old, kept] = [await asked(`${tenantId}-old`), await asked(`${tenantId}-kept`)];
    await retention.deleteMessages(tenantId, old, 100);
    const events = await usageevents.find({ tenantId }).lean();
    expect(events.map(({ quantity, conversationId = 'nowhere' }) => `${quantity} ${conversationId}`).sort()).toEqual([
      `-1 ${kept}`,
      '-1 nowhere',
      `1 ${kept}`,
      '1 nowhere',
    ]);
  });
});

function inboundOf(tenantId: TenantId, chat: string): StoredInboundMessage {
  const accountId = accountIdSchema.parse(`${tenantId}.a`);
  return {
    id: messageIdSchema.parse(newId()),
    tenantId,
    accountId,
    conversationId: conversationIdSchema.parse(`c-${chat}`),
    channel: 'telegram',
    createdAt: new Date(0),
    direction: 'in',
    author: { kind: 'contact', contactId: contactIdSchema.parse(`p-${chat}`) },
    inbound: {
      dedupeKey: chat,
      chatKey: chat,
      isGroup: false,
      contact: { platformId: chat },
      content: { kind: 'text', text: 'When?' },
    },
  };
}
