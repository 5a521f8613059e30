import { learn } from '@answerdesk/answers';
import {
  type AccountStage,
  accountIdSchema,
  type Contact,
  type Conversation,
  type ConversationEvent,
  type Draft,
  type Faq,
  faqIdSchema,
  type HandledAs,
  type InboundContent,
  messageIdSchema,
  newId,
  type OutboxItem,
  type Rating,
  type StoredInboundMessage,
  type StoredOutboundMessage,
  tenantIdSchema,
  type UsageEvent,
  userIdSchema,
} from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import { expect, test } from 'vitest';
import { handleMessages } from './handle-messages.ts';
import type { ClaimedConversation, HandleDeps } from './ports.ts';
import { receiveMessage } from './receive-message.ts';

const tenantId = tenantIdSchema.parse('t1');
const account = { id: accountIdSchema.parse('t1.a1'), tenantId, channel: 'telegram' } as const;
const now = () => new Date('2026-01-01T00:00:00Z');

const faqs: Faq[] = ['When do you open?', 'Do you ship abroad?', 'How can I pay?', 'Do you sell gift cards?'].map(
  (question, index) => ({
    id: faqIdSchema.parse(`f${index}`),
    tenantId,
    question,
    variants: [],
    answer: `Answer ${index}.`,
    createdAt: now(),
    updatedAt: now(),
  }),
);

const noon = new Date('2026-01-01T12:00:00Z');
const learned = learn(faqs, { version: 1 });

/** A desk in memory; `failAt` makes the named call throw once, as when a process dies there. */
function makeDesk(changes: Partial<HandleDeps> = {}) {
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
      takeBack: async (_tenantId, _accountId, key) => void takenBack.push(key),
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
    meter: { record: async (event) => void usage.set(event.id, event), refund: async () => {} },
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
    async receive(content: InboundContent, at = now(), dedupeKey = newId()) {
      const { message } = await receiveMessage({ messages: { addInbound }, now: () => at }, account, {
        dedupeKey,
        chatKey: '42',
        isGroup: false,
        contact: { platformId: '42', locale: 'en' },
        content,
      });
      return { tenantId, conversationId: message.conversationId, message };
    },
  };
}

const text = (words: string): InboundContent => ({ kind: 'text', text: words });

test('every waiting message gets one reply, in the order they came, and only answers are counted as usage', async () => {
  const desk = makeDesk();
  await desk.receive({ kind: 'command', name: 'start', argument: '' });
  await desk.receive(text('When do you open?'));
  const key = await desk.receive(text('How can I pay?'));
  expect(await handleMessages(desk.deps, key)).toEqual({ outcome: 'handled', replies: 3 });
  expect(desk.texts().slice(1)).toEqual(['Answer 0.', 'Answer 2.']);
  expect([...desk.handled.values()]).toEqual(['greeted', 'answered', 'answered']);
  expect(desk.usage.size).toBe(2);
});

test.each(['addReply', 'outbox', 'recordTurn', 'markHandled'])(
  'a process that dies at %s leaves a message that another one finishes, with one reply and one usage',
  async (name) => {
    const desk = makeDesk();
    const key = await desk.receive(text('When do you open?'));
    desk.failAt(name);
    await expect(handleMessages(desk.deps, key)).rejects.toThrow(`gone at ${name}`);
    await handleMessages(desk.deps, key);
    expect(desk.texts()).toEqual(['Answer 0.']);
    expect(desk.usage.size).toBe(1);
    expect([...desk.handled.values()]).toEqual(['answered']);
  },
);

/** A desk whose only conversation was closed a minute ago, and its customer asked for a rating. */
async function askedToRate(changes: Partial<HandleDeps> = {}) {
  const desk = makeDesk(changes);
  const key = await desk.receive(text('When do you open?'));
  await handleMessages(desk.deps, key);
  const id = messageIdSchema.parse(`${newId(now().getTime() - 60_000)}.n`);
  desk.ratings.set(id, {
    id,
    tenantId,
    conversationId: key.conversationId,
    accountId: account.id,
    channel: account.channel,
    agentId: userIdSchema.parse('agent1'),
    askedAt: new Date(now().getTime() - 60_000),
  });
  const offered = [1, 2, 3, 4, 5].map((score) => ({ id: `rate:${id}:${score}`, label: `score ${score}` }));
  const until = new Date(now().getTime() + 3_600_000);
  desk.setConversation({ status: 'closed', epoch: 2, rating: { id, state: 'asked', until }, offered });
  return { ...desk, id };
}

