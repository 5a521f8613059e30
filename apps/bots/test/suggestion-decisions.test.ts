import type { ForetellEffect } from '@answerdesk/answers';
import {
  approveSuggestions,
  effectOfSuggestions,
  type Reopened,
  rejectSuggestions,
  reopenSuggestions,
} from '@answerdesk/conversations';
import { createRetentionStore } from '@answerdesk/database';
import { messageIdSchema, newTenantId } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { losingEffect } from './losing-effect.ts';
import { answer, asked, by, suggestionRoom } from './suggestion-room.ts';

describe.each(testDatabases())('decisions about suggestions on $name', ({ open }) => {
  const room = suggestionRoom(open);
  const { desk, deciding, approve, list, customer, agent, conversationIdOf, converse, learn } = room;

  test('several are approved at once, what has a hole only edited, and all is taken back', async () => {
    const tenantId = room.tenantId();
    await converse('a', [customer(asked), agent(answer)]);
    await converse('b', [
      customer('Where can I park my car?'),
      agent('Behind the shop; call 0171 2345678 for the gate.'),
    ]);
    await learn();
    const seen = await list();
    const decided = await approve(deciding(), tenantId, by, seen);
    expect(decided.map(({ outcome }) => outcome).sort()).toEqual(['done', 'unread']);
    const hole = (await list())[0];
    if (!hole) throw new Error('none left');
    const edited = { question: hole.question, answer: 'Behind the shop; call us for the gate.' };
    const [done] = await approve(deciding(), tenantId, by, [{ ...hole, edited }]);
    expect(done).toMatchObject({ outcome: 'done', isPublished: true });
    expect((await desk().stores.faqs.list(tenantId)).map((faq) => faq.answer).sort()).toEqual(
      [edited.answer, answer].sort(),
    );
    expect(await approve(deciding(), tenantId, by, [hole])).toMatchObject([{ outcome: 'changed' }]);
    const back: Reopened[] = await reopenSuggestions(deciding(), tenantId, by, await list('approved'));
    expect(back).toMatchObject([
      { outcome: 'done', isFaqKept: false },
      { outcome: 'done', isFaqKept: false },
    ]);
    expect(await desk().stores.faqs.list(tenantId)).toEqual([]);
    expect(await list()).toHaveLength(2);
  });

  test('several are one change before the gate: nothing is done without a reason, and one that takes answers can be left out', async () => {
    const tenantId = room.tenantId();
    await converse('a', [customer(asked), agent(answer)]);
    await converse('b', [customer('Where can I park my car?'), agent('Behind the shop, next to the old oak tree.')]);
    await learn();
    const seen = await list();
    const greedy = seen.find(({ question }) => question.includes('park'));
    if (!greedy) throw new Error('not suggested');
    const judged: number[] = [];
    const foretell: ForetellEffect = async (ofTenant, changes) => {
      judged.push(changes.length);
      const taker = changes.find(({ content }) => content?.question === greedy.question);
      const { faqsVersion = 0 } = (await desk().stores.tenants.find(ofTenant)) ?? {};
      return taker ? { ...losingEffect(), faqsVersion, takenBy: [{ faqId: taker.id, lost: 3 }] } : { kind: 'none' };
    };
    const refused = await approveSuggestions(deciding(foretell), tenantId, by, seen);
    expect(refused).toMatchObject({ outcome: 'needs-reason', taking: [{ id: greedy.id, lost: 3 }] });
    expect(judged).toEqual([2]);
    expect(await desk().stores.faqs.list(tenantId)).toEqual([]);
    expect(await list()).toHaveLength(2);
    expect(await effectOfSuggestions(deciding(foretell), tenantId, by, seen)).toMatchObject({
      effect: { kind: 'foretold', needsReason: true },
      taking: [{ id: greedy.id, lost: 3 }],
    });

    const rest = seen.filter(({ id }) => id !== greedy.id);
    const done = await approveSuggestions(deciding(foretell), tenantId, by, rest);
    expect(done).toMatchObject({ outcome: 'done', decided: [{ outcome: 'done', isPublished: true }] });
    const reason = 'Parking is asked most.';
    const accepted = { reason, loss: 3, lostPinned: 0 };
    const forced = await approveSuggestions(deciding(foretell), tenantId, by, [greedy], accepted);
    expect(forced).toMatchObject({ outcome: 'done', cost: { lost: 3 }, decided: [{ outcome: 'done' }] });
    expect(await desk().stores.faqs.list(tenantId)).toHaveLength(2);
    const [made] = (await list('approved')).flatMap(({ id, action }) => (id === greedy.id ? [action?.faqId] : []));
    if (!made) throw new Error('no FAQ');
    const history = await desk().stores.faqRevisions.list(tenantId, made, { limit: 5 });
    expect(history).toMatchObject([{ action: 'published', reason }]);
  });

  test('approved by a process that dies before it notes so, then joined by another pair and approved again, it makes one FAQ', async () => {
    const tenantId = room.tenantId();
    await converse('a', [customer(asked), agent(answer)]);
    await learn();
    const dying = {
      ...deciding(),
      suggestions: { ...desk().stores.suggestions, save: () => Promise.reject(new Error('the process is killed')) },
    };
    await expect(approve(dying, tenantId, by, await list())).rejects.toThrow('killed');
    expect(await desk().stores.faqs.list(tenantId)).toHaveLength(1);
    const [open] = await list();
    if (!open) throw new Error('not suggested');
    const [stored] = await desk().stores.suggestions.findMany(tenantId, [open.id]);
    const [pair] = stored?.pairs ?? [];
    if (!stored || !pair) throw new Error('nothing stored');
    const joined = { ...pair, id: messageIdSchema.parse(`${pair.id}x`), question: 'is an umbrella returnable' };
    const next = { ...stored, revision: stored.revision + 1, pairs: [...stored.pairs, joined] };
    expect(await desk().stores.suggestions.save(tenantId, next, stored.revision)).toBe(true);
    expect(await approve(deciding(), tenantId, by, await list())).toMatchObject([{ outcome: 'done' }]);
    expect(await desk().stores.faqs.list(tenantId)).toHaveLength(1);
  });

  test('who may not publish leaves a draft', async () => {
    const tenantId = room.tenantId();
    await converse('a', [customer(asked), agent(answer)]);
    await learn();
    const decided = await approve(deciding(), tenantId, { ...by, mayPublish: false }, await list());
    expect(decided).toMatchObject([{ outcome: 'done', isPublished: false }]);
    expect(await desk().stores.faqs.list(tenantId)).toEqual([]);
  });

  test('what was rejected does not come back for the same question and answer, also after it was forgotten', async () => {
    const tenantId = room.tenantId();
    const id = await converse('a', [customer(asked), agent(answer)]);
    await learn();
    await rejectSuggestions(deciding(), tenantId, by, await list());
    await converse('b', [customer(asked), agent(answer)]);
    await learn();
    expect(await list()).toEqual([]);
    const retention = createRetentionStore(desk().database.models);
    for (const each of [id, conversationIdOf('b')]) await retention.deleteMessages(tenantId, each, 100);
    const stored = JSON.stringify(await desk().database.models.suggestions.find({ tenantId }).lean());
    expect(stored).not.toContain('umbrella');
    await converse('c', [customer(asked), agent(answer)]);
    await converse('d', [customer(asked), agent('Never, not even with the receipt, sorry to say.')]);
    await learn();
    expect((await list()).map((each) => each.answer)).toEqual(['Never, not even with the receipt, sorry to say.']);
  });

  test('what is known from a conversation is forgotten with it, and of another tenant nothing is seen', async () => {
    const tenantId = room.tenantId();
    const id = await converse('a', [customer(asked), agent(answer)]);
    await converse('b', [customer(asked), agent(answer)]);
    await learn();
    expect(await desk().stores.suggestions.list(newTenantId(), 'open', 10)).toEqual([]);
    const retention = createRetentionStore(desk().database.models);
    await retention.deleteMessages(tenantId, id, 100);
    expect(await list()).toMatchObject([{ weight: { conversations: 1 } }]);
    await retention.deleteMessages(tenantId, conversationIdOf('b'), 100);
    expect(await desk().database.models.suggestions.countDocuments({ tenantId })).toBe(0);
  });
});
