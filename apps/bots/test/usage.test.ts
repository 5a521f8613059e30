import { monthOf, priceMonth } from '@answerdesk/billing';
import { botReplyUsageId, type MessageId, messageIdSchema, newId, type TenantId } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { openWidgetDesk, textOf, within } from './widget-shop.ts';

const HOUR_MS = 3_600_000;

describe.each(testDatabases())('what is used of the bot on $name', (kind) => {
  const desk = openWidgetDesk(kind, { hasStripe: true, clockEveryMs: 100 });
  const thisMonth = () => monthOf(new Date());
  const cellsOf = (tenantId: TenantId) => {
    const { start, end } = thisMonth();
    return desk.stores().usageSums.read(tenantId, start, end);
  };
  const quantityOf = async (tenantId: TenantId) =>
    (await cellsOf(tenantId)).reduce((sum, { quantity }) => sum + quantity, 0);

  test('an answer is counted once, summed up, and taken back when its customer rejects it', async () => {
    const shop = await desk.openShop();
    const { tenantId } = shop;
    const { ledger, billingAccounts } = desk.stores();
    await billingAccounts.change(tenantId, { plan: 'pay-as-you-go', currency: 'CNY' }, { at: new Date() });
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    await visitor.post({ text: 'when do you open' });
    await expect.poll(() => events.parts.map(textOf), within).toEqual(['From 9 to 17.']);
    await expect.poll(() => quantityOf(tenantId), within).toBe(1);
    const question = (await shop.stored()).find(({ direction }) => direction === 'in');
    expect(await ledger.find(tenantId, botReplyUsageId(messageIdSchema.parse(question?._id)))).toMatchObject({
      kind: 'bot-reply',
      rule: 'faq-exact',
      plan: 'pay-as-you-go',
      quantity: 1,
      channel: 'webchat',
      causeId: question?._id,
      conversationId: question?.conversationId,
    });
    const priced = priceMonth(thisMonth(), { cells: await cellsOf(tenantId), segments: [] }, 'CNY');
    expect(priced.totalMicros).toBe(150_000);
    const isSummed = async () => (await desk.models().usagedays.find({ tenantId }).lean()).length > 0;
    await expect.poll(isSummed, within).toBe(true);
    await visitor.post({ text: 'That did not help.' });
    await expect.poll(() => events.parts.length, within).toBe(2);
    await expect.poll(() => quantityOf(tenantId), within).toBe(0);
    const { start, end } = thisMonth();
    const { events: ledgered } = await ledger.list(tenantId, { from: start, to: end, limit: 10 });
    expect(ledgered.map(({ quantity, reason }) => [quantity, reason]).sort()).toEqual([
      [-1, 'rejected-by-customer'],
      [1, undefined],
    ]);
    events.stop();
  });

  test('an upset customer gets the approved answer after a soothing paragraph, charged as it stands, and then a person beside it', async () => {
    const shop = await desk.openShop();
    const { tenantId } = shop;
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    await visitor.post({ text: 'when do you open, I am fed up with this nonsense' });
    await expect
      .poll(() => events.parts.map(textOf), within)
      .toEqual(['I understand that this is upsetting, and I am sorry for the trouble.\n\nFrom 9 to 17.']);
    await expect.poll(() => quantityOf(tenantId), within).toBe(1);
    const question = (await shop.stored()).find(({ direction }) => direction === 'in');
    const charged = await desk.stores().ledger.find(tenantId, botReplyUsageId(messageIdSchema.parse(question?._id)));
    expect(charged).toMatchObject({ kind: 'bot-reply', rule: 'faq-exact', quantity: 1 });
    await visitor.post({ text: 'when do you open!!! you are USELESS, this is outrageous' });
    await expect.poll(() => events.parts.map(textOf)[1], within).toMatch(/^From 9 to 17\.\n\nA person will look at it/);
    const conversation = () => desk.models().conversations.findOne({ tenantId }).lean();
    await expect.poll(conversation).toMatchObject({ status: 'waiting', waiting: { reason: 'emotion', priority: 1 } });
    expect((await conversation())?.mood?.turns.map(({ emotion }) => emotion.leading)).toEqual(['anger', 'anger']);
    await expect.poll(() => quantityOf(tenantId), within).toBe(2);
    events.stop();
  });

  test('under a cap of one answer the second question goes to a person, at any server', async () => {
    const shop = await desk.openShop();
    const { tenantId } = shop;
    const change = { plan: 'pay-as-you-go', currency: 'CNY', monthlyCap: 150_000 } as const;
    await desk.stores().billingAccounts.change(tenantId, change, { at: new Date() });
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    await visitor.post({ text: 'when do you open' });
    await expect.poll(() => quantityOf(tenantId), within).toBe(1);
    const another = await shop.visitor(desk.other());
    await another.post({ text: 'how can I pay' });
    await visitor.post({ text: 'how can I pay' }, { at: desk.other() });
    await expect.poll(() => events.parts.length, within).toBe(2);
    expect(textOf(events.parts[1] ?? {})).not.toContain('By card');
    const waiting = () => desk.models().conversations.find({ tenantId, 'waiting.reason': 'spend-cap' }).lean();
    await expect.poll(async () => (await waiting()).length, within).toBe(2);
    expect(await quantityOf(tenantId)).toBe(1);
    events.stop();
  });

  test('an hour that is over is settled: what never reached its customer costs nothing', async () => {
    const shop = await desk.openShop();
    const { tenantId } = shop;
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    await visitor.post({ text: 'when do you open' });
    await expect.poll(() => quantityOf(tenantId), within).toBe(1);
    const { ledger, outbox, usageHours, usageSums } = desk.stores();
    const question = (await shop.stored()).find(({ direction }) => direction === 'in');
    const sent = await outbox.find(tenantId, messageIdSchema.parse(`${question?._id}.r`));
    if (!sent) throw new Error('nothing was queued');
    const hour = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 2 * HOUR_MS);
    const causes: MessageId[] = [];
    for (const state of ['sent', 'failed'] as const) {
      const causeId = messageIdSchema.parse(newId(hour.getTime()));
      const item = { ...sent, id: messageIdSchema.parse(`${causeId}.r`), createdAt: hour };
      // Taken, so that nobody sends it before it has its end.
      await outbox.add(tenantId, item, { owner: 'this test', until: new Date(Date.now() + HOUR_MS) });
      await desk
        .models()
        .outbox.updateOne({ tenantId, _id: item.id }, { $set: { state, isDone: true }, $unset: { dueAt: 1 } });
      causes.push(causeId);
    }
    const event = {
      tenantId,
      kind: 'bot-reply',
      rule: 'faq-exact',
      quantity: 1,
      at: hour,
      plan: 'free',
      hour,
    } as const;
    // Both at once, so that the hour is not settled between them.
    await Promise.all(
      causes.map((causeId) => ledger.add(tenantId, { ...event, id: botReplyUsageId(causeId), causeId })),
    );
    await usageSums.sumUp(tenantId);
    const settled = () => usageHours.listSettled(tenantId, hour, new Date(hour.getTime() + HOUR_MS));
    await expect.poll(settled, within).toEqual([hour]);
    const { events: ledgered } = await ledger.list(tenantId, {
      from: hour,
      to: new Date(hour.getTime() + HOUR_MS),
      limit: 10,
    });
    expect(ledgered.map(({ quantity, reason }) => [quantity, reason]).sort()).toEqual([
      [-1, 'never-delivered'],
      [1, undefined],
      [1, undefined],
    ]);
    events.stop();
  });

  test('agents are counted once a month, at no price', async () => {
    const { tenantId } = await desk.openShop();
    const userId = `u-${tenantId}`;
    await desk
      .models()
      .tenants.db.collection<{ _id: string }>('auth_members')
      .insertOne({ _id: userId, organizationId: tenantId, userId, role: 'agent', createdAt: new Date() } as never);
    // A process counts when it starts.
    await desk.startServer();
    await desk.startServer();
    const month = new Date().toISOString().slice(0, 7);
    const seat = () => desk.stores().ledger.find(tenantId, `seat:${month}:${userId}`);
    await expect.poll(seat, within).toMatchObject({ kind: 'agent-seat', rule: 'used', quantity: 1 });
    await expect.poll(() => quantityOf(tenantId), within).toBe(1);
    expect(priceMonth(thisMonth(), { cells: await cellsOf(tenantId), segments: [] }, 'CNY').totalMicros).toBe(0);
  });
});