test.each(['rate', 'outbox', 'addReply', 'recordTurn', 'markHandled'])(
  'a process that dies at %s leaves a rating that another one takes once, with one thanks, in a conversation closed still',
  async (name) => {
    const desk = await askedToRate();
    const key = await desk.receive(text('5'));
    desk.failAt(name);
    await expect(handleMessages(desk.deps, key)).rejects.toThrow(`gone at ${name}`);
    await handleMessages(desk.deps, key);
    expect(desk.ratings.get(desk.id)).toMatchObject({ score: 5 });
    expect(desk.texts().slice(1)).toEqual(['Thank you. Your rating has reached the team.']);
    expect([...desk.events.values()].map(({ kind }) => kind)).toEqual(['rated']);
    expect([...desk.handled.values()]).toEqual(['answered', 'rated']);
    expect(desk.usage.size).toBe(1);
    expect(desk.conversation()).toMatchObject({ status: 'closed', rating: { state: 'rated' } });
    expect(desk.conversation()?.waiting).toBeUndefined();
  },
);

test('a button pressed while an agent holds the pen, or the account is silent, is a score without a word of the bot', async () => {
  for (const isHeld of [true, false]) {
    let isSilent = false;
    const desk = await askedToRate({ isSilent: async () => isSilent });
    isSilent = !isHeld;
    if (isHeld) {
      desk.setConversation({ status: 'human', holder: { kind: 'agent', agentId: userIdSchema.parse('agent1') } });
    }
    const choice = { kind: 'choice', choiceId: `rate:${desk.id}:2` } as const;
    await handleMessages(desk.deps, await desk.receive(choice));
    expect(desk.ratings.get(desk.id)).toMatchObject({ score: 2 });
    expect(desk.texts()).toHaveLength(1);
    expect([...desk.handled.values()]).toEqual(['answered', 'rated']);
    await handleMessages(desk.deps, await desk.receive(text('3')));
    expect(desk.ratings.get(desk.id)).toMatchObject({ score: 2 });
    expect([...desk.handled.values()].at(-1)).toBe('left-to-agent');
  }
});

test('what an agent holds is left to the agent, without a word from the bot', async () => {
  const desk = makeDesk();
  await handleMessages(desk.deps, await desk.receive(text('When do you open?')));
  desk.setConversation({ holder: { kind: 'agent', agentId: userIdSchema.parse('agent1') }, epoch: 1 });
  await handleMessages(desk.deps, await desk.receive(text('How can I pay?')));
  expect(desk.texts()).toEqual(['Answer 0.']);
  expect([...desk.handled.values()]).toEqual(['answered', 'left-to-agent']);
});

test('a reply is bound to the epoch it was made in', async () => {
  const desk = makeDesk();
  const key = await desk.receive(text('When do you open?'));
  await handleMessages(desk.deps, key);
  desk.setConversation({ epoch: 4 });
  await handleMessages(desk.deps, await desk.receive(text('How can I pay?')));
  expect([...desk.queued.values()].map(({ botEpoch }) => botEpoch)).toEqual([0, 4]);
});

test('an engine that fails hands over, and somebody is told', async () => {
  const desk = makeDesk({
    modelFor: async () => {
      throw new Error('out of memory');
    },
  });
  await handleMessages(desk.deps, await desk.receive(text('When do you open?')));
  expect(desk.texts()[0]).toMatch(/A person will look at it/);
  expect(desk.conversation()?.waiting?.reason).toBe('no-answer');
  expect(desk.failures).toEqual(['answering']);
});

test('what was promised first is kept when a broken-off turn is done again and would now end otherwise', async () => {
  let isBroken = true;
  const model = learn(faqs, { version: 1 });
  const desk = makeDesk({ modelFor: () => (isBroken ? Promise.reject(new Error('out of memory')) : model) });
  const key = await desk.receive(text('When do you open?'));
  desk.failAt('addReply');
  await expect(handleMessages(desk.deps, key)).rejects.toThrow('gone at addReply');
  isBroken = false;
  await handleMessages(desk.deps, key);
  expect(desk.texts()[0]).toMatch(/A person will look at it/);
  expect([...desk.handled.values()]).toEqual(['handover']);
  expect(desk.conversation()?.waiting?.reason).toBe('no-answer');
  expect(desk.usage.size).toBe(0);
});

