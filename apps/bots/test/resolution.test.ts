import { createRetentionStore } from '@answerdesk/database';
import { accountIdSchema, contactIdSchema, newTenantId } from '@answerdesk/domain';
import { readResolution, recountResolutions, writeInsightsCsv } from '@answerdesk/insights';
import { testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, resolutionRoom } from './resolution-room.ts';

describe.each(testDatabases())('settling what is resolved on $name', ({ open }) => {
  const { desk, at, conversationOf, depsAt, settle, say, replyAsAgent, kept, ledgerOf, figures } = resolutionRoom(open);

  test('an answer is pending, then assumed, counted once and in its hour, however often one looks', async () => {
    const tenantId = newTenantId();
    const { id, replyId } = await say(tenantId, HOUR_MS, 'answered');
    await settle(depsAt(2 * HOUR_MS));
    expect(await kept(tenantId)).toEqual(['pending quiet bot']);
    expect(await figures(tenantId)).toMatchObject({ enquiries: 1, undecided: 1 });
    expect(await ledgerOf(tenantId)).toEqual([]);
    await settle(depsAt(25 * HOUR_MS + 400));
    expect(await kept(tenantId)).toEqual(['pending quiet bot']);
    for (const again of [0, 1, HOUR_MS]) await settle(depsAt(25 * HOUR_MS + 500 + again));
    expect(await kept(tenantId)).toEqual(['assumed quiet bot']);
    expect(await ledgerOf(tenantId)).toEqual([`verified-resolution 1 ${replyId}`]);
    expect(await figures(tenantId)).toMatchObject({
      enquiries: 1,
      bot: { assumed: 1, confirmed: 0 },
      undecided: 0,
      rate: 1,
    });
    const [one] = await desk().stores.enquiries.newest(tenantId, conversationOf(tenantId), 1);
    expect(one).toMatchObject({ id, channel: 'telegram', language: 'en', isCounted: true });
    expect(one).not.toHaveProperty('dueAt');
  });

  test('thanks confirm at once; a hand-over, a question back and a greeting are nobody’s resolution', async () => {
    const tenantId = newTenantId();
    await say(tenantId, 0, 'answered', { chat: 'a' });
    await say(tenantId, 1_000, 'small-talk', { chat: 'a', text: 'thank you', intent: 'thanks' });
    await say(tenantId, 0, 'clarify', { chat: 'b' });
    await say(tenantId, 1_000, 'small-talk', { chat: 'b', text: 'thank you', intent: 'thanks' });
    await say(tenantId, 0, 'handover', { chat: 'c', calls: 'no-answer' });
    await say(tenantId, 0, 'greeted', { chat: 'd' });
    await say(tenantId, 0, 'answered', { chat: 'e' });
    await say(tenantId, 1_000, 'small-talk', { chat: 'e', text: 'ok', intent: 'yes' });
    await settle(depsAt(DAY_MS + HOUR_MS));
    const chats = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((chat) => kept(tenantId, conversationOf(tenantId, chat))),
    );
    expect(chats).toEqual([
      ['confirmed thanked bot'],
      ['unresolved unanswered nobody'],
      ['unresolved person-wanted nobody'],
      [],
      ['assumed quiet bot'],
    ]);
    expect(await figures(tenantId)).toMatchObject({
      enquiries: 4,
      bot: { confirmed: 1, assumed: 1, reopened: 0 },
      unresolved: 2,
      rate: 0.5,
      botRate: 0.5,
    });
  });

  test('coming back with it reverses it: the count, the rate and the ledger, once and for good', async () => {
    const tenantId = newTenantId();
    const { replyId } = await say(tenantId, 0, 'answered');
    await settle(depsAt(DAY_MS + HOUR_MS));
    expect(await figures(tenantId)).toMatchObject({ rate: 1 });
    const back = await say(tenantId, DAY_MS + 2 * HOUR_MS, 'small-talk', {
      text: 'That did not help',
      intent: 'not-helped',
    });
    await settle(depsAt(DAY_MS + 3 * HOUR_MS));
    expect(await kept(tenantId)).toEqual(['reopened rejected bot', 'open rejected nobody']);
    const taken = [`verified-resolution 1 ${replyId}`, `verified-resolution -1 ${back.id} reopened`];
    expect(await ledgerOf(tenantId)).toEqual(taken);
    expect(await figures(tenantId)).toMatchObject({ bot: { assumed: 0, reopened: 1 }, rate: 0 });
    await settle(depsAt(5 * DAY_MS));
    expect(await ledgerOf(tenantId)).toEqual(taken);
    expect(await kept(tenantId)).toEqual(['reopened rejected bot', 'unresolved rejected nobody']);
  });

  test('what was resolved long before anybody looked is in the figures, and not in the ledger', async () => {
    const tenantId = newTenantId();
    await say(tenantId, 0, 'answered');
    await settle(depsAt(10 * DAY_MS));
    expect(await figures(tenantId)).toMatchObject({ bot: { assumed: 1 } });
    expect(await ledgerOf(tenantId)).toEqual([]);
  });

  test('what a person had part in is theirs, and not in the ledger', async () => {
    const tenantId = newTenantId();
    await say(tenantId, 0, 'answered');
    await say(tenantId, MINUTE_MS, 'handover', { text: 'a person please', calls: 'asked-for-person' });
    await replyAsAgent(tenantId, HOUR_MS);
    await say(tenantId, HOUR_MS + 1_000, 'left-to-agent', { text: 'Thank you!' });
    await settle(depsAt(2 * HOUR_MS));
    expect(await kept(tenantId)).toEqual(['confirmed thanked person']);
    expect(await figures(tenantId)).toMatchObject({ person: { confirmed: 1 }, rate: 1, botRate: 0 });
    expect(await ledgerOf(tenantId)).toEqual([]);
  });

  test('an answer that never arrived helped nobody', async () => {
    const tenantId = newTenantId();
    const { replyId } = await say(tenantId, 0, 'answered');
    await desk().database.models.outbox.create({
      _id: replyId,
      tenantId,
      accountId: accountIdSchema.parse(`${tenantId}.a`),
      conversationId: conversationOf(tenantId),
      contactId: contactIdSchema.parse('p'),
      channel: 'telegram',
      chatKey: 'one',
      isGroup: false,
      content: { kind: 'reply', text: 'Thirty days.' },
      state: 'failed',
      attempts: 1,
      uncertainSends: 0,
      sentParts: [],
      createdAt: at(0),
      isDone: true,
      nextAttemptAt: at(0),
    });
    await settle(depsAt(2 * DAY_MS));
    expect(await kept(tenantId)).toEqual(['unresolved unanswered nobody']);
  });

  test('a count can be made again from the conversations at any time, whatever became of what was kept', async () => {
    const tenantId = newTenantId();
    await say(tenantId, 0, 'answered', { chat: 'a' });
    await say(tenantId, 0, 'handover', { chat: 'b', calls: 'no-answer' });
    await settle(depsAt(2 * DAY_MS));
    const before = await figures(tenantId);
    expect(before).toMatchObject({ enquiries: 2, rate: 0.5 });
    const { enquiries, resolutionhours } = desk().database.models;
    await enquiries.updateMany({ tenantId }, { $set: { state: 'confirmed', startedAt: at(5 * HOUR_MS) } });
    await resolutionhours.deleteMany({ tenantId });
    expect(await figures(tenantId)).toMatchObject({ enquiries: 0 });
    await recountResolutions(depsAt(3 * DAY_MS), tenantId, at(0));
    expect(await figures(tenantId)).toEqual(before);
  });

  test('a longer window holds for what is not settled yet', async () => {
    const tenantId = newTenantId();
    await say(tenantId, 0, 'answered');
    await settle(depsAt(HOUR_MS));
    const patient = { quietHoursOf: async () => 72 };
    await settle(depsAt(DAY_MS + HOUR_MS, patient));
    expect(await kept(tenantId)).toEqual(['pending quiet bot']);
    await settle(depsAt(3 * DAY_MS + HOUR_MS, patient));
    expect(await kept(tenantId)).toEqual(['assumed quiet bot']);
  });

  test('no tenant has anything of another’s in its figures', async () => {
    const [one, other] = [newTenantId(), newTenantId()];
    await say(one, 0, 'answered');
    await settle(depsAt(2 * DAY_MS));
    expect(await figures(other)).toMatchObject({ enquiries: 0 });
    expect(await kept(other, conversationOf(one))).toEqual([]);
    await expect(readResolution(depsAt(0), other, conversationOf(one))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a screen is told where it stands by now, before anything is settled', async () => {
    const tenantId = newTenantId();
    await say(tenantId, 0, 'answered');
    const read = (ms: number) => readResolution(depsAt(ms), tenantId, conversationOf(tenantId));
    expect(await read(1_000)).toMatchObject({ state: 'pending', settlesAt: at(DAY_MS + 500) });
    expect(await read(DAY_MS + 500)).toMatchObject({ state: 'assumed', by: 'bot' });
    await say(tenantId, 0, 'greeted', { chat: 'quiet' });
    expect(await readResolution(depsAt(1), tenantId, conversationOf(tenantId, 'quiet'))).toBeUndefined();
  });

  test('the spreadsheet has confirmed, assumed and reopened apart, beside the messages', async () => {
    const tenantId = newTenantId();
    await say(tenantId, 0, 'answered');
    await settle(depsAt(2 * DAY_MS));
    const day = at(0).toISOString().slice(0, 10);
    const { counts, resolutions } = desk().stores;
    const range = { from: day, to: day, timeZone: 'UTC' };
    const csv = await writeInsightsCsv({ counts, resolutions }, tenantId, range, { by: 'day' });
    const [heads = '', row = ''] = csv.replace('\uFEFF', '').split('\r\n');
    const cells = Object.fromEntries(heads.split(',').map((head, index) => [head, row.split(',')[index]]));
    expect(cells).toMatchObject({
      channel: 'telegram',
      language: 'en',
      enquiries: '1',
      botAssumed: '1',
      botConfirmed: '0',
    });
  });

  test('when a conversation is forgotten its figures stay, and nothing says whose they were', async () => {
    const tenantId = newTenantId();
    await say(tenantId, 0, 'answered');
    await settle(depsAt(2 * DAY_MS));
    const retention = createRetentionStore(desk().database.models);
    await retention.deleteMessages(tenantId, conversationOf(tenantId), 100);
    await settle(depsAt(30 * DAY_MS));
    expect(await figures(tenantId)).toMatchObject({ enquiries: 1, bot: { assumed: 1 } });
    const docs = await desk().database.models.enquiries.find({ tenantId }).lean();
    expect(docs).toHaveLength(1);
    expect(docs[0]).not.toHaveProperty('conversationId');
    const events = await desk().database.models.usageevents.find({ tenantId }).lean();
    expect(events.map(({ conversationId }) => conversationId)).toEqual([undefined]);
  });
});
