import { learn, type ReplyModel } from '@answerdesk/answers';
import {
  type AccountStage,
  type Allowance,
  accountIdSchema,
  type Contact,
  type Conversation,
  type ConversationEvent,
  type Draft,
  type Faq,
  faqIdSchema,
  type HandledAs,
  type InboundContent,
  newId,
  type OutboxItem,
  type Rating,
  type StoredInboundMessage,
  type StoredOutboundMessage,
  settingsOf,
  tenantIdSchema,
  type UsageEvent,
  type UsageRefund,
} from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import type { ClaimedConversation, HandleDeps } from '../src/ports.ts';
import { receiveMessage } from '../src/receive-message.ts';

export const tenantId = tenantIdSchema.parse('t1');
export const account = { id: accountIdSchema.parse('t1.a1'), tenantId, channel: 'telegram' } as const;
export const now = () => new Date('2026-01-01T00:00:00Z');

export const faqs: Faq[] = [
  'When do you open?',
  'Do you ship abroad?',
  'How can I pay?',
  'Do you sell gift cards?',
].map((question, index) => ({
  id: faqIdSchema.parse(`f${index}`),
  tenantId,
  question,
  variants: [],
  answer: `Answer ${index}.`,
  createdAt: now(),
  updatedAt: now(),
}));

export const noon = new Date('2026-01-01T12:00:00Z');
const learned = learn(faqs, { version: 1 });