test('a second unsure turn in a row goes to a person, and an answer between them starts afresh', async () => {
  const twins = faqs.slice(1).map((faq) => ({ ...faq, variants: ['delivery'] }));
  const desk = makeDesk({ modelFor: async () => learn(twins, { version: 1 }) });
  const ask = async (words: string) => handleMessages(desk.deps, await desk.receive(text(words)));
  await ask('delivery');
  await ask('How can I pay?');
  await ask('delivery');
  await ask('delivery');
  expect([...desk.handled.values()]).toEqual(['clarify', 'answered', 'clarify', 'handover']);
  expect(desk.conversation()?.waiting?.reason).toBe('unsure-twice');
});

test('a button is answered by its FAQ; one for a person hands over; one whose FAQ is gone says so', async () => {
  const desk = makeDesk();
  const press = async (choiceId: string) => handleMessages(desk.deps, await desk.receive({ kind: 'choice', choiceId }));
  await press('faq:f1');
  await press('person');
  await press('faq:gone');
  await press('$where');
  expect([...desk.handled.values()]).toEqual(['answered', 'handover', 'choice-expired', 'choice-expired']);
  expect(desk.conversation()?.waiting?.reason).toBe('asked-for-person');
});

test('a question of a category that is always a person’s is handed over, asked or chosen by its button', async () => {
  const legal = faqs.map((faq) => ({ ...faq, category: 'Legal' }));
  const desk = makeDesk({
    faqs: { find: async (_tenantId, id) => legal.find((faq) => faq.id === id) },
    modelFor: async () => learn(legal, { version: 1 }),
  });
  const { findTenant } = desk.deps;
  const deps: HandleDeps = {
    ...desk.deps,
    async findTenant(id) {
      const tenant = await findTenant(id);
      return tenant && { ...tenant, personOnlyCategories: ['Legal'] };
    },
  };
  await handleMessages(deps, await desk.receive(text('When do you open?')));
  await handleMessages(deps, await desk.receive({ kind: 'choice', choiceId: 'faq:f1' }));
  expect([...desk.handled.values()]).toEqual(['handover', 'handover']);
  expect(desk.conversation()?.waiting?.reason).toBe('rule');
});

test('whoever has a message at hand handles all that waits, finds nothing twice, and lets go of what is done', async () => {
  let held = 0;
  const desk = makeDesk();
  const { claim } = desk.deps.conversations;
  const counting: HandleDeps = {
    ...desk.deps,
    conversations: {
      ...desk.deps.conversations,
      async claim(...asked) {
        held += 1;
        return claim(...asked);
      },
      async release() {
        held -= 1;
      },
    },
  };
  await desk.receive(text('When do you open?'));
  const known = await desk.receive(text('How can I pay?'));
  expect(await handleMessages(counting, known, known.message)).toEqual({ outcome: 'handled', replies: 2 });
  expect(await handleMessages(counting, known, known.message)).toEqual({ outcome: 'handled', replies: 0 });
  expect(desk.texts()).toEqual(['Answer 0.', 'Answer 2.']);
  expect(held).toBe(0);
  const busy = { ...desk.deps, conversations: { ...desk.deps.conversations, claim: async () => undefined } };
  const next = await desk.receive(text('Do you ship abroad?'));
  expect(await handleMessages(busy, next, next.message)).toEqual({ outcome: 'busy' });
});

test('typing is shown while an answer takes long, and not when it comes at once', async () => {
  let shown = 0;
  let typed = () => {};
  const typing = new Promise<void>((resolve) => {
    typed = resolve;
  });
  const showTyping = async () => {
    shown += 1;
    typed();
  };
  const quick = makeDesk({ showTyping });
  await handleMessages(quick.deps, await quick.receive(text('When do you open?')));
  expect(shown).toBe(0);
  const model = learn(faqs, { version: 1 });
  const slow = makeDesk({ showTyping, modelFor: () => typing.then(() => model) });
  await handleMessages(slow.deps, await slow.receive(text('When do you open?')));
  expect(shown).toBe(1);
  expect(slow.texts()).toEqual(['Answer 0.']);
});

