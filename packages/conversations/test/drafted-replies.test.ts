import type { Allowance } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { handleMessages } from '../src/handle-messages.ts';
import { makeDesk, makePhrasingDesk, noon, now, text } from './memory-desk.ts';

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

test('drafts go on from each other as replies do', async () => {
  const desk = makeDesk();
  desk.setStage('shadow');
  const draft = async (words: string) => {
    await handleMessages(desk.deps, await desk.receive(text(words)));
    return [...desk.drafts.values()].at(-1);
  };
  await draft('When do you open? This is ridiculous, I am fed up with you!');
  expect(desk.conversation()).toMatchObject({
    lastAnswered: { faqId: 'f0' },
    mood: { turns: [{ emotion: { leading: 'anger' } }], soothedAt: { anger: now() } },
  });
  expect((await draft('When do you open? I am fed up!'))?.content.text).toBe('Answer 0.');
  await draft('please answer in Spanish');
  expect(desk.conversation()?.languageWish).toEqual({ language: 'es' });
  expect(await draft('you are an idiot')).toMatchObject({ repliedAs: 'small-talk' });
  expect(await draft('you are an idiot')).toMatchObject({ repliedAs: 'handover' });
  expect(desk.conversation()).toMatchObject({ unsureTurns: 0, waiting: { reason: 'bot-in-shadow' } });
});

test.each<[Allowance, number]>([
  ['everything', 1],
  ['exact-only', 0],
  ['person-only', 0],
])('where %s is left a draft asks a model %i times, and says what is approved all the same', async (left, times) => {
  const { asked, ...desk } = makePhrasingDesk();
  desk.setStage('shadow');
  desk.allow(left);
  await handleMessages(desk.deps, await desk.receive(text('is it open or do you ship')));
  await handleMessages(desk.deps, await desk.receive(text('How can I pay?')));
  expect(asked).toHaveLength(times);
  expect([...desk.drafts.values()].at(-1)?.content.text).toBe('Answer 2.');
});

test('what is only drafted costs nothing, and is drafted whatever may be spent', async () => {
  const desk = makeDesk();
  desk.setStage('shadow');
  desk.allow('person-only');
  await handleMessages(desk.deps, await desk.receive(text('When do you open?')));
  expect([...desk.drafts.values()]).toMatchObject([{ repliedAs: 'answered' }]);
  expect(desk.usage.size).toBe(0);
});
