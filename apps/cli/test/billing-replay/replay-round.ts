import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  applyNextPlans,
  changePlan,
  type PlanName,
  planMeters,
  reconcile,
  recordUsage,
  refundUsage,
  reportUsage,
  setupBilling,
  startCheckout,
  takeStripeEvent,
} from '@answerdesk/billing';
import { createBillingAccountStore, createLedgerStore } from '@answerdesk/database';
import { newId, newTenantId, type TenantId, type UsageRule } from '@answerdesk/domain';
import { createChance, type FakeStripe, startFakeStripe, type TestDatabase } from '@answerdesk/testing';
import { expect } from 'vitest';
import { createBadLine } from './bad-line.ts';
import { billingHouse, webhookSecret } from './billing-house.ts';
import { doom } from './doomed.ts';
import { judge } from './judge.ts';
import { judgeInvoices } from './judge-invoices.ts';
import { killReporter } from './kill-reporter.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const START = Date.parse('2026-03-01T09:10:00Z');
/** The month's invoice is final by then, however often it had to wait. */
const INVOICED_BY = Date.parse('2026-04-03T00:00:00Z');

export interface ReplayPlan {
  readonly seed: number;
  readonly tenants: number;
  readonly events: number;
  /** Hours of the month in which something is used. */
  readonly hours: number;
  /** How often a process of its own is killed with SIGKILL. */
  readonly kills: number;
}

export interface ReplayFigures {
  readonly events: number;
  readonly refunds: number;
  readonly deaths: number;
  readonly kills: number;
  readonly faults: number;
  readonly reports: number;
  readonly cancelled: number;
  readonly credited: number;
  readonly units: number;
  readonly webhooks: number;
}

interface Counted {
  readonly id: string;
  readonly key: string;
  readonly quantity: number;
}

/**
 * A month of tenants' use, reported by processes that die between any two writes or calls, over a line on which calls fail
 * and answers are lost, with webhooks repeated and out of order. Ends when ledger and Stripe are at rest, and fails unless
 * Stripe counted for every tenant, meter and hour, to the unit, what was used less what was taken back, and unless each
 * tenant's invoice of the month, less what was paid back, is to the cent what that costs.
 */