test('in shadow a reply is drafted with its reason, nothing is queued or counted, and a person is left with it', async () => {
  const shown: string[] = [];
  const desk = makeDesk({ showTyping: async (_tenantId, accountId) => void shown.push(accountId) });
  desk.setStage('shadow');
  await desk.receive({ kind: 'command', name: 'start', argument: '' });
  const key = await desk.receive(text('When do you open?'));
  expect(await handleMessages(desk.deps, key)).toEqual({ outcome: 'handled', replies: 0 });
  expect([...desk.handled.values()]).toEqual(['drafted', 'drafted']);
  expect([...desk.drafts.values()]).toMatchObject([
    { repliedAs: 'greeted', question: '' },
    {
      id: `${key.message.id}.r`,
      causeId: key.message.id,
      question: 'When do you open?',
      repliedAs: 'answered',
      content: { text: 'Answer 0.' },
      trace: { rule: 'word-for-word' },
    },
  ]);
  expect(desk.conversation()).toMatchObject({ unsureTurns: 0, waiting: { reason: 'bot-in-shadow' } });
  expect([desk.queued.size, desk.replies.size, desk.usage.size, shown.length]).toEqual([0, 0, 0, 0]);
});

test.each(['draft', 'recordTurn', 'markHandled'])(
  'a process that dies in shadow at %s leaves a message that another one finishes, with one draft and nothing sent',
  async (name) => {
    const desk = makeDesk();
    desk.setStage('shadow');
    const key = await desk.receive(text('When do you open?'));
    desk.failAt(name);
    await expect(handleMessages(desk.deps, key)).rejects.toThrow(`gone at ${name}`);
    await handleMessages(desk.deps, key);
    await handleMessages(desk.deps, key);
    expect([...desk.drafts.values()].map(({ content }) => content.text)).toEqual(['Answer 0.']);
    expect([...desk.handled.values()]).toEqual(['drafted']);
    expect([desk.queued.size, desk.usage.size]).toEqual([0, 0]);
  },
);

test('a turn broken off in one stage is ended in it, whichever stage the account is in by then', async () => {
  const desk = makeDesk();
  const promised = await desk.receive(text('When do you open?'));
  desk.failAt('addReply');
  await expect(handleMessages(desk.deps, promised)).rejects.toThrow('gone at addReply');
  desk.setStage('shadow');
  await handleMessages(desk.deps, promised);
  expect([...desk.handled.values()]).toEqual(['answered']);
  expect([desk.queued.size, desk.drafts.size, desk.usage.size]).toEqual([1, 0, 1]);

  const drafted = await desk.receive(text('How can I pay?'));
  desk.failAt('markHandled');
  await expect(handleMessages(desk.deps, drafted)).rejects.toThrow('gone at markHandled');
  desk.setStage('live');
  await handleMessages(desk.deps, drafted);
  expect([...desk.handled.values()]).toEqual(['answered', 'drafted']);
  expect([desk.queued.size, desk.drafts.size, desk.usage.size]).toEqual([1, 1, 1]);
});

test('outside hours the bot answers what came while the business was closed, and drafts what came while it was open', async () => {
  const desk = makeDesk();
  desk.setStage('outside-hours');
  await handleMessages(desk.deps, await desk.receive(text('When do you open?'), new Date(noon.getTime() - 1)));
  await handleMessages(desk.deps, await desk.receive(text('How can I pay?'), noon));
  expect([...desk.handled.values()]).toEqual(['drafted', 'answered']);
  expect(desk.texts()).toEqual(['Answer 2.']);
});

test('on a live account nothing is looked up for the sake of stages', async () => {
  const desk = makeDesk();
  for (const stage of [undefined, 'live'] as const) {
    desk.setStage(stage);
    await handleMessages(desk.deps, await desk.receive(text('When do you open?')));
  }
  expect(desk.looks).toEqual([]);
  expect(desk.texts()).toHaveLength(2);
});

test("the tenant's own thresholds decide", async () => {
  const words = 'could you tell me when you open in the morning';
  const outcomes: unknown[] = [];
  for (const answer of [0, 1]) {
    const thresholds = { answer, clarify: answer };
    const desk = makeDesk();
    const findTenant: HandleDeps['findTenant'] = async (id) => {
      const tenant = await desk.deps.findTenant(id);
      return tenant && { ...tenant, thresholds };
    };
    await handleMessages({ ...desk.deps, findTenant }, await desk.receive(text(words)));
    outcomes.push([...desk.handled.values()][0], [...desk.replies.values()][0]?.trace?.['thresholds']);
  }
  expect(outcomes).toEqual(['answered', { answer: 0, clarify: 0 }, 'handover', { answer: 1, clarify: 1 }]);
});

