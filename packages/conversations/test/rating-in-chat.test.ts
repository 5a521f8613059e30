import { messageIdSchema, newId, userIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { handleMessages } from '../src/handle-messages.ts';
import type { HandleDeps } from '../src/ports.ts';
import { account, makeDesk, now, tenantId, text } from './memory-desk.ts';

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
