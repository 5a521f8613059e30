import { createFindSimilarFaqs, type ForetellEffect, listHeldOut } from '@answerdesk/answers';
import { approveSuggestions, listSuggestions, type SuggestDeps, suggestFromReplies } from '@answerdesk/conversations';
import { createCannedReplyStore } from '@answerdesk/database';
import {
  accountIdSchema,
  type ConversationId,
  contactIdSchema,
  conversationIdSchema,
  faqIdSchema,
  isHeldOut,
  type MessageId,
  messageIdSchema,
  newId,
  newTenantId,
  type StoredOutboundMessage,
  type TenantId,
  userIdSchema,
} from '@answerdesk/domain';
import type { TestDatabase } from '@answerdesk/testing';
import { afterAll, beforeAll, beforeEach } from 'vitest';

export const agentId = userIdSchema.parse('agent-1');
export const by = { userId: agentId, email: 'ada@shop.example', mayPublish: true };
export const asked = 'Can I bring back an umbrella without the receipt?';
export const answer = 'You can bring back an umbrella within 30 days, with the card you paid with.';

/** A database for the tests of a suite, a shop of its own for each, and what people say in it. */
export function suggestionRoom(open: () => Promise<TestDatabase>) {
  let desk: TestDatabase;
  let tenantId: TenantId;
  let now: Date;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());
  beforeEach(async () => {
    tenantId = newTenantId();
    now = new Date();
    const tenant = { name: 'A shop', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: now };
    await desk.stores.tenants.add({ id: tenantId, ...tenant });
  });

  function deps(changes: Partial<SuggestDeps> = {}): SuggestDeps {
    const { conversations, messages, events, drafts, faqs, suggestions, learningQueue, leases, tenants } = desk.stores;
    return {
      ...{ conversations, messages, events, drafts, faqs, suggestions },
      cannedReplies: createCannedReplyStore(desk.database.models),
      findSimilarFaqs: createFindSimilarFaqs({
        loadFaqs: faqs.list,
        findVersion: async (of) => (await tenants.find(of))?.faqsVersion ?? 0,
        patienceMs: 60_000,
      }),
      queue: learningQueue,
      lease: {
        claim: (of, lease) => leases.claim(of, 'suggest', lease),
        release: (of, owner) => leases.release(of, 'suggest', owner),
      },
      now: () => now,
      owner: 'one',
      ...changes,
    };
  }

  const workshop = () => ({ faqs: desk.stores.workshop, revisions: desk.stores.faqRevisions, now: () => now });
  const keptForMeasuring = (of: TenantId) => listHeldOut(desk.stores.confirmed, of, 100);
  const none: ForetellEffect = async () => ({ kind: 'none' });
  const deciding = (foretell = none) => ({
    ...{ suggestions: desk.stores.suggestions, listHeldOut: keptForMeasuring },
    gate: { workshop: workshop(), findTenant: desk.stores.tenants.find, foretell },
    now: () => now,
  });
  const approve = async (...args: Parameters<typeof approveSuggestions>) => {
    const through = await approveSuggestions(...args);
    if (through.outcome !== 'done') throw new Error(through.outcome);
    return through.decided;
  };
  const list = async (state: 'open' | 'approved' | 'rejected' = 'open') =>
    (
      await listSuggestions(
        { suggestions: desk.stores.suggestions, faqs: desk.stores.workshop, listHeldOut: keptForMeasuring },
        tenantId,
        { state, limit: 50 },
      )
    ).suggestions;

  interface Line {
    readonly who: 'customer' | 'agent' | 'bot';
    readonly text: string;
    readonly more?: Partial<StoredOutboundMessage>;
    /** Whether what it confirms is kept for measuring. */
    readonly measures?: boolean;
  }

  const customer = (text: string): Line => ({ who: 'customer', text });
  const agent = (text: string, more: Partial<StoredOutboundMessage> = {}): Line => ({ who: 'agent', text, more });

  async function say(person: string, lines: readonly Line[]): Promise<void> {
    const conversationId = conversationIdOf(person);
    for (const { who, text, more, measures = false } of lines) {
      const id = idThat(measures);
      const base = {
        id,
        tenantId,
        accountId: accountIdSchema.parse(`${tenantId}.a`),
        conversationId,
        channel: 'telegram',
        createdAt: now,
      } as const;
      if (who === 'customer') {
        await desk.stores.messages.addInbound(tenantId, {
          ...base,
          direction: 'in',
          author: { kind: 'contact', contactId: contactIdSchema.parse(`${tenantId}:${person}`) },
          inbound: {
            dedupeKey: id,
            chatKey: person,
            isGroup: false,
            contact: { platformId: person, displayName: `Olga ${person}` },
            content: { kind: 'text', text },
          },
        });
        await desk.stores.messages.markHandled(tenantId, id, 'left-to-agent');
      } else {
        await desk.stores.messages.addReply(tenantId, {
          ...base,
          direction: 'out',
          author: who === 'bot' ? { kind: 'bot' } : { kind: 'agent', agentId, name: 'Ada' },
          content: { kind: 'reply', text },
          ...more,
        });
      }
    }
  }

  function idThat(measures: boolean): MessageId {
    for (;;) {
      const id = messageIdSchema.parse(newId());
      if (isHeldOut({ id }) === measures) return id;
    }
  }

  function conversationIdOf(person: string): ConversationId {
    return conversationIdSchema.parse(`${tenantId}:${person}`);
  }

  /** A conversation that an agent had and closed. */
  async function converse(person: string, lines: readonly Line[]): Promise<ConversationId> {
    const id = conversationIdOf(person);
    await say(person, lines);
    await desk.database.models.conversations.create({
      _id: id,
      tenantId,
      accountId: accountIdSchema.parse(`${tenantId}.a`),
      channel: 'telegram',
      contactId: contactIdSchema.parse(`${tenantId}:${person}`),
      chatKey: person,
      isGroup: false,
      holder: { kind: 'agent', agentId },
      epoch: 1,
      status: 'human',
      unsureTurns: 0,
      createdAt: now,
      lastMessageAt: now,
      language: 'en',
    });
    await close(id, 1);
    return id;
  }

  async function close(id: ConversationId, epoch: number): Promise<void> {
    const change = {
      id: messageIdSchema.parse(newId()),
      kind: 'closed',
      at: now,
      byId: agentId,
      fromId: agentId,
      agentName: 'Ada',
      epoch: epoch + 1,
    } as const;
    const to = { status: 'closed', holder: { kind: 'bot' }, closedAt: now } as const;
    await desk.stores.pens.changeStatus(tenantId, id, epoch, { change, ...to });
  }

  /** Everything that is due, as the clock does it. */
  async function learn(changes: Partial<SuggestDeps> = {}) {
    const due = await desk.stores.platformWide.listToLearnFrom(now, 1_000);
    const ours = due.filter((each) => each.tenantId === tenantId).map(({ conversationId }) => conversationId);
    return suggestFromReplies(deps(changes), tenantId, ours);
  }

  async function addFaq(question: string, text: string, variants: readonly string[] = []) {
    const id = faqIdSchema.parse(newId());
    const faq = { id, tenantId, question, variants: [...variants], answer: text, createdAt: now, updatedAt: now };
    await desk.stores.faqs.save(tenantId, [faq]);
    return id;
  }

  return {
    desk: () => desk,
    tenantId: () => tenantId,
    now: () => now,
    /** Lets time pass. */
    pass(ms: number) {
      now = new Date(now.getTime() + ms);
    },
    ...{
      deps,
      workshop,
      keptForMeasuring,
      deciding,
      approve,
      list,
      customer,
      agent,
      say,
      idThat,
      conversationIdOf,
      converse,
      close,
      learn,
      addFaq,
    },
  };
}