/** A desk in memory; `failAt` makes the named call throw once, as when a process dies there. */
export function makeDesk(changes: Partial<HandleDeps> = {}) {
  const inbound: StoredInboundMessage[] = [];
  const handled = new Map<string, HandledAs>();
  const replies = new Map<string, StoredOutboundMessage>();
  const queued = new Map<string, OutboxItem>();
  const drafts = new Map<string, Draft>();
  const events = new Map<string, ConversationEvent>();
  const ratings = new Map<string, Rating>();
  const looks: string[] = [];
  let stage: AccountStage | undefined;
  const usage = new Map<string, UsageEvent>();
  const refunds = new Map<string, UsageRefund>();
  let allowance: Allowance = 'everything';
  const failures: string[] = [];
  const takenBack: string[] = [];
  const remembered: Contact[] = [];
  let conversation: ClaimedConversation | undefined;
  let failAt = '';
  const addInbound = async (_tenantId: unknown, message: StoredInboundMessage) => {
    inbound.push(message);
    return 'stored' as const;
  };
  const step = (name: string) => {
    if (failAt !== name) return;
    failAt = '';
    throw new Error(`gone at ${name}`);
  };
  const deps: HandleDeps = {
    messages: {
      async addReply(_tenantId, reply) {
        step('addReply');
        const stored = replies.get(reply.id) ?? reply;
        replies.set(reply.id, stored);
        return stored;
      },
      listUnhandled: async (_tenantId, _conversationId, limit) =>
        inbound.filter(({ id }) => !handled.has(id)).slice(0, limit),
      async markHandled(_tenantId, id, as) {
        step('markHandled');
        handled.set(id, as);
      },
      listVersions: async (_tenantId, _conversationId, key, { before }) =>
        inbound
          .filter(({ id, inbound: { dedupeKey, content } }) => {
            const isVersion = dedupeKey === key || (content.kind === 'edited' && content.of === key);
            return isVersion && id < before;
          })
          .reverse(),
      markQueued: async () => {},
      async takeBack(_tenantId, _accountId, key) {
        takenBack.push(key);
        return inbound.filter((message) => message.inbound.dedupeKey === key).map(({ id }) => id);
      },
    },
    conversations: {
      async claim(_tenantId, fresh) {
        conversation ??= {
          ...fresh,
          tenantId,
          holder: { kind: 'bot' },
          epoch: 0,
          status: 'bot',
          unsureTurns: 0,
          createdAt: now(),
          lastMessageAt: now(),
        };
        return conversation;
      },
      async recordTurn(_tenantId, _id, { messageId, epoch, status }, turn) {
        step('recordTurn');
        if (!conversation || conversation.lastHandledId === messageId) return 'recorded';
        if (conversation.epoch !== epoch) return 'overtaken';
        conversation = { ...conversation, ...turn, status, lastHandledId: messageId };
        return 'recorded';
      },
      release: async () => {},
      find: async () => conversation,
    },
    contacts: { remember: async (_tenantId, contact) => void remembered.push(contact) },
    faqs: { find: async (_tenantId, id) => faqs.find((faq) => faq.id === id) },
    outbox: {
      async add(_tenantId, item) {
        step('outbox');
        const kept = queued.get(item.id) ?? item;
        queued.set(item.id, kept);
        return kept;
      },
      async noteRedone(_tenantId, id, redoneIn) {
        const item = queued.get(id);
        if (item) queued.set(id, { ...item, redoneIn });
      },
      async find(_tenantId, id) {
        looks.push('outbox');
        return queued.get(id);
      },
    },
    events: {
      async add(_tenantId, event) {
        const kept = events.get(event.id) ?? event;
        events.set(event.id, kept);
        return kept;
      },
    },
    ratings: {
      listByConversation: async () => [...ratings.values()].reverse(),
      async rate(_tenantId, _conversationId, id, { score, at }) {
        step('rate');
        const rating = ratings.get(id);
        if (rating) ratings.set(id, { ...rating, score, ratedAt: rating.ratedAt ?? at });
        return rating !== undefined;
      },
      async comment(_tenantId, _conversationId, id, comment) {
        const rating = ratings.get(id);
        if (rating?.score === undefined) return undefined;
        const commented = { ...rating, score: rating.score, comment: rating.comment ?? comment };
        ratings.set(id, commented);
        return commented;
      },
    },
    queue: { countWaiting: async () => 0, listWaits: async () => [] },
    drafts: {
      async add(_tenantId, draft) {
        step('draft');
        const kept = drafts.get(draft.id) ?? draft;
        drafts.set(draft.id, kept);
        return kept;
      },
      async find(_tenantId, id) {
        looks.push('drafts');
        return drafts.get(id);
      },
    },
    isSilent: async () => false,
    findStage: async () => stage,
    isOpenAt: (_tenant, at) => at < noon,
    meter: {
      async record(event) {
        step('record');
        usage.set(event.id, event);
      },
      async refund(refund) {
        step('refund');
        refunds.set(refund.of, refund);
      },
    },
    allowance: async () => allowance,
    sentences: createSentences(),
    findTenant: async () => ({
      id: tenantId,
      name: 'A shop',
      locale: 'en',
      faqsVersion: 1,
      isDemo: false,
      createdAt: now(),
    }),
    modelFor: async () => learned,
    showTyping: async () => {},
    reportFailure: (what) => failures.push(what),
    now,
    owner: 'this process',
    ...changes,
  };
  return {
    deps,
    handled,
    queued,
    drafts,
    replies,
    events,
    ratings,
    looks,
    usage,
    refunds,
    allow: (next: Allowance) => {
      allowance = next;
    },
    setStage: (next: AccountStage | undefined) => {
      stage = next;
    },
    failures,
    takenBack,
    remembered,
    conversation: () => conversation,
    failAt: (name: string) => {
      failAt = name;
    },
    setConversation: (turn: Partial<Conversation>) => {
      if (conversation) conversation = { ...conversation, ...turn };
    },
    texts: () => [...queued.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ content }) => content.text),
    async receive(content: InboundContent, at = now(), dedupeKey = newId(), platformId = '42') {
      const { message } = await receiveMessage({ messages: { addInbound }, now: () => at }, account, {
        dedupeKey,
        chatKey: '42',
        isGroup: platformId !== '42',
        contact: { platformId, locale: 'en' },
        content,
      });
      return { tenantId, conversationId: message.conversationId, message };
    },
  };
}

export const text = (words: string): InboundContent => ({ kind: 'text', text: words });

/** A desk whose tenant has a model, which is asked wherever the engine is not nearly certain. */
export function makePhrasingDesk() {
  const asked: string[] = [];
  const replyModel: ReplyModel = {
    async ground(_tenantId, { question, faqs: known }) {
      asked.push(question);
      const call = {
        purpose: 'ground',
        model: 'small',
        tokensIn: 5,
        tokensOut: 5,
        costMicros: 1,
        durationMs: 1,
      } as const;
      const [first] = known;
      return {
        text: `Said in way ${asked.length}.`,
        ...(first && { faqIds: [first.faqId] }),
        call: { ...call, outcome: 'used' },
      };
    },
    translate: async () => ({}),
  };
  const { findTenant } = makeDesk().deps;
  const desk = makeDesk({
    replyModel,
    async findTenant(id) {
      const tenant = await findTenant(id);
      const endpoint = { baseUrl: 'https://models.example/v1', model: 'small', monthlyBudgetCents: 100, sealedKey: '' };
      const thresholds = { answer: 0.97, clarify: 0.05 };
      return tenant && { ...tenant, thresholds, settings: { ...settingsOf(tenant), model: endpoint } };
    },
  });
  return { ...desk, asked };
}
