import {
  accountIdSchema,
  contactIdSchema,
  conversationIdSchema,
  newTenantId,
  type OutboxItem,
  userIdSchema,
} from '@answerdesk/domain';
import { createStaffWords } from '@answerdesk/locales';
import { expect, test } from 'vitest';
import type { TellDeps } from './ports.ts';
import { tellOfTopic } from './tell-of-topic.ts';

const tenantId = newTenantId();
const ann = userIdSchema.parse('ann');
const topic = {
  id: 'faq:zip:1',
  title: 'Why is my *ZIP* refused?',
  since: new Date('2026-11-20T09:00:00Z'),
  noticedAt: new Date('2026-11-20T11:00:00Z'),
  count: 17,
  expected: 0.42,
};

function open({ isMember = true, isLinked = true } = {}) {
  const items = new Map<string, OutboxItem>();
  const chat = {
    accountId: accountIdSchema.parse(`${tenantId}.a`),
    channel: 'telegram',
    conversationId: conversationIdSchema.parse('c-staff'),
    contactId: contactIdSchema.parse('p-ann'),
    chatKey: '7',
    linkedAt: new Date(0),
    locale: 'es',
  } as const;
  const unused = () => Promise.reject(new Error('not asked for'));
  const deps: TellDeps = {
    linkedChats: {
      keepCode: unused,
      takeCode: unused,
      link: unused,
      unlink: unused,
      choose: unused,
      listLinked: unused,
      findByConversation: unused,
      findOf: async () => ({ userId: ann, isAlways: false, ...(isLinked && { chat }) }),
    },
    staffOutbox: {
      find: unused,
      findByPart: unused,
      listAbout: unused,
      async add(_tenantId, item) {
        if (!items.has(item.id)) items.set(item.id, item);
        return item;
      },
    },
    findMember: async () => (isMember ? { isManager: false } : undefined),
    findTenant: async () => ({
      id: tenantId,
      name: 'Tea & Co',
      locale: 'en',
      faqsVersion: 0,
      isDemo: false,
      createdAt: new Date(0),
    }),
    isConnected: async () => true,
    faqs: { find: unused },
    readMessage: unused,
    findReplyTo: unused,
    agentNameOf: unused,
    staffWords: createStaffWords(),
    now: () => topic.noticedAt,
  };
  return { deps, items };
}

test('a member’s own chat says it in its language, once for each alert', async () => {
  const { deps, items } = open();
  await tellOfTopic(deps, tenantId, ann, topic);
  await tellOfTopic(deps, tenantId, ann, topic);
  await tellOfTopic(deps, tenantId, ann, { ...topic, id: 'faq:zip:2' });
  const [first] = items.values();
  expect(items.size).toBe(2);
  expect(first).toMatchObject({ conversationId: 'c-staff', chatKey: '7', state: 'pending' });
  expect(first?.content.text).toContain('Why is my ∗ZIP∗ refused?');
  expect(first?.content.text).toContain('Conversaciones: 17; lo habitual son unas 0,4.');
});

test('who has left, or has no chat, is not told', async () => {
  for (const off of [{ isMember: false }, { isLinked: false }]) {
    const { deps, items } = open(off);
    await tellOfTopic(deps, tenantId, ann, topic);
    expect(items.size).toBe(0);
  }
});
