import type { LedgerEvent } from '@answerdesk/billing';
import { newTenantId, type TenantId } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const HOUR_MS = 3_600_000;
const hour = new Date('2026-12-31T23:00:00Z');
const at = new Date('2026-12-31T23:10:00Z');

describe.each(testDatabases())('stores of billing on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  const eventOf = (tenantId: TenantId, index: number, more: Partial<LedgerEvent> = {}): LedgerEvent => ({
    id: `bot-reply:${String(index).padStart(3, '0')}`,
    tenantId,
    kind: 'bot-reply',
    rule: 'faq-exact',
    quantity: 1,
    at: new Date(hour.getTime() + Math.floor(index / 2) * 60_000),
    plan: 'free',
    hour,
    ...more,
  });

  test('an event is kept as it was first written', async () => {
    const { ledger } = desk.stores;
    const tenantId = newTenantId();
    const event = eventOf(tenantId, 1, { channel: 'teams' });
    expect(await ledger.add(tenantId, event)).toBe(true);
    expect(await ledger.add(tenantId, { ...event, quantity: 5, plan: 'business' })).toBe(false);
    expect(await ledger.find(tenantId, event.id)).toEqual(event);
    expect(await ledger.find(newTenantId(), event.id)).toBeUndefined();
  });

  test('events are read newest first, page by page, none left out and none twice', async () => {
    const { ledger } = desk.stores;
    const tenantId = newTenantId();
    const earlier = new Date(hour.getTime() - HOUR_MS);
    const events = Array.from({ length: 11 }, (_, index) => eventOf(tenantId, index));
    events.push(
      eventOf(tenantId, 50, { hour: earlier, kind: 'translation' }),
      eventOf(tenantId, 51, { hour: earlier }),
    );
    await Promise.all(events.map((event) => ledger.add(tenantId, event)));
    const range = { from: earlier, to: new Date(hour.getTime() + HOUR_MS) };
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await ledger.list(tenantId, { ...range, limit: 4, ...(before !== undefined && { before }) });
      seen.push(...page.events.map(({ id }) => id));
      before = page.nextBefore;
    } while (before !== undefined);
    const ids = events.map(({ id }) => id);
    expect(seen).toEqual([...ids.slice(0, 11).reverse(), ...ids.slice(11).reverse()]);
    const { events: replies } = await ledger.list(tenantId, {
      from: earlier,
      to: hour,
      kinds: ['bot-reply'],
      limit: 9,
    });
    expect(replies.map(({ id }) => id)).toEqual(['bot-reply:051']);
    await expect(ledger.list(tenantId, { ...range, before: '$ne', limit: 4 })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  test('an hour is looked at by one process at a time, from where the last was, and by another once its lease ran out', async () => {
    const { ledger, usageSums, usageHours, platformWide } = desk.stores;
    const tenantId = newTenantId();
    await ledger.add(tenantId, eventOf(tenantId, 1));
    await usageSums.sumUp(tenantId);
    const due = new Date('2027-01-01T00:05:00Z');
    const isListed = async (now: Date) =>
      (await platformWide.listHoursDue(now, 500)).some((one) => one.tenantId === tenantId);
    expect(await isListed(new Date(due.getTime() - 1))).toBe(false);
    expect(await isListed(due)).toBe(true);
    const until = new Date(due.getTime() + 60_000);
    expect(await usageHours.claim(tenantId, hour, { now: new Date(due.getTime() - 1), until })).toBeUndefined();
    const claims = await Promise.all([1, 2, 3].map(() => usageHours.claim(tenantId, hour, { now: due, until })));
    const first = claims.filter((claim) => claim !== undefined);
    expect(first).toHaveLength(1);
    const token = String(first[0]?.token);
    expect(await usageHours.advance(tenantId, hour, token, { checkedTo: 'a', until })).toEqual({
      token,
      checkedTo: 'a',
    });
    const second = await usageHours.claim(tenantId, hour, { now: until, until: new Date(until.getTime() + 60_000) });
    expect(second).toMatchObject({ checkedTo: 'a' });
    expect(await usageHours.advance(tenantId, hour, token, { checkedTo: 'b', until })).toBeUndefined();
    await usageHours.finish(tenantId, hour, token, { at: until });
    expect(await usageHours.listSettled(tenantId, hour, until)).toEqual([]);
    const againAt = new Date('2027-01-02T00:05:00Z');
    await usageHours.finish(tenantId, hour, String(second?.token), { at: until, againAt });
    expect(await usageHours.listSettled(tenantId, hour, until)).toEqual([hour]);
    expect(await isListed(new Date(againAt.getTime() - 1))).toBe(false);
    const third = await usageHours.claim(tenantId, hour, { now: againAt, until: againAt });
    expect(third).not.toHaveProperty('checkedTo');
    await usageHours.finish(tenantId, hour, String(third?.token), { at: againAt });
    expect(await isListed(new Date('2099-01-01'))).toBe(false);
  });

  test('an account is made by its first change, and each change is one revision', async () => {
    const { billingAccounts } = desk.stores;
    const tenantId = newTenantId();
    expect(await billingAccounts.find(tenantId)).toBeUndefined();
    expect(await billingAccounts.change(tenantId, { monthlyCap: 5 }, { at, revision: 1 })).toBeUndefined();
    const made = await billingAccounts.change(tenantId, { monthlyCap: 50_000_000 }, { at, revision: 0 });
    const free = { tenantId, plan: 'free', currency: 'USD', standing: 'none' };
    expect(made).toEqual({ ...free, monthlyCap: 50_000_000, revision: 1, changedAt: at });
    expect(await billingAccounts.change(tenantId, { monthlyCap: 5 }, { at, revision: 0 })).toBeUndefined();
    const customerId = `cus_${tenantId}`;
    const later = new Date(at.getTime() + 1);
    const paying = await billingAccounts.change(
      tenantId,
      { plan: 'pay-as-you-go', customerId, standing: 'active', monthlyCap: null },
      { at: later },
    );
    const changed = { ...free, plan: 'pay-as-you-go', customerId, standing: 'active', revision: 2, changedAt: later };
    expect(paying).toEqual({ ...changed, planChanges: [{ plan: 'pay-as-you-go', at: later }] });
    const same = await billingAccounts.change(tenantId, { plan: 'pay-as-you-go' }, { at: later });
    expect(same?.planChanges).toHaveLength(1);
    const business = await billingAccounts.change(tenantId, { plan: 'business' }, { at: later, revision: 3 });
    expect(business).toEqual(await billingAccounts.find(tenantId));
    expect(business?.planChanges).toHaveLength(2);
    expect(await billingAccounts.findByCustomer(customerId)).toEqual(business);
    expect(await billingAccounts.findByCustomer('cus_none')).toBeUndefined();
  });

  test('of changes at once none is lost, and of those bound to a revision one wins', async () => {
    const { billingAccounts } = desk.stores;
    const tenantId = newTenantId();
    const all = await Promise.all(
      [1, 2, 3, 4, 5].map((monthlyCap) => billingAccounts.change(tenantId, { monthlyCap }, { at })),
    );
    expect(all.map((one) => one?.revision).sort()).toEqual([1, 2, 3, 4, 5]);
    const bound = await Promise.all(
      [6, 7, 8].map((monthlyCap) => billingAccounts.change(tenantId, { monthlyCap }, { at, revision: 5 })),
    );
    expect(bound.filter((one) => one !== undefined)).toHaveLength(1);
  });

  test("accounts with a customer are listed by tenant, and nobody gets another's customer", async () => {
    const { billingAccounts } = desk.stores;
    const tenantIds = Array.from({ length: 4 }, () => newTenantId()).sort();
    const [one, , three, four] = tenantIds;
    for (const tenantId of tenantIds.slice(0, 3)) {
      await billingAccounts.change(tenantId, { customerId: `cus_${tenantId}` }, { at });
    }
    await billingAccounts.change(String(four) as TenantId, { monthlyCap: 1 }, { at });
    const seen: TenantId[] = [];
    for (;;) {
      const afterTenantId = seen.at(-1);
      const page = await billingAccounts.listPaying({ ...(afterTenantId && { afterTenantId }), limit: 2 });
      if (page.length === 0) break;
      seen.push(...page.map(({ tenantId }) => tenantId));
    }
    expect(seen.filter((tenantId) => tenantIds.includes(tenantId))).toEqual(tenantIds.slice(0, 3));
    expect(seen).toEqual([...seen].sort());
    const theft = billingAccounts.change(String(three) as TenantId, { customerId: `cus_${one}` }, { at });
    await expect(theft).rejects.toMatchObject({ code: 'already-exists' });
  });
});