test('typing the number of what was offered chooses it, once; where nothing is offered a number is a question', async () => {
  const twins = faqs.slice(1).map((faq) => ({ ...faq, variants: ['delivery'] }));
  const desk = makeDesk({ modelFor: async () => learn(twins, { version: 1 }) });
  const ask = async (words: string) => handleMessages(desk.deps, await desk.receive(text(words)));
  await ask('delivery');
  const [asked] = desk.queued.values();
  const second = asked?.content.choices?.[1];
  await ask('2');
  const chosen = faqs.find(({ id }) => second?.id === `faq:${id}`);
  expect(desk.texts()[1]).toBe(chosen?.answer);
  await ask('2');
  expect([...desk.handled.values()]).toEqual(['clarify', 'answered', 'handover']);
});

test('somebody who opens the chat is greeted, somebody who leaves hears nothing and is out of reach', async () => {
  const desk = makeDesk();
  await handleMessages(desk.deps, await desk.receive({ kind: 'opened' }));
  await handleMessages(desk.deps, await desk.receive({ kind: 'left' }));
  expect([...desk.handled.values()]).toEqual(['greeted', 'noted']);
  expect(desk.texts()).toHaveLength(1);
  expect(desk.remembered.map(({ isReachable }) => isReachable)).toEqual([true, false]);
});

test('a message taken back is forgotten, also when its process dies before that is noted', async () => {
  const desk = makeDesk();
  await handleMessages(desk.deps, await desk.receive(text('When do you open?'), now(), 'm1'));
  const key = await desk.receive({ kind: 'deleted', of: 'm1' });
  desk.failAt('markHandled');
  await expect(handleMessages(desk.deps, key)).rejects.toThrow('gone at markHandled');
  await handleMessages(desk.deps, key);
  expect(desk.takenBack).toEqual(['m1', 'm1']);
  expect(desk.texts()).toHaveLength(1);
});

test('a changed message is answered anew where that answers it better, and else leaves it at the answer given', async () => {
  const desk = makeDesk();
  const change = async (words: string) =>
    handleMessages(desk.deps, await desk.receive({ kind: 'edited', of: 'm1', text: words }));
  await handleMessages(desk.deps, await desk.receive(text('When do you open?'), now(), 'm1'));
  await change('When do you open?');
  await change('when do you open ?');
  expect(desk.texts()).toEqual(['Answer 0.']);
  await change('How can I pay?');
  expect(desk.texts()).toEqual(['Answer 0.', 'Answer 2.']);
  expect([...desk.handled.values()]).toEqual(['answered', 'noted', 'noted', 'answered']);
});

test('correcting an unclear question is no second unsure turn, and what was handed over is not handed over again', async () => {
  const twins = faqs.slice(1).map((faq) => ({ ...faq, variants: ['delivery'] }));
  const desk = makeDesk({ modelFor: async () => learn(twins, { version: 1 }) });
  const change = async (of: string, words: string) =>
    handleMessages(desk.deps, await desk.receive({ kind: 'edited', of, text: words }));
  await handleMessages(desk.deps, await desk.receive(text('delivery'), now(), 'm1'));
  await change('m1', 'delivery ');
  await change('m1', 'Delivery');
  expect([...desk.handled.values()]).toEqual(['clarify', 'noted', 'noted']);
  await handleMessages(desk.deps, await desk.receive(text('My umbrella sings'), now(), 'm2'));
  await change('m2', 'My umbrella sings at night');
  expect([...desk.handled.values()].slice(3)).toEqual(['handover', 'noted']);
  expect(desk.texts()).toHaveLength(2);
});

test('a message changed to and fro is answered as it stands last', async () => {
  const desk = makeDesk();
  const change = async (words: string) =>
    handleMessages(desk.deps, await desk.receive({ kind: 'edited', of: 'm1', text: words }));
  await handleMessages(desk.deps, await desk.receive(text('When do you open?'), now(), 'm1'));
  await change('How can I pay?');
  await change('How can I pay? ');
  await change('When do you open?');
  expect(desk.texts()).toEqual(['Answer 0.', 'Answer 2.', 'Answer 0.']);
});

test('what was said in a voice message is answered, and how the channel answers just this message goes with it', async () => {
  const desk = makeDesk();
  await handleMessages(
    desk.deps,
    await desk.receive({
      kind: 'attachment',
      attachment: 'voice',
      platformKind: 'voice',
      transcript: 'How can I pay?',
    }),
  );
  expect(desk.texts()).toEqual(['Answer 2.']);
});
