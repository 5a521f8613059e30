import {
  accountIdSchema,
  contactIdSchema,
  conversationIdSchema,
  newId,
  newTenantId,
  type TenantId,
  userIdSchema,
} from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createContactNoteStore,
  createContactTagStore,
  createCurveStore,
  createFileStore,
  createLinkedChatStore,
  createPresenceStore,
  createPullStore,
  createReplyDraftStore,
  createRoutingQueue,
  createStaffStore,
  type Database,
} from '../src/index.ts';

const at = new Date();
const userId = userIdSchema.parse('u1');
// Ids are one tenant's alone.
const accountOf = (tenantId: TenantId) => accountIdSchema.parse(`telegram.${tenantId}`);
const contactOf = (tenantId: TenantId) => contactIdSchema.parse(`contact-${tenantId}`);
const conversationOf = (tenantId: TenantId) => conversationIdSchema.parse(`conversation-${tenantId}`);

/** What several processes may write of a tenant for the first time at the same moment. */
const writes: Readonly<Record<string, (models: Database['models'], tenantId: TenantId) => Promise<unknown>>> = {
  'a conversation to be given': (models, tenantId) => createRoutingQueue(models).request(tenantId, at),
  'something to pull': (models, tenantId) => createPullStore(models).request(tenantId, accountOf(tenantId), at),
  'a contact to be tagged': (models, tenantId) =>
    createContactTagStore(models).markDue(tenantId, contactOf(tenantId), at),
  'a note of a contact': (models, tenantId) =>
    createContactNoteStore(models).save(tenantId, {
      contactId: contactOf(tenantId),
      text: 'Hi',
      updatedAt: at,
      updatedById: userId,
    }),
  "the curve's progress": (models, tenantId) =>
    createCurveStore(models).noteProgress(tenantId, {
      faqsVersion: 1,
      glossary: 1,
      heldOut: 1,
      week: '2026-W01',
      dialMovedAt: 0,
    }),
  'a chat to be linked': (models, tenantId) =>
    createLinkedChatStore(models).keepCode(tenantId, userId, {
      accountId: accountOf(tenantId),
      hash: 'x',
      expiresAt: at,
    }),
  'who is there': (models, tenantId) =>
    createPresenceStore(models).beat(tenantId, { id: `${tenantId}-tab`, userId, seenAt: at, isTyping: false }),
  'a reply being written': (models, tenantId) =>
    createReplyDraftStore(models).save(tenantId, userId, {
      conversationId: conversationOf(tenantId),
      text: 'Hi',
      isNote: false,
      updatedAt: at,
    }),
  'a file': async (models, tenantId) => {
    const file = {
      id: newId(),
      tenantId,
      conversationId: conversationOf(tenantId),
      createdAt: at,
      createdById: userId,
    };
    const content = { fileName: 'x.txt', contentType: 'text/plain', bytes: Buffer.from('x') };
    expect(await createFileStore(models).add(tenantId, { ...file, ...content }, 1_000)).toBe('stored');
  },
  'who was given a conversation': (models, tenantId) => createStaffStore(models).noteAssigned(tenantId, userId, at),
};

describe.each(testDatabases())('what many write for the first time at once, on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  test.each(Object.entries(writes))('%s is refused to none of them', async (_what, write) => {
    for (let round = 0; round < 10; round += 1) {
      const tenantId = newTenantId();
      const written = await Promise.allSettled(Array.from({ length: 10 }, () => write(desk.database.models, tenantId)));
      expect(written.filter(({ status }) => status === 'rejected')).toEqual([]);
    }
  });
});
