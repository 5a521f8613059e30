import { describeOutboxContract, makeOutboxItem } from '@answerdesk/delivery/outbox.contract';
import { accountIdSchema, idsFrom, messageIdSchema, tenantIdSchema } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

describe.each(testDatabases())('on $name', ({ name, open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  describeOutboxContract(name, () => desk.stores.outbox);

  test('a sweep finds what is due, and not what is done', async () => {
    const { outbox, platformWide } = desk.stores;
    const item = makeOutboxItem();
    const key = { tenantId: item.tenantId, conversationId: item.conversationId };
    await outbox.add(item.tenantId, item);
    const soon = new Date(item.createdAt.getTime() + 60_000);
    expect(await platformWide.listDue(soon, 1_000)).toContainEqual(key);
    expect(await platformWide.listDue(item.createdAt, 1_000)).not.toContainEqual(key);
    const inLine = await outbox.head(item.tenantId, item.conversationId);
    if (!inLine) throw new Error('the line is empty');
    await outbox.claim(item.tenantId, inLine, { owner: 'p', until: soon });
    await outbox.cancel(item.tenantId, item.id, 'p');
    expect(await platformWide.listDue(soon, 1_000)).not.toContainEqual(key);
  });

  test('the newest failure of an account is found, its own and no older one', async () => {
    const { outbox } = desk.stores;
    const start = Date.parse('2026-03-01T00:00:00Z');
    const accountId = accountIdSchema.parse('t1.failing');
    const write = async (hours: number, changes: object, becomes: 'failed' | 'sent') => {
      const createdAt = new Date(start + hours * 3_600_000);
      const id = messageIdSchema.parse(`${idsFrom(createdAt)}0000.r`);
      const item = makeOutboxItem({ id, accountId, createdAt, ...changes });
      const lease = { owner: 'p', until: createdAt };
      await outbox.add(item.tenantId, item, lease);
      const failure = { reason: 'window-closed', detail: `at ${hours}` } as const;
      if (becomes === 'failed') await outbox.fail(item.tenantId, id, 'p', failure);
      else await outbox.markPartSent(item.tenantId, id, 'p', { platformMessageId: '1', isLast: true, now: createdAt });
      return item;
    };
    await write(1, {}, 'failed');
    const { tenantId, conversationId, createdAt } = await write(2, {}, 'failed');
    await write(3, {}, 'sent');
    await write(4, { accountId: accountIdSchema.parse('t1.another') }, 'failed');
    const find = (hours: number, tenant = tenantId) =>
      outbox.findNewestFailure(tenant, accountId, new Date(start + hours * 3_600_000));
    expect(await find(0)).toEqual({ at: createdAt, reason: 'window-closed', conversationId });
    expect(await find(3)).toBeUndefined();
    expect(await find(0, tenantIdSchema.parse('t2'))).toBeUndefined();
  });

  test('what may still arrive is looked for among what can still be on its way, however long the conversation is', async () => {
    const { outbox } = desk.stores;
    const createdAt = new Date('2026-03-01T00:00:00Z');
    const id = messageIdSchema.parse(`${idsFrom(createdAt)}1111.r`);
    const item = makeOutboxItem({ id, createdAt, botEpoch: 4 });
    const { tenantId, conversationId } = item;
    await outbox.add(tenantId, item, { owner: 'p', until: createdAt });
    await outbox.abandon(tenantId, [id]);
    const find = (hours: number, epochs = { from: 4, before: 5 }) =>
      outbox.listMayArrive(tenantId, conversationId, {
        ...epochs,
        at: new Date(createdAt.getTime() + hours * 3_600_000),
      });
    expect(await find(0)).toEqual([id]);
    expect(await find(24)).toEqual([id]);
    expect(await find(26)).toEqual([]);
    expect(await find(0, { from: 5, before: 9 })).toEqual([]);
    expect(await find(0, { from: 0, before: 4 })).toEqual([]);
  });

  test('what was never heard of may still arrive when a later try of it was refused', async () => {
    const { outbox } = desk.stores;
    const createdAt = new Date('2026-03-02T00:00:00Z');
    const id = messageIdSchema.parse(`${idsFrom(createdAt)}1111.r`);
    const item = makeOutboxItem({ id, createdAt, botEpoch: 4 });
    const { tenantId, conversationId } = item;
    const until = new Date(createdAt.getTime() + 60_000);
    await outbox.add(tenantId, item, { owner: 'p', until });
    const unheard = { notBefore: createdAt, isAttempt: true, isUncertain: true };
    await outbox.postpone(tenantId, id, 'p', unheard);
    const inLine = await outbox.head(tenantId, conversationId);
    if (!inLine || !(await outbox.claim(tenantId, inLine, { owner: 'p', until }))) throw new Error('It is not in line.');
    await outbox.fail(tenantId, id, 'p', { reason: 'content-refused', detail: 'no' });
    expect(await outbox.listMayArrive(tenantId, conversationId, { from: 4, before: 5, at: createdAt })).toEqual([id]);
  });
});
