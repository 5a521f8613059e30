import { learn } from '@answerdesk/answers';
import type { InboundContent } from '@answerdesk/domain';
import { describe, expect, test } from 'vitest';
import { handleMessages } from '../src/handle-messages.ts';
import type { HandleDeps } from '../src/ports.ts';
import { faqs, makeDesk, now, text } from './memory-desk.ts';

const payable = faqs.map((faq) => (faq.id === 'f2' ? { ...faq, variants: ['credit card'] } : faq));
const learned = learn(payable, { version: 1 });
/** Like one question and no other, and too little so to be answered. */
const vague = 'what is the credit limit';
const wayOut: InboundContent = { kind: 'choice', choiceId: 'none' };

function makeShop(changes: Partial<HandleDeps> = {}) {
  const desk = makeDesk({ modelFor: () => learned, ...changes });
  const say = async (content: InboundContent | string, from?: string) => {
    const said = typeof content === 'string' ? text(content) : content;
    const key = await desk.receive(said, now(), undefined, from);
    await handleMessages(desk.deps, key);
    return key.message;
  };
  const lastHandled = () => [...desk.handled.values()].at(-1);
  return { ...desk, say, lastHandled };
}

describe('a no to what was asked back', () => {
  test.each([['typed', text('no')] as const, ['tapped', wayOut] as const])(
    'when %s, hands over what was asked as what the bot cannot answer, behind those who wished for a person',
    async (_how, no) => {
      const desk = makeShop();
      const asked = await desk.say(vague);
      const said = await desk.say(no);
      expect(desk.conversation()).toMatchObject({
        status: 'waiting',
        waiting: { reason: 'no-answer', priority: 3, asked: vague, askedId: asked.id, messageId: said.id },
      });
      expect([...desk.events.values()]).toMatchObject([{ kind: 'handed-over', reason: 'no-answer', priority: 3 }]);
      expect(desk.replies.get(`${said.id}.r`)?.trace).toMatchObject({ reason: 'no-answer', askedId: asked.id });
      expect(desk.usage.size).toBe(0);
    },
  );

  test.each(['outbox', 'recordTurn', 'addReply', 'markHandled'])(
    'is handed over in the same way when a process dies at %s',
    async (dies) => {
      const desk = makeShop();
      const asked = await desk.say(vague);
      const no = await desk.receive(text('no'));
      desk.failAt(dies);
      await expect(handleMessages(desk.deps, no)).rejects.toThrow(`gone at ${dies}`);
      await handleMessages(desk.deps, no);
      const waiting = { reason: 'no-answer', asked: vague, askedId: asked.id, messageId: no.message.id };
      expect(desk.conversation()?.waiting).toMatchObject(waiting);
      expect(desk.replies.get(`${no.message.id}.r`)?.turn?.changes.waiting).toMatchObject(waiting);
      expect(desk.texts()).toHaveLength(2);
    },
  );

  test('takes the way out of several questions in the same way', async () => {
    const twins = faqs.slice(1).map((faq) => ({ ...faq, variants: ['delivery'] }));
    const desk = makeShop({ modelFor: async () => learn(twins, { version: 1 }) });
    await desk.say('delivery');
    await desk.say('none of these');
    expect(desk.conversation()?.waiting).toMatchObject({ reason: 'no-answer', priority: 3, asked: 'delivery' });
  });

  test('after an agent gave the same question back, a person is on offer and is not called again', async () => {
    const desk = makeShop();
    desk.setConversation({});
    await desk.say(vague);
    desk.setConversation({ handedBack: { reason: 'no-answer', asked: vague, at: now() }, epoch: 2 });
    await desk.say('no');
    expect(desk.conversation()?.waiting).toBeUndefined();
    expect([...desk.queued.values()].at(-1)?.content.choices).toMatchObject([{ id: 'person:2' }]);
  });

  test('brings a person also to what was asked back before the way out had an id of its own', async () => {
    const desk = makeShop();
    await desk.say(vague);
    const [asked] = desk.conversation()?.offered ?? [];
    if (!asked) throw new Error('nothing was asked back');
    desk.setConversation({ offered: [asked, { id: 'person', label: 'A person' }] });
    await desk.say('no');
    expect(desk.conversation()).toMatchObject({ status: 'waiting', waiting: { reason: 'asked-for-person' } });
  });

  test('is no wish for a person, which stays one wherever it is offered', async () => {
    const desk = makeShop();
    await desk.say('you are an idiot');
    await desk.say('yes');
    expect(desk.conversation()?.waiting).toMatchObject({ reason: 'asked-for-person', priority: 2 });
  });
});

