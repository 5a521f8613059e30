import { describeOutboxContract, makeOutboxItem } from '@answerdesk/delivery/outbox.contract';
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
});
