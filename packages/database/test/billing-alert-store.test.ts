import type { SpendingAlert } from '@answerdesk/billing';
import { newTenantId, userIdSchema } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ann = userIdSchema.parse('ann');
const bo = userIdSchema.parse('bo');
const half: SpendingAlert = { kind: 'cap-half', key: '2026-11:CNY1:cap-half' };
const near: SpendingAlert = { kind: 'cap-near', key: '2026-11:CNY1:cap-near' };
const at = new Date('2026-11-20T10:00:00Z');

describe.each(testDatabases())('who was told of what is spent, on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  test('of many who would tell somebody of an alert one may, and each person is told', async () => {
    const { billingAlerts } = desk.stores;
    const [tenantId, other] = [newTenantId(), newTenantId()];
    const claims = await Promise.all(Array.from({ length: 8 }, () => billingAlerts.claim(tenantId, half, ann, at)));
    expect(claims.filter(Boolean)).toEqual([true]);
    expect(await billingAlerts.claim(tenantId, half, bo, at)).toBe(true);
    expect(await billingAlerts.claim(tenantId, near, ann, at)).toBe(true);
    expect(await billingAlerts.claim(other, half, ann, at)).toBe(true);
    expect(await billingAlerts.listTold(tenantId, ann, at)).toEqual(new Set([half.key, near.key]));
    expect(await billingAlerts.listTold(tenantId, bo, at)).toEqual(new Set([half.key]));
    expect(await billingAlerts.listTold(tenantId, bo, new Date(at.getTime() + 1))).toEqual(new Set());
  });

  test('what could not be handed over may be tried again, and what others were told stays', async () => {
    const { billingAlerts } = desk.stores;
    const tenantId = newTenantId();
    await billingAlerts.claim(tenantId, half, ann, at);
    await billingAlerts.claim(tenantId, half, bo, at);
    await billingAlerts.release(tenantId, half, ann);
    expect(await billingAlerts.claim(tenantId, half, bo, at)).toBe(false);
    expect(await billingAlerts.claim(tenantId, half, ann, at)).toBe(true);
    expect(await billingAlerts.claim(tenantId, half, ann, at)).toBe(false);
  });
});