test('letting it drop ends it: nobody is called, and a later yes takes nothing', async () => {
  const desk = makeShop();
  await desk.say(vague);
  await desk.say('never mind');
  expect(desk.conversation()).toMatchObject({ status: 'bot', unsureTurns: 0, offered: [] });
  expect(desk.texts().at(-1)).toBe('All right. Write any time if something comes up.');
  await desk.say('yes');
  expect([...desk.handled.values()]).toEqual(['clarify', 'small-talk', 'small-talk']);
});

test('who waits for a person and lets something drop waits on, in the same place', async () => {
  const desk = makeShop();
  await desk.say('I want to talk to a person');
  const before = desk.conversation()?.waiting;
  await desk.say('never mind');
  expect(desk.conversation()).toMatchObject({ status: 'waiting', waiting: before });
  expect(desk.lastHandled()).toBe('small-talk');
});

test('a typed yes counts for an hour, and the button after that too', async () => {
  for (const [minutes, content, handledAs] of [
    [59, text('yes'), 'answered'],
    [61, text('yes'), 'small-talk'],
    [61, text('no'), 'small-talk'],
    [61, { kind: 'choice', choiceId: 'faq:f2' }, 'answered'],
    [61, wayOut, 'handover'],
  ] as const) {
    let at = now();
    const desk = makeShop({ now: () => at });
    await desk.say(vague);
    at = new Date(now().getTime() + minutes * 60_000);
    await desk.say(content);
    expect({ minutes, content, handledAs: desk.lastHandled() }).toEqual({ minutes, content, handledAs });
  }
});

describe('in a group', () => {
  const [ann, bo] = ['ann', 'bo'];

  test.each(['yes', 'no', 'ok', 'never mind', 'perfect'])(
    'somebody else’s %j takes nothing, and leaves the choice to whoever was asked',
    async (words) => {
      const desk = makeShop();
      await desk.say(vague, ann);
      await desk.say(words, bo);
      expect(desk.lastHandled()).toBe('small-talk');
      expect(desk.conversation()?.waiting).toBeUndefined();
      await desk.say('yes', ann);
      expect(desk.lastHandled()).toBe('answered');
    },
  );

  test('a way out that somebody else presses brings a person, and is not taken for what another was asked', async () => {
    const desk = makeShop();
    await desk.say(vague, ann);
    await desk.say(wayOut, bo);
    expect(desk.conversation()?.waiting).toMatchObject({ reason: 'no-answer' });
    expect(JSON.stringify(desk.conversation()?.waiting)).not.toContain(vague);
  });

  test('a person on offer comes by a yes of whoever it was offered to alone', async () => {
    const desk = makeShop();
    await desk.say('you are an idiot', ann);
    await desk.say('yes', bo);
    expect(desk.conversation()?.waiting).toBeUndefined();
    await desk.say('yes', ann);
    expect(desk.conversation()?.waiting).toMatchObject({ reason: 'asked-for-person' });
  });

  test.each([['a button', { kind: 'choice', choiceId: 'faq:f2' } as const] as const, ['a number', text('1')] as const])(
    'anybody may choose by %s, which says by itself what is meant',
    async (_how, content) => {
      const desk = makeShop();
      await desk.say(vague, ann);
      await desk.say(content, bo);
      expect(desk.lastHandled()).toBe('answered');
    },
  );
});
