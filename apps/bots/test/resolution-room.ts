import { recordUsage, refundUsage } from '@answerdesk/billing';
import {
  accountIdSchema,
  type ConversationId,
  contactIdSchema,
  conversationIdSchema,
  faqIdSchema,
  type HandledAs,
  type Intent,
  idsFrom,
  messageIdSchema,
  type StoredInboundMessage,
  type TenantId,
  type UsageMeter,
  userIdSchema,
} from '@answerdesk/domain';
import { type SettleResolutionsDeps, settleResolutions, summariseResolutions } from '@answerdesk/insights';
import type { TestDatabase } from '@answerdesk/testing';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
let nextDay = Date.parse('2026-03-01T00:00:00Z');
let serial = 0;

interface Said {
  readonly text?: string;
  readonly faq?: string;
  readonly intent?: Intent;
  readonly calls?: 'no-answer' | 'asked-for-person';
  readonly chat?: string;
}

/** A database for the tests of a suite, each on days of its own, and what is said and settled in it. */
export function resolutionRoom(open: () => Promise<TestDatabase>) {
  let desk: TestDatabase;
  let dayMs = 0;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());
  beforeEach(() => {
    nextDay += 40 * DAY_MS;
    dayMs = nextDay;
  });

  const at = (ms: number) => new Date(dayMs + ms);
  const idAt = (ms: number) => {
    serial += 1;
    return messageIdSchema.parse(`${idsFrom(at(ms))}${String(serial).padStart(15, '0')}`);
  };
  const conversationOf = (tenantId: TenantId, chat = 'one') => conversationIdSchema.parse(`${tenantId}:${chat}`);

  function meterAt(now: Date): UsageMeter {
    const { ledger } = desk.stores;
    const deps = { ledger, planOf: async () => 'free' as const, wakeSumming: () => {} };
    return {
      async record(event) {
        await recordUsage(deps, { ...event, at: now });
      },
      async refund(refund) {
        await refundUsage(deps, refund);
      },
    };
  }

  function depsAt(nowMs: number, changes: Partial<SettleResolutionsDeps> = {}): SettleResolutionsDeps {
    const { transcripts, enquiries, resolutions, resolutionJob: job } = desk.stores;
    const now = () => at(nowMs);
    const meter = meterAt(at(nowMs));
    const quietHoursOf = async () => 24;
    const reportFailure = (_what: string, error: unknown) => expect.unreachable(String(error));
    return {
      ...{ transcripts, enquiries, resolutions, job, meter, quietHoursOf, now, owner: 'one', reportFailure },
      ...changes,
    };
  }

  async function settle(deps: SettleResolutionsDeps) {
    for (let calls = 0; (await settleResolutions(deps)).more; calls += 1) expect(calls).toBeLessThan(500);
  }

  /** A customer's message, and the bot's reply where it made one. */
  async function say(tenantId: TenantId, ms: number, handledAs: HandledAs, said: Said = {}) {
    const { text = 'How long may I return it?', faq, intent, calls, chat = 'one' } = said;
    const id = idAt(ms);
    const conversationId = conversationOf(tenantId, chat);
    const contactId = contactIdSchema.parse(`${conversationId}:p`);
    const base = {
      tenantId,
      accountId: accountIdSchema.parse(`${tenantId}.a`),
      conversationId,
      channel: 'telegram',
      createdAt: at(ms),
    } as const;
    const message: StoredInboundMessage = {
      ...base,
      id,
      direction: 'in',
      author: { kind: 'contact', contactId },
      inbound: {
        dedupeKey: id,
        chatKey: chat,
        isGroup: false,
        contact: { platformId: chat, locale: 'en' },
        content: { kind: 'text', text },
      },
    };
    const { stores } = desk;
    const fresh = { id: conversationId, accountId: base.accountId, channel: base.channel, contactId, chatKey: chat };
    const lease = { owner: 'test', now: at(ms), until: at(ms + 1) };
    await stores.conversations.claim(tenantId, { ...fresh, isGroup: false }, lease);
    await stores.messages.addInbound(tenantId, message);
    const replyId = messageIdSchema.parse(`${id}.r`);
    if (handledAs !== 'left-to-agent') {
      const waiting = { reason: calls ?? 'no-answer', since: at(ms), messageId: id, priority: 3 } as const;
      const faqId = faqIdSchema.parse(faq ?? 'returns');
      await stores.messages.addReply(tenantId, {
        ...base,
        id: replyId,
        createdAt: at(ms + 500),
        direction: 'out',
        author: { kind: 'bot' },
        content: { kind: 'reply', text: 'Thirty days.' },
        causeId: id,
        turn: {
          handledAs,
          changes: {
            unsureTurns: 0,
            language: 'en',
            ...(handledAs === 'answered' && { lastAnswered: { messageId: id, at: at(ms), faqId } }),
            ...(intent && { lastSmallTalk: { messageId: id, intent } }),
            ...(calls && { waiting }),
          },
        },
      });
    }
    await stores.messages.markHandled(tenantId, id, handledAs);
    return { id, replyId };
  }

  async function replyAsAgent(tenantId: TenantId, ms: number, chat = 'one') {
    const message = {
      id: idAt(ms),
      tenantId,
      accountId: accountIdSchema.parse(`${tenantId}.a`),
      conversationId: conversationOf(tenantId, chat),
      channel: 'telegram',
      createdAt: at(ms),
      direction: 'out',
      author: { kind: 'agent', agentId: userIdSchema.parse('maria') },
      content: { kind: 'reply', text: 'I see to it.' },
    } as const;
    await desk.stores.messages.addReply(tenantId, message);
  }

  async function kept(tenantId: TenantId, conversationId: ConversationId = conversationOf(tenantId)) {
    const newest = await desk.stores.enquiries.newest(tenantId, conversationId, 100);
    return newest.toReversed().map(({ state, reason, by }) => [state, reason, by ?? 'nobody'].join(' '));
  }

  async function ledgerOf(tenantId: TenantId) {
    const docs = await desk.database.models.usageevents.find({ tenantId }).sort({ quantity: -1 }).lean();
    return docs.map(({ kind, quantity, causeId, reason }) => [kind, quantity, causeId, reason].join(' ').trim());
  }

  async function figures(tenantId: TenantId) {
    const day = at(0).toISOString().slice(0, 10);
    const { resolutions } = desk.stores;
    const [one] = await summariseResolutions({ resolutions }, tenantId, { from: day, to: day, timeZone: 'UTC' });
    return one;
  }

  return {
    desk: () => desk,
    ...{ at, idAt, conversationOf, depsAt, settle, say, replyAsAgent, kept, ledgerOf, figures },
  };
}
