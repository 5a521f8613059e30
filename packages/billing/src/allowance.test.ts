import { type TenantId, tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { createMemoryLedger } from '../test/memory-ledger.ts';
import { createAllowance } from './allowance.ts';
import type { BillingAccount } from './billing-account.ts';
import { hourOf } from './ledger/hours.ts';
import type { ChargedRule, PlanName } from './plans.ts';

const tenantId = tenantIdSchema.parse('t1');
const middle = new Date('2026-04-15T12:00:00Z');

function open(account: Partial<BillingAccount> | undefined, hasStripe = true) {
  const ledger = createMemoryLedger();
  const clock = { at: middle };
  const found: { account: BillingAccount | undefined } = {
    account: account && {
      tenantId,
      plan: 'pay-as-you-go',
      currency: 'CNY',
      standing: 'active',
      planChanges: [{ plan: account.plan ?? 'pay-as-you-go', at: new Date('2026-01-01') }],
      revision: 1,
      changedAt: middle,
      ...account,
    },
  };
  const reads = { sums: 0, accounts: 0 };
  const allowance = createAllowance({
    accounts: {
      async find() {
        reads.accounts += 1;
        return found.account;
      },
    },
    sums: {
      async read(...of) {
        reads.sums += 1;
        return ledger.read(...of);
      },
    },
    hasStripe,
    now: () => clock.at,
  });
  let written = 0;
  const use = async (
    quantity: number,
    plan: PlanName = 'pay-as-you-go',
    rule: ChargedRule = 'faq-exact',
    at = clock.at,
  ) => {
    written += 1;
    const id = `use ${written}`;
    await ledger.add(tenantId, { id, tenantId, kind: 'bot-reply', rule, quantity, plan, at, hour: hourOf(at) });
  };
  const pass = (ms: number) => {
    clock.at = new Date(clock.at.getTime() + ms);
  };
  return { allowance, of: () => allowance.of(tenantId), use, pass, clock, found, reads };
}

const everything = { allowance: 'everything' };
const capped = (allowance: string) => ({ allowance, reason: 'cap' });

test('under a cap models go off at 95 %, and customers are handed over once the next answer would not fit', async () => {
  // 15 CNY are 100 answers of 0.15; 95 % are 14.25: 95 answers
  const { of, use, pass } = open({ monthlyCap: 15_000_000 });
  await use(94);
  expect(await of()).toEqual(everything);
  pass(1_000);
  await use(1);
  expect(await of()).toEqual(capped('exact-only'));
  pass(1_000);
  await use(4);
  // 99 answered: the hundredth is 15.00, and fits
  expect(await of()).toEqual(capped('exact-only'));
  pass(1_000);
  await use(1);
  expect(await of()).toEqual(capped('person-only'));
});

test('a cap between two answers is not passed by part of one', async () => {
  // 0.44 CNY: two answers are 0.30, a third would be 0.45
  const { of, use, pass } = open({ monthlyCap: 440_000 });
  await use(1);
  // A generated one would be 0.15 + 0.40 = 0.55
  expect(await of()).toEqual(capped('exact-only'));
  pass(1_000);
  await use(1);
  expect(await of()).toEqual(capped('person-only'));
});

test('what is taken back may be used again, and a new month begins at nothing', async () => {
  const { of, use, pass, clock } = open({ monthlyCap: 300_000 });
  await use(2);
  expect(await of()).toEqual(capped('person-only'));
  await use(-1);
  pass(1_000);
  expect(await of()).toEqual(capped('exact-only'));
  await use(1);
  clock.at = new Date('2026-04-30T23:59:59.999Z');
  expect(await of()).toEqual(capped('person-only'));
  clock.at = new Date('2026-05-01T00:00:00Z');
  expect(await of()).toEqual(capped('exact-only'));
});

test('what business includes is answered whatever the cap, and what goes beyond only under it', async () => {
  const { of, use, pass } = open({ plan: 'business', monthlyCap: 280_180_000 });
  await use(2_999, 'business');
  expect(await of()).toEqual(capped('exact-only'));
  pass(1_000);
  // 280 + 2 × 0.09 = 280.18
  await use(2, 'business');
  expect(await of()).toEqual(capped('exact-only'));
  await use(1, 'business');
  pass(1_000);
  expect(await of()).toEqual(capped('person-only'));
});

test('the free plan has 100 answers a month, of whatever rule', async () => {
  const { of, use, pass, clock } = open(undefined);
  await use(60, 'free');
  await use(39, 'free', 'generated');
  expect(await of()).toEqual(everything);
  await use(1, 'free');
  pass(1_000);
  expect(await of()).toEqual({ allowance: 'person-only', reason: 'quota' });
  clock.at = new Date('2026-05-01T00:00:00Z');
  expect(await of()).toEqual(everything);
});

test('without Stripe nothing is limited, and nothing read', async () => {
  const { of, use, reads, allowance } = open({ monthlyCap: 1, standing: 'past-due' }, false);
  await use(500, 'free');
  expect(await of()).toEqual(everything);
  expect(await allowance.planOf(tenantId)).toBe('free');
  expect(reads).toEqual({ sums: 0, accounts: 0 });
});

test('who has not paid has approved answers for two weeks, then people', async () => {
  const { of, clock } = open({ standing: 'past-due', pastDueSince: new Date('2026-04-15T12:00:00Z') });
  expect(await of()).toEqual({ allowance: 'exact-only', reason: 'past-due' });
  clock.at = new Date('2026-04-29T11:59:59.999Z');
  expect(await of()).toEqual({ allowance: 'exact-only', reason: 'past-due' });
  clock.at = new Date('2026-04-29T12:00:00Z');
  expect(await of()).toEqual({ allowance: 'person-only', reason: 'past-due' });
});

test('of two limits the stricter counts', async () => {
  const { of, use } = open({ standing: 'past-due', pastDueSince: middle, monthlyCap: 150_000 });
  await use(1);
  expect(await of()).toEqual(capped('person-only'));
});

test('once a subscription has ended the free plan is in force', async () => {
  const { of, use, allowance } = open({ plan: 'business', standing: 'ended', monthlyCap: 1 });
  await use(99, 'free');
  expect(await allowance.planOf(tenantId)).toBe('free');
  expect(await of()).toEqual(everything);
});

test('near the cap the sums are read for every reply; far from it no more often than it could be reached', async () => {
  // 1,500 CNY are 10,000 answers at 0.15; the dearest are 0.40: 1,425 ÷ 0.40 = 3,562 until 95 %, which is 356 ms at 10 in a ms
  const { of, use, pass, reads } = open({ monthlyCap: 1_500_000_000 });
  await of();
  pass(356);
  await of();
  expect(reads.sums).toBe(1);
  pass(1);
  await of();
  expect(reads.sums).toBe(2);
  await use(9_500);
  pass(1_000);
  await of();
  await use(498);
  pass(1_000);
  const before = reads.sums;
  for (let reply = 0; reply < 3; reply += 1) await of();
  expect(reads.sums).toBe(before + 3);
});

test('without a cap no sums are read, and a cap that is set counts within a second', async () => {
  const { of, found, pass, reads } = open({});
  expect(await of()).toEqual(everything);
  if (found.account) found.account = { ...found.account, monthlyCap: 1 };
  pass(999);
  expect(await of()).toEqual(everything);
  expect(reads).toEqual({ sums: 0, accounts: 1 });
  pass(1);
  expect(await of()).toEqual(capped('person-only'));
});

test('replies that ask at once share a reading, but never one that began before they asked', async () => {
  const ledger = createMemoryLedger();
  const began: PromiseWithResolvers<void>[] = [];
  const allowance = createAllowance({
    accounts: {
      find: async () => ({
        tenantId,
        plan: 'pay-as-you-go',
        currency: 'CNY',
        standing: 'active',
        monthlyCap: 150_000,
        revision: 1,
        changedAt: middle,
      }),
    },
    sums: {
      async read(...of) {
        const cells = await ledger.read(...of);
        const reading = Promise.withResolvers<void>();
        began.push(reading);
        await reading.promise;
        return cells;
      },
    },
    hasStripe: true,
    now: () => middle,
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const first = allowance.of(tenantId);
  await turn();
  const later: TenantId = tenantId;
  await ledger.add(later, {
    id: 'x',
    tenantId,
    kind: 'bot-reply',
    rule: 'faq-exact',
    quantity: 1,
    plan: 'pay-as-you-go',
    at: middle,
    hour: hourOf(middle),
  });
  const others = [allowance.of(tenantId), allowance.of(tenantId), allowance.of(tenantId)];
  began[0]?.resolve();
  expect(await first).toEqual(capped('exact-only'));
  await turn();
  began[1]?.resolve();
  expect(await Promise.all(others)).toEqual([1, 2, 3].map(() => capped('person-only')));
  expect(began).toHaveLength(2);
});

test('a reading that fails fails those who asked, and the next one is made anew', async () => {
  let fails = true;
  const allowance = createAllowance({
    accounts: {
      async find() {
        if (fails) throw new Error('away');
        return undefined;
      },
    },
    sums: { read: async () => [] },
    hasStripe: true,
    now: () => middle,
  });
  const asked = await Promise.allSettled([allowance.of(tenantId), allowance.of(tenantId)]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  expect(await allowance.of(tenantId)).toEqual(everything);
});
