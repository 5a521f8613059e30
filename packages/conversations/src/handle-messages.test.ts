import { learn } from '@answerdesk/answers';
import { userIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { faqs, makeDesk, now, text } from '../test/memory-desk.ts';
import { handleMessages } from './handle-messages.ts';
import type { HandleDeps } from './ports.ts';

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

test('that somebody can be reached is noted before a reply is queued, which the platform may refuse to bring to them', async () => {
  const desk = makeDesk();
  const key = await desk.receive(text('When do you open?'));
  const queuedBefore: number[] = [];
  const contacts: HandleDeps['contacts'] = {
    remember: async () => {
      // Far longer than anything else here takes to be ready.
      for (let turn = 0; turn < 1_000; turn += 1) await new Promise(setImmediate);
      queuedBefore.push(desk.queued.size);
    },
  };
  await handleMessages({ ...desk.deps, contacts }, key);
  expect(queuedBefore).toEqual([0]);
  expect(desk.texts()).toEqual(['Answer 0.']);
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

test('small talk after a conversation was closed is answered, costs nothing, and leaves it closed', async () => {
  const desk = makeDesk();
  await handleMessages(desk.deps, await desk.receive(text('When do you open?')));
  desk.setConversation({ status: 'closed', closedAt: now() });
  await handleMessages(desk.deps, await desk.receive(text('thanks!')));
  expect(desk.conversation()?.status).toBe('closed');
  expect([...desk.handled.values()]).toEqual(['answered', 'small-talk']);
  expect([...desk.events.values()]).toEqual([]);
  expect(desk.usage.size).toBe(1);
  await handleMessages(desk.deps, await desk.receive(text('How can I pay?')));
  expect(desk.conversation()?.status).toBe('bot');
});
