import {
  accountIdSchema,
  contactIdSchema,
  conversationIdSchema,
  type Faq,
  faqIdSchema,
  messageIdSchema,
  moodAfter,
  newId,
  newTenantId,
  type StoredInboundMessage,
  type StoredOutboundMessage,
  type TenantId,
} from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const t0 = Date.parse('2026-01-01T00:00:00Z');
const after = (ms: number) => new Date(t0 + ms);

function inbound(tenantId: TenantId, dedupeKey: string, conversation = `c${newId()}`): StoredInboundMessage {
  return {
    id: messageIdSchema.parse(newId()),
    tenantId,
    accountId: accountIdSchema.parse(`${tenantId}.a`),
    conversationId: conversationIdSchema.parse(conversation),
    channel: 'telegram',
    createdAt: after(0),
    direction: 'in',
    author: { kind: 'contact', contactId: contactIdSchema.parse('p1') },
    inbound: {
      dedupeKey,
      chatKey: '42',
      isGroup: false,
      contact: { platformId: '42' },
      content: { kind: 'text', text: 'Hello {"$gt":""} 你好' },
    },
  };
}

describe.each(testDatabases())('stores on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  test('of the same message arriving many times at once exactly one is stored', async () => {
    const { messages } = desk.stores;
    const tenantId = newTenantId();
    const conversationId = `c${newId()}`;
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => messages.addInbound(tenantId, inbound(tenantId, 'update:1', conversationId))),
    );
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
    const waiting = await messages.listUnhandled(tenantId, conversationIdSchema.parse(conversationId), 10);
    expect(waiting).toHaveLength(1);
  });

  test('messages wait in the order they were accepted, come back as they went in, and leave when handled', async () => {
    const { messages, platformWide } = desk.stores;
    const tenantId = newTenantId();
    const first = inbound(tenantId, 'update:1');
    const next = { ...inbound(tenantId, 'update:2'), conversationId: first.conversationId };
    await messages.addInbound(tenantId, next);
    await messages.addInbound(tenantId, first);
    expect(await messages.listUnhandled(tenantId, first.conversationId, 10)).toEqual([first, next]);
    const key = { tenantId, conversationId: first.conversationId };
    expect(await platformWide.listUnhandled(after(0), 1_000)).toContainEqual(key);
    expect(await platformWide.listUnhandled(after(-1), 1_000)).not.toContainEqual(key);
    await messages.markHandled(tenantId, first.id, 'answered');
    await messages.markHandled(tenantId, next.id, 'handover');
    expect(await messages.listUnhandled(tenantId, first.conversationId, 10)).toEqual([]);
    expect(await platformWide.listUnhandled(after(0), 1_000)).not.toContainEqual(key);
    expect(await messages.listNewest(tenantId, first.conversationId, 10)).toEqual([
      { ...first, handledAs: 'answered' },
      { ...next, handledAs: 'handover' },
    ]);
  });

  test('many conversations read at the same time each list their own, also when one has a long line', async () => {
    const { messages } = desk.stores;
    const tenantId = newTenantId();
    const long = Array.from({ length: 70 }, (_, index) => inbound(tenantId, `update:long:${index}`, 'c0'));
    const others = Array.from({ length: 2 }, (_, index) => inbound(tenantId, `update:${index}`, `c${index + 1}`));
    await Promise.all([...long, ...others].map((message) => messages.addInbound(tenantId, message)));
    const lists = await Promise.all(
      ['c0', 'c1', 'c2'].map((id) => messages.listUnhandled(tenantId, conversationIdSchema.parse(id), 20)),
    );
    expect(lists).toEqual([long.slice(0, 20), ...others.map((message) => [message])]);
  });

  test('a reply made twice is kept as it was first made', async () => {
    const { messages } = desk.stores;
    const tenantId = newTenantId();
    const { inbound: _none, ...cause } = inbound(tenantId, 'update:9');
    const reply: StoredOutboundMessage = {
      ...cause,
      id: messageIdSchema.parse(`${cause.id}.r`),
      direction: 'out',
      author: { kind: 'bot' },
      content: { kind: 'reply', text: 'Yes.', choices: [{ id: 'faq:1', label: 'Really?' }] },
      causeId: cause.id,
      trace: { confidence: 0.9, candidates: [] },
    };
    expect(await messages.addReply(tenantId, reply)).toEqual(reply);
    const again = await messages.addReply(tenantId, { ...reply, content: { kind: 'reply', text: 'No.' } });
    expect(again).toEqual(reply);
  });

  test('a message taken back is forgotten wherever its words were kept to understand others by', async () => {
    const { messages, conversations, outbox } = desk.stores;
    const tenantId = newTenantId();
    const first = inbound(tenantId, 'update:1');
    const { conversationId } = first;
    const edit = inbound(tenantId, 'update:2', conversationId);
    const edited = { ...edit.inbound, content: { kind: 'edited', of: 'update:1', text: 'My secret word' } as const };
    const next = inbound(tenantId, 'update:3', conversationId);
    const declined = {
      ...({ reason: 'no-answer', priority: 3 } as const),
      ...{ since: after(0), messageId: next.id, asked: 'My secret word', askedId: edit.id },
    };
    await messages.addInbound(tenantId, first);
    await messages.addInbound(tenantId, { ...edit, inbound: edited });
    await messages.addInbound(tenantId, next);
    const replyTo = ({ inbound: _none, ...cause }: StoredInboundMessage, asked: string, trace: object) => {
      const faqId = faqIdSchema.parse('f1');
      const reply: StoredOutboundMessage = {
        ...cause,
        id: messageIdSchema.parse(`${cause.id}.r`),
        direction: 'out',
        author: { kind: 'bot' },
        content: { kind: 'reply', text: 'Yes.' },
        causeId: cause.id,
        turn: {
          handledAs: 'answered',
          changes: {
            unsureTurns: 0,
            lastAnswered: { messageId: cause.id, at: after(0), faqId, asked },
            askedBack: { messageId: cause.id, asked },
            ...(cause.id === next.id && { waiting: declined }),
          },
        },
        trace: { ...trace },
      };
      return reply;
    };
    const replies = [
      replyTo(first, 'Hello', {}),
      replyTo(edit, 'My secret word', {}),
      replyTo(next, 'And now?', { resolvedWith: 'My secret word', confidence: 0.9 }),
    ];
    for (const reply of replies) await messages.addReply(tenantId, reply);
    const contact = { contactId: contactIdSchema.parse('p1'), chatKey: '42', isGroup: false };
    await conversations.claim(
      tenantId,
      { id: conversationId, accountId: first.accountId, channel: 'telegram', ...contact },
      { owner: 'a', now: after(0), until: after(1000) },
    );
    const lastAnswered = { messageId: edit.id, at: after(0), faqId: faqIdSchema.parse('f1'), asked: 'My secret word' };
    await conversations.recordTurn(
      tenantId,
      conversationId,
      { messageId: edit.id, at: after(0), epoch: 0, status: 'bot' },
      { unsureTurns: 0, lastAnswered, askedBack: { messageId: edit.id, asked: 'My secret word' }, waiting: declined },
    );
    const queued = replies[1];
    if (!queued?.turn) throw new Error('There is no reply to queue.');
    await outbox.add(tenantId, {
      ...{ id: queued.id, tenantId, accountId: first.accountId, conversationId, channel: 'telegram', ...contact },
      ...{
        content: queued.content,
        turn: queued.turn,
        state: 'sent',
        attempts: 1,
        uncertainSends: 0,
        sentParts: ['x'],
      },
      createdAt: after(0),
    });

    expect(await messages.takeBack(newTenantId(), first.accountId, 'update:1')).toEqual([]);
    expect((await conversations.find(tenantId, conversationId))?.lastAnswered?.asked).toBe('My secret word');
    for (const _twice of [1, 2]) {
      expect(await messages.takeBack(tenantId, first.accountId, 'update:1')).toEqual([first.id, edit.id]);
    }
    const kept = {
      conversation: await conversations.find(tenantId, conversationId),
      messages: await messages.listNewest(tenantId, conversationId, 10),
      queued: await outbox.find(tenantId, queued.id),
    };
    expect(JSON.stringify(kept)).not.toContain('secret');
    expect(kept.conversation?.lastAnswered).toMatchObject({ messageId: edit.id, faqId: 'f1' });
    const [, , third] = replies;
    const { asked: _secret, ...waiting } = declined;
    expect(kept.conversation?.waiting).toEqual(waiting);
    expect(kept.messages.find(({ id }) => id === third?.id)).toEqual({
      ...third,
      turn: { ...third?.turn, changes: { ...third?.turn?.changes, waiting } },
      trace: { confidence: 0.9 },
    });
  });

  test('what a person was called for is forgotten with the message that asked it, also where that message called', async () => {
    const { messages, conversations } = desk.stores;
    const tenantId = newTenantId();
    const { conversationId, accountId, id: messageId, ...first } = inbound(tenantId, 'update:1');
    await messages.addInbound(tenantId, { ...first, conversationId, accountId, id: messageId });
    const contact = { contactId: contactIdSchema.parse('p1'), chatKey: '42', isGroup: false };
    const chat = { id: conversationId, accountId, channel: 'telegram', ...contact } as const;
    await conversations.claim(tenantId, chat, { owner: 'a', now: after(0), until: after(1000) });
    const led = { reason: 'no-answer', priority: 3, since: after(0), messageId } as const;
    await conversations.recordTurn(
      tenantId,
      conversationId,
      { messageId, at: after(0), epoch: 0, status: 'waiting', needsAttention: false },
      { unsureTurns: 0, waiting: { ...led, asked: 'My secret word' } },
    );
    await messages.takeBack(tenantId, accountId, 'update:1');
    expect((await conversations.find(tenantId, conversationId))?.waiting).toEqual(led);
  });

  test('a conversation with a long line hides no other from the sweep', async () => {
    const { messages, platformWide } = desk.stores;
    const busy = newTenantId();
    const conversation = `c${newId()}`;
    const early = after(-1_000_000);
    for (let start = 0; start < 700; start += 50) {
      const batch = Array.from({ length: 50 }, (_, index) => inbound(busy, `update:${start + index}`, conversation));
      await Promise.all(batch.map((message) => messages.addInbound(busy, { ...message, createdAt: early })));
    }
    const other = { ...inbound(newTenantId(), 'update:1'), createdAt: after(-999_999) };
    await messages.addInbound(other.tenantId, other);
    const found = await platformWide.listUnhandled(after(-999_999), 500);
    expect(found).toContainEqual({ tenantId: other.tenantId, conversationId: other.conversationId });
  });

  test("another tenant's messages, conversations, accounts and FAQs are not there", async () => {
    const { messages, conversations, accounts, faqs, tenants } = desk.stores;
    const [mine, other] = [newTenantId(), newTenantId()];
    const message = inbound(mine, 'update:1');
    await messages.addInbound(mine, message);
    expect(await messages.listUnhandled(other, message.conversationId, 10)).toEqual([]);
    await messages.markHandled(other, message.id, 'answered');
    expect(await messages.listUnhandled(mine, message.conversationId, 10)).toHaveLength(1);
    await conversations.claim(mine, fresh(message), { owner: 'p', now: after(0), until: after(1_000) });
    expect(await conversations.find(other, message.conversationId)).toBeUndefined();
    expect(await conversations.findFirstBotEpoch(other, message.conversationId)).toBeUndefined();
    const accountId = accountIdSchema.parse(`${mine}.a`);
    await accounts.add(mine, {
      id: accountId,
      tenantId: mine,
      channel: 'telegram',
      label: '@x',
      sealedCredentials: 'v1',
      settings: { botId: 5_000_000_000 },
      createdAt: after(0),
    });
    expect(await accounts.find(other, accountId)).toBeUndefined();
    expect((await accounts.find(mine, accountId))?.settings).toEqual({ botId: 5_000_000_000 });
    expect(await faqs.list(other)).toEqual([]);
    expect(await tenants.find(other)).toBeUndefined();
  });

  test('one process at a time holds a conversation; a lease that ran out is taken over', async () => {
    const { conversations } = desk.stores;
    const tenantId = newTenantId();
    const message = inbound(tenantId, 'update:1');
    const claim = (owner: string, nowMs: number) =>
      conversations.claim(tenantId, fresh(message), { owner, now: after(nowMs), until: after(nowMs + 1_000) });
    const claims = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => claim(owner, 0)));
    expect(claims.filter((claimed) => claimed !== undefined)).toHaveLength(1);
    expect(await claim('late', 500)).toBeUndefined();
    const taken = await claim('late', 1_000);
    expect(taken).toMatchObject({ holder: { kind: 'bot' }, epoch: 0, unsureTurns: 0 });
    await conversations.release(tenantId, message.conversationId, 'a');
    expect(await claim('third', 1_001)).toBeUndefined();
    await conversations.release(tenantId, message.conversationId, 'late');
    expect(await claim('third', 1_001)).toBeDefined();
  });

  test('what one message changed is recorded once', async () => {
    const { conversations } = desk.stores;
    const tenantId = newTenantId();
    const message = inbound(tenantId, 'update:1');
    await conversations.claim(tenantId, fresh(message), { owner: 'p', now: after(0), until: after(1_000) });
    const record = (unsureTurns: number) =>
      conversations.recordTurn(
        tenantId,
        message.conversationId,
        { messageId: message.id, at: after(5), epoch: 0, status: 'bot' },
        { unsureTurns, language: 'es' },
      );
    expect(await record(1)).toBe('recorded');
    expect(await record(2)).toBe('recorded');
    const conversation = await conversations.find(tenantId, message.conversationId);
    expect(conversation).toMatchObject({ unsureTurns: 1, language: 'es', lastMessageAt: after(5) });
  });

  test("a customer's mood comes back as it was noted, once for each message however often it is dealt with", async () => {
    const { conversations } = desk.stores;
    const tenantId = newTenantId();
    const message = inbound(tenantId, 'update:1');
    await conversations.claim(tenantId, fresh(message), { owner: 'p', now: after(0), until: after(1_000) });
    const emotion = { anger: 0.9, disappointment: 0.2, urgency: 0, satisfaction: 0, leading: 'anger' } as const;
    const turn = { messageId: message.id, at: after(5), emotion };
    const mood = { ...moodAfter(undefined, turn), soothedAt: { anger: after(5) } };
    for (const noted of [mood, moodAfter(mood, { ...turn, messageId: messageIdSchema.parse('later') })]) {
      const changed = { messageId: message.id, at: after(5), epoch: 0, status: 'bot' } as const;
      await conversations.recordTurn(tenantId, message.conversationId, changed, { unsureTurns: 0, mood: noted });
    }
    expect((await conversations.find(tenantId, message.conversationId))?.mood).toEqual(mood);
  });

  test('a wish for a language is kept with the conversation until it is over', async () => {
    const { conversations } = desk.stores;
    const tenantId = newTenantId();
    const message = inbound(tenantId, 'update:1');
    const { conversationId } = message;
    await conversations.claim(tenantId, fresh(message), { owner: 'p', now: after(0), until: after(1_000) });
    const languageWish = { language: 'pt-BR', strayedTo: 'en' };
    const turn = { at: after(5), epoch: 0, status: 'bot' } as const;
    const first = { messageId: message.id, ...turn };
    await conversations.recordTurn(tenantId, conversationId, first, {
      unsureTurns: 0,
      languageWish,
      wroteIn: ['en', 'pt-BR'],
    });
    expect(await conversations.find(tenantId, conversationId)).toMatchObject({
      languageWish,
      wroteIn: ['en', 'pt-BR'],
    });
    const next = { messageId: messageIdSchema.parse(newId()), ...turn };
    await conversations.recordTurn(tenantId, conversationId, next, { unsureTurns: 0, languageWish: null });
    const over = await conversations.find(tenantId, conversationId);
    expect(over).toMatchObject({ languageWish: null, wroteIn: ['en', 'pt-BR'] });
  });

  test('a saved FAQ comes back as it was, and moves the version', async () => {
    const { faqs, tenants } = desk.stores;
    const tenantId = newTenantId();
    await tenants.add({
      id: tenantId,
      name: 'A shop',
      locale: 'en',
      faqsVersion: 0,
      isDemo: false,
      createdAt: after(0),
    });
    const faq: Faq = {
      id: faqIdSchema.parse(newId()),
      tenantId,
      question: '¿Abren el domingo?',
      variants: ['$where', 'a.b'],
      answer: 'Sí, de **10** a 14.',
      locale: 'es',
      validFrom: after(0),
      createdAt: after(0),
      updatedAt: after(1),
    };
    await faqs.save(tenantId, [faq]);
    expect(await faqs.list(tenantId)).toEqual([faq]);
    expect(await faqs.find(tenantId, faq.id)).toEqual(faq);
    const { validFrom: _gone, ...changed } = { ...faq, answer: 'No.' };
    await faqs.save(tenantId, [changed]);
    expect(await faqs.list(tenantId)).toEqual([changed]);
    const before = (await tenants.find(tenantId))?.faqsVersion ?? 0;
    expect(before).toBeGreaterThanOrEqual(2);
    await faqs.save(tenantId, []);
    expect((await tenants.find(tenantId))?.faqsVersion).toBeGreaterThan(before);
  });

  test('a contact is remembered once, with the newest name, and may be marked unreachable', async () => {
    const { contacts } = desk.stores;
    const tenantId = newTenantId();
    const contact = {
      id: contactIdSchema.parse(`p${newId()}`),
      tenantId,
      accountId: accountIdSchema.parse(`${tenantId}.a`),
      platformId: '42',
      displayName: 'Ana',
      isReachable: true,
      createdAt: after(0),
    };
    await Promise.all([contacts.remember(tenantId, contact), contacts.remember(tenantId, contact)]);
    await contacts.remember(tenantId, { ...contact, displayName: 'Ana María', createdAt: after(9) });
    await contacts.markUnreachable(tenantId, contact.id);
    const kept = await desk.database.models.contacts.find({ tenantId }).lean();
    expect(kept).toMatchObject([{ displayName: 'Ana María', createdAt: after(0), isReachable: false }]);
  });

  test('a tenant id is taken once', async () => {
    const tenant = { id: newTenantId(), name: 'A', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: after(0) };
    await desk.stores.tenants.add(tenant);
    expect(await desk.stores.tenants.find(tenant.id)).toEqual(tenant);
    await expect(desk.stores.tenants.add(tenant)).rejects.toMatchObject({ code: 'already-exists' });
  });
});

function fresh({ conversationId, accountId, channel, author, inbound: { chatKey, isGroup } }: StoredInboundMessage) {
  return { id: conversationId, accountId, channel, contactId: author.contactId, chatKey, isGroup };
}
