import { newTenantId } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

describe.each(testDatabases())('what models cost, on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  test('is counted for each tenant and month, also by many at once', async () => {
    const { modelSpend } = desk.stores;
    const [tenantId, other] = [newTenantId(), newTenantId()];
    expect(await modelSpend.findSpend(tenantId, '2026-01')).toBe(0);
    const sums = await Promise.all(Array.from({ length: 20 }, () => modelSpend.addSpend(tenantId, '2026-01', 7)));
    expect(sums.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => 7 * (at + 1)));
    expect(await modelSpend.addSpend(tenantId, '2026-01', -40)).toBe(100);
    expect(await modelSpend.addSpend(tenantId, '2026-02', 3)).toBe(3);
    expect(await modelSpend.findSpend(tenantId, '2026-01')).toBe(100);
    expect(await modelSpend.findSpend(other, '2026-01')).toBe(0);
  });
});
