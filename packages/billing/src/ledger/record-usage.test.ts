import { messageIdSchema, tenantIdSchema, type UsageEvent } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { createMemoryLedger } from '../../test/memory-ledger.ts';
import type { PlanName } from '../plans.ts';
import { checkSums } from './check-sums.ts';
import { recordUsage } from './record-usage.ts';
import { refundUsage } from './refund-usage.ts';

const tenantId = tenantIdSchema.parse('t1');
const causeId = messageIdSchema.parse('m1');
const event: UsageEvent = {
  id: 'bot-reply:m1',
  tenantId,
  kind: 'bot-reply',
  rule: 'generated',
  quantity: 1,
  causeId,
  channel: 'telegram',
  at: new Date('2028-02-29T23:59:59.999Z'),
};

function open(plan: PlanName = 'business') {
  const ledger = createMemoryLedger();
  const woken: string[] = [];
  const deps = { ledger, planOf: async () => plan, wakeSumming: (id: string) => void woken.push(id) };
  return { ledger, woken, deps };
}

test('an event is written under the plan in force and in its hour, once', async () => {
  const { ledger, woken, deps } = open();
  expect(await recordUsage(deps, event)).toBe(true);
  const again = { ...event, at: new Date('2028-03-01T00:00:00Z'), quantity: 2 };
  expect(await recordUsage({ ...deps, planOf: async () => 'free' }, again)).toBe(false);
  expect(ledger.all).toEqual([{ ...event, plan: 'business', hour: new Date('2028-02-29T23:00:00Z') }]);
  expect(woken).toEqual([tenantId]);
});

test('what is no whole number above 0 is not counted', async () => {
  const { ledger, deps } = open();
  for (const quantity of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    await expect(recordUsage(deps, { ...event, quantity })).rejects.toMatchObject({ code: 'invalid' });
  }
  expect(ledger.all).toEqual([]);
});

test('what is taken back counts in the hour and plan of what it takes back, once whatever the reasons', async () => {
  const { ledger, woken, deps } = open();
  await recordUsage(deps, event);
  const shown = messageIdSchema.parse('m2');
  const refund = { tenantId, of: event.id, at: new Date('2028-03-02T10:00:00Z') };
  const rejected = { ...refund, reason: 'rejected-by-customer', causeId: shown } as const;
  expect(await refundUsage(deps, rejected)).toBe('refunded');
  expect(await refundUsage(deps, rejected)).toBe('already');
  expect(await refundUsage(deps, { ...refund, reason: 'never-delivered' })).toBe('already');
  expect(ledger.all[1]).toEqual({
    id: 'refund:bot-reply:m1',
    of: event.id,
    reason: 'rejected-by-customer',
    causeId: shown,
    at: refund.at,
    tenantId,
    kind: 'bot-reply',
    rule: 'generated',
    channel: 'telegram',
    quantity: -1,
    plan: 'business',
    hour: new Date('2028-02-29T23:00:00Z'),
  });
  expect(ledger.all).toHaveLength(2);
  expect(woken).toHaveLength(2);
});

test('what was never counted, and what takes back, is not taken back', async () => {
  const { ledger, deps } = open();
  const refund = { tenantId, reason: 'never-delivered', at: event.at } as const;
  expect(await refundUsage(deps, { ...refund, of: event.id })).toBe('nothing');
  await recordUsage(deps, event);
  await refundUsage(deps, { ...refund, of: event.id });
  expect(await refundUsage(deps, { ...refund, of: `refund:${event.id}` })).toBe('nothing');
  expect(await refundUsage(deps, { ...refund, tenantId: tenantIdSchema.parse('t2'), of: event.id })).toBe('nothing');
  expect(ledger.all).toHaveLength(2);
});

test('sums that differ from the events are found, with where and by how much', async () => {
  const { ledger, deps } = open();
  await recordUsage(deps, event);
  const [from, to] = [new Date('2028-02-01'), new Date('2028-03-01')];
  expect(await checkSums({ ledger, sums: ledger }, tenantId, from, to)).toEqual([]);
  const wrong = async () => (await ledger.read(tenantId, from, to)).map((cell) => ({ ...cell, quantity: 3 }));
  const where = { hour: new Date('2028-02-29T23:00:00Z'), plan: 'business', kind: 'bot-reply', rule: 'generated' };
  expect(await checkSums({ ledger, sums: { read: wrong } }, tenantId, from, to)).toEqual([
    { ...where, channel: 'telegram', events: 1, sums: 3 },
  ]);
  expect(await checkSums({ ledger, sums: { read: async () => [] } }, tenantId, from, to)).toMatchObject([
    { events: 1, sums: 0 },
  ]);
});