export async function replayRound(desk: TestDatabase, plan: ReplayPlan): Promise<ReplayFigures> {
  const chance = createChance(plan.seed);
  const clock = { at: START };
  const now = () => new Date(clock.at);
  const line = createBadLine(chance.fork(1));
  const fake = await startFakeStripe({
    now,
    seed: plan.seed,
    faults: line.faultOf,
    delivery: { isHeld: true, repeats: 0.2, reorders: true },
  });
  const { models } = desk.database;
  const ledger = createLedgerStore(models);
  const accounts = createBillingAccountStore(models);
  const tally = { deaths: 0, kills: 0, refunds: 0, webhooks: 0 };
  const houseOf = (share: number) => {
    const doomed = share > 0 ? doom(chance.fork(Math.floor(chance.next() * 1e9)), share) : undefined;
    const house = billingHouse(models, {
      apiRoot: fake.apiRoot,
      now,
      owner: newId(),
      random: chance.next,
      alarm: () => undefined,
      ...(doomed && { doom: doomed }),
    });
    return { house, doomed };
  };
  const steady = houseOf(0).house;

  /** Work of a process that may die; one that dies holds its leases until they are over. */
  async function attempt(share: number, work: (house: typeof steady) => Promise<unknown>): Promise<void> {
    const { house, doomed } = houseOf(share);
    await work(house).catch((error: unknown) => {
      if (!doomed?.isDead()) throw error;
    });
    if (doomed?.isDead()) tally.deaths += 1;
  }

  const webhooks = await listen(async (rawBody, signature) => {
    tally.webhooks += 1;
    const { house } = houseOf(0.03);
    const outcome = await takeStripeEvent(house, { rawBody, signature }).catch(() => 'failed');
    // Who died is found to hold the event no longer.
    if (outcome === 'busy' || outcome === 'failed') clock.at += 61_000;
    return outcome === 'busy' || outcome === 'failed' || outcome === 'held' ? 500 : 200;
  });
  fake.setWebhook({ url: webhooks.url, secret: webhookSecret });

  try {
    await setupBilling(steady.stripe);
    const tenants: TenantId[] = [];
    for (let at = 0; at < plan.tenants; at += 1) {
      tenants.push(await subscribe(steady, fake, at % 2 === 0 ? 'pay-as-you-go' : 'business'));
    }
    await fake.deliver();

    const used = new Map<string, number>();
    const recent: Counted[] = [];
    const planOf = async (tenantId: TenantId): Promise<PlanName> => (await accounts.find(tenantId))?.plan ?? 'free';
    const meter = { ledger, planOf, wakeSumming: () => undefined };
    const perHour = Math.ceil(plan.events / plan.hours);

    async function useIn(hourAt: number): Promise<void> {
      const plansNow = new Map(await Promise.all(tenants.map(async (id) => [id, await planOf(id)] as const)));
      const events = Array.from({ length: perHour }, () => {
        const tenantId = tenants[Math.floor(chance.next() * tenants.length)] ?? tenants[0];
        const rule: UsageRule = chance.hits(0.7) ? 'faq-exact' : chance.hits(0.8) ? 'generated' : 'used';
        return { tenantId, rule, id: newId(), at: new Date(hourAt + chance.next() * HOUR_MS) };
      });
      await Promise.all(
        events.map(async ({ tenantId, rule, id, at }) => {
          if (!tenantId) return;
          const kind = rule === 'used' ? ('translation' as const) : ('bot-reply' as const);
          const event = { id, tenantId, kind, rule, quantity: 1, at };
          const times = chance.hits(0.05) ? 2 : 1;
          for (let time = 0; time < times; time += 1) {
            await recordUsage({ ...meter, planOf: async () => plansNow.get(tenantId) ?? 'free' }, event);
          }
          const known = planMeters.find((one) => one.plan === plansNow.get(tenantId) && one.rule === rule);
          if (!known) return;
          const key = `${tenantId} ${known.name} ${new Date(hourAt).toISOString()}`;
          used.set(key, (used.get(key) ?? 0) + 1);
          if (chance.hits(0.08)) recent.push({ id, key, quantity: 1 });
        }),
      );
    }

    /** Takes some of what was used back: minutes, days or weeks after it was used. */
    async function takeSomeBack(): Promise<void> {
      for (const one of recent.splice(0, recent.length)) {
        if (!chance.hits(0.4)) {
          recent.push(one);
          continue;
        }
        const tenantId = tenants.find((id) => one.key.startsWith(`${id} `));
        if (!tenantId) continue;
        const refund = { tenantId, of: one.id, reason: 'rejected-by-customer' as const, at: now() };
        for (const _time of chance.hits(0.3) ? [1, 2] : [1]) {
          await refundUsage({ ledger, wakeSumming: () => undefined }, refund);
        }
        used.set(one.key, (used.get(one.key) ?? 0) - one.quantity);
        tally.refunds += 1;
      }
    }

    const stepMs = Math.floor((29 * DAY_MS) / plan.hours / HOUR_MS) * HOUR_MS;
    let cutUntil = 0;
    for (let step = 0; step < plan.hours; step += 1) {
      const hourAt = Math.floor((START + step * stepMs) / HOUR_MS) * HOUR_MS + HOUR_MS;
      clock.at = Math.max(clock.at, hourAt + HOUR_MS + chance.next() * 20 * MINUTE_MS);
      await useIn(hourAt);
      if (chance.hits(0.5)) await takeSomeBack();
      if (chance.hits(0.06)) cutUntil = clock.at + chance.next() * 40 * HOUR_MS;
      line.set(clock.at < cutUntil ? 'cut' : 'bad');
      await fake.advance(0);
      for (const tenantId of tenants) await steady.sums.sumUp(tenantId);
      if (tally.kills < plan.kills && (chance.hits((2 * plan.kills) / plan.hours) || step >= plan.hours - plan.kills)) {
        tally.kills += await killReporter(desk, fake, now().toISOString(), chance.next() * 150);
      }
      const reporters = chance.hits(0.3) ? 2 : 1;
      await Promise.all(Array.from({ length: reporters }, () => attempt(0.01, (house) => reportUsage(house))));
      if (chance.hits(0.4)) await takeSomeBack();
      clock.at += 3 * MINUTE_MS;
      await attempt(0.005, (house) => reportUsage(house));
      if (step % 4 === 0) await attempt(0.005, (house) => reconcile(house).catch(failedCalls));
      if (step === Math.floor(plan.hours / 2)) {
        line.set('good');
        for (const tenantId of tenants.filter((_one, at) => at % 4 === 0))
          await changePlan(steady, tenantId, 'business');
        await fake.deliver();
      }
    }

    line.set('good');
    await takeSomeBack();
    for (let rest = 0; rest < 4 || clock.at < INVOICED_BY; rest += 1) {
      clock.at += 13 * HOUR_MS;
      await fake.advance(0);
      await fake.deliver();
      await applyNextPlans(steady);
      for (const tenantId of tenants) await steady.sums.sumUp(tenantId);
      await reportUsage(steady, { backMs: 40 * DAY_MS });
    }
    clock.at = Math.ceil(clock.at / DAY_MS) * DAY_MS + 4 * HOUR_MS;
    await fake.advance(0);
    const reconciled = await reconcile(steady);
    const reports = await judge(desk, fake, tenants, used);
    await judgeInvoices(steady, tenants, used, new Date(START));
    for (const [at, tenantId] of tenants.entries()) {
      const isBusiness = at % 2 === 1 || at % 4 === 0;
      const expected = { plan: isBusiness ? 'business' : 'pay-as-you-go', standing: 'active' };
      expect(await accounts.find(tenantId)).toMatchObject(expected);
    }
    expect({ seed: plan.seed, ...reconciled }).toMatchObject({ seed: plan.seed, uneven: 0, late: 0, open: 0 });
    return {
      events: perHour * plan.hours,
      ...tally,
      faults: line.faults(),
      ...reports,
      units: [...used.values()].reduce((sum, quantity) => sum + quantity, 0),
    };
  } finally {
    await webhooks.close();
    await fake.stop();
  }
}

async function subscribe(
  house: ReturnType<typeof billingHouse>,
  fake: FakeStripe,
  plan: Exclude<PlanName, 'free'>,
): Promise<TenantId> {
  const tenantId = newTenantId();
  const wish = {
    plan,
    currency: 'CNY',
    successUrl: 'https://desk.example/y',
    cancelUrl: 'https://desk.example/n',
  } as const;
  const started = await startCheckout(house, tenantId, wish);
  const open = await house.stripe.checkout.sessions.list({ status: 'open', limit: 1 });
  expect(started.outcome).toBe('started');
  fake.completeCheckout(open.data[0]?.id ?? '');
  return tenantId;
}

async function listen(take: (rawBody: Buffer, signature: string) => Promise<number>) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const status = await take(Buffer.concat(chunks), String(request.headers['stripe-signature'])).catch(() => 500);
    response.writeHead(status).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

/** A reconciliation whose calls failed is made at the next turn. */
function failedCalls(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'DomainError') throw error;
}
