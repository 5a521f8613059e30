import { learn } from '@answerdesk/answers';
import { type InboundContent, settingsOf, userIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { handleMessages } from '../src/handle-messages.ts';
import { faqs, makeDesk, now, tenantId, text } from './memory-desk.ts';

test('an answer counts as what was queued first was made as, under its message', async () => {
  const desk = makeDesk();
  const key = await desk.receive(text('When do you open?'));
  await handleMessages(desk.deps, key);
  expect([...desk.usage.values()]).toMatchObject([
    { id: `bot-reply:${key.message.id}`, kind: 'bot-reply', rule: 'faq-exact', quantity: 1, causeId: key.message.id },
  ]);
  const other = makeDesk();
  const again = await other.receive(text('When do you open?'));
  other.failAt('recordTurn');
  await expect(handleMessages(other.deps, again)).rejects.toThrow('gone');
  for (const [id, item] of other.queued) {
    if (item.turn) other.queued.set(id, { ...item, turn: { ...item.turn, rule: 'generated' } });
  }
  await handleMessages(other.deps, again);
  expect([...other.usage.values()]).toMatchObject([{ rule: 'generated' }]);
});

test('once nothing more may be spent customers are handed over, whether they ask or choose, and nobody is met with silence', async () => {
  const desk = makeDesk();
  desk.allow('person-only');
  await handleMessages(desk.deps, await desk.receive(text('When do you open?')));
  expect(desk.conversation()).toMatchObject({
    status: 'waiting',
    waiting: { reason: 'spend-cap', asked: 'When do you open?' },
  });
  await handleMessages(desk.deps, await desk.receive({ kind: 'choice', choiceId: 'faq:f2' }));
  await handleMessages(desk.deps, await desk.receive({ kind: 'command', name: 'start', argument: '' }));
  expect([...desk.handled.values()]).toEqual(['handover', 'handover', 'greeted']);
  expect(desk.texts()).toHaveLength(3);
  expect(desk.texts().join()).not.toContain('Answer');
  expect(desk.usage.size).toBe(0);
  const chooses = makeDesk();
  chooses.allow('person-only');
  await handleMessages(chooses.deps, await chooses.receive({ kind: 'choice', choiceId: 'faq:f2' }));
  expect(chooses.conversation()?.waiting).toMatchObject({ reason: 'spend-cap', asked: 'How can I pay?' });
});

test('once nothing more may be spent and nobody takes over, customers are told how else to reach the business', async () => {
  const desk = makeDesk();
  const found = await desk.deps.findTenant(tenantId);
  if (!found) throw new Error('no tenant');
  const settings = settingsOf(found);
  const tenant = {
    ...found,
    settings: {
      ...settings,
      inbox: { ...settings.inbox, isOn: false },
      handover: { ...settings.handover, contactDetails: 'shop@example.com' },
    },
  };
  desk.allow('person-only');
  await handleMessages({ ...desk.deps, findTenant: async () => tenant }, await desk.receive(text('When do you open?')));
  expect(desk.texts()[0]).toContain('shop@example.com');
  expect(desk.conversation()?.waiting).toBeUndefined();
  expect(desk.usage.size).toBe(0);
});

test('with models off approved answers go on', async () => {
  const desk = makeDesk();
  desk.allow('exact-only');
  await handleMessages(desk.deps, await desk.receive(text('When do you open?')));
  expect(desk.texts()).toEqual(['Answer 0.']);
  expect(desk.usage.size).toBe(1);
});

test('where it cannot be found out what may be spent a person is asked for, and it is reported', async () => {
  const desk = makeDesk({
    allowance: async () => {
      throw new Error('away');
    },
  });
  await handleMessages(desk.deps, await desk.receive(text('When do you open?')));
  expect([...desk.handled.values()]).toEqual(['handover']);
  expect(desk.failures).toEqual(['looking at what may be spent']);
});

const minutesLater = (minutes: number) => new Date(now().getTime() + minutes * 60_000);

test.each<[string, InboundContent]>([
  ['says that it did not help', text('That did not help.')],
  ['asks for a person', text('I want to talk to a person')],
  ['taps on the choice for a person', { kind: 'choice', choiceId: 'person' }],
  ['taps on one that was offered before', { kind: 'choice', choiceId: 'person:2' }],
  ['says so under a picture', { kind: 'attachment', attachment: 'image', caption: 'wrong answer' } as InboundContent],
])('an answer is taken back once when the next message %s, wherever a process dies', async (_name, content) => {
  for (const dies of ['', 'refund', 'outbox', 'recordTurn', 'addReply', 'markHandled']) {
    const desk = makeDesk();
    const answered = await desk.receive(text('When do you open?'));
    await handleMessages(desk.deps, answered);
    const rejecting = await desk.receive(content, minutesLater(5));
    desk.failAt(dies);
    if (dies !== '') await expect(handleMessages(desk.deps, rejecting)).rejects.toThrow(`gone at ${dies}`);
    await handleMessages(desk.deps, rejecting);
    expect([...desk.refunds.values()], dies).toMatchObject([
      { of: `bot-reply:${answered.message.id}`, reason: 'rejected-by-customer', causeId: rejecting.message.id },
    ]);
    await handleMessages(desk.deps, await desk.receive(content, minutesLater(6)));
    expect(desk.refunds.size, dies).toBe(1);
  }
});

test('an answer stands when the next message goes on, comes a day later, or was under way before it', async () => {
  for (const [content, minutes] of [
    [text('Thanks!'), 5],
    [text('How can I pay?'), 5],
    [text('What if that did not help?'), 5],
    [text('That did not help.'), 24 * 60 + 1],
    [text('That did not help.'), -1],
  ] as const) {
    const desk = makeDesk();
    await handleMessages(desk.deps, await desk.receive(text('When do you open?')));
    await handleMessages(desk.deps, await desk.receive(content, minutesLater(minutes)));
    expect(desk.refunds.size, `${JSON.stringify(content)} ${minutes}`).toBe(0);
  }
});

test('what comes after something else was said rejects nothing', async () => {
  const desk = makeDesk();
  await handleMessages(desk.deps, await desk.receive(text('When do you open?')));
  await handleMessages(desk.deps, await desk.receive({ kind: 'command', name: 'help', argument: '' }, minutesLater(1)));
  await handleMessages(desk.deps, await desk.receive(text('That did not help.'), minutesLater(2)));
  expect(desk.refunds.size).toBe(0);
  const taken = makeDesk();
  await handleMessages(taken.deps, await taken.receive(text('When do you open?')));
  taken.setConversation({ holder: { kind: 'agent', agentId: userIdSchema.parse('u1') }, lastAgentAt: minutesLater(1) });
  await handleMessages(taken.deps, await taken.receive(text('That did not help.'), minutesLater(2)));
  expect(taken.refunds.size).toBe(0);
});

test('who rejects an answer is not given it again', async () => {
  const desk = makeDesk({
    modelFor: async () =>
      learn([...faqs.slice(1), ...faqs.slice(0, 1).map((faq) => ({ ...faq, variants: ['That did not help'] }))], {
        version: 1,
      }),
  });
  await handleMessages(desk.deps, await desk.receive(text('When do you open?')));
  await handleMessages(desk.deps, await desk.receive(text('That did not help'), minutesLater(1)));
  expect([...desk.handled.values()]).toEqual(['answered', 'handover']);
  expect(desk.usage.size).toBe(1);
  expect(desk.conversation()?.waiting?.reason).toBe('no-answer');
  // Later the same words are a question like any other.
  await handleMessages(desk.deps, await desk.receive(text('That did not help'), minutesLater(2)));
  expect([...desk.handled.values()].at(-1)).toBe('answered');
});

test('an answer that arrived before an agent came is counted, and one that did not is not', async () => {
  for (const hasArrived of [true, false]) {
    const desk = makeDesk();
    const key = await desk.receive(text('When do you open?'));
    desk.failAt('recordTurn');
    await expect(handleMessages(desk.deps, key)).rejects.toThrow('gone');
    for (const [id, item] of desk.queued) {
      desk.queued.set(id, hasArrived ? { ...item, state: 'sent', sentParts: ['1'] } : { ...item, state: 'cancelled' });
    }
    desk.setConversation({ holder: { kind: 'agent', agentId: userIdSchema.parse('u1') }, epoch: 1 });
    await handleMessages(desk.deps, key);
    expect([...desk.handled.values()]).toEqual([hasArrived ? 'answered' : 'left-to-agent']);
    expect([...desk.usage.keys()]).toEqual(hasArrived ? [`bot-reply:${key.message.id}`] : []);
  }
});
