import { botReplyUsageId, type MessageId, messageIdSchema, type ReplyFate, tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { createMemoryLedger } from '../../test/memory-ledger.ts';
import type { UsageHours } from './ports.ts';
import { type SettleDeps, settleHour } from './settle-hour.ts';

const tenantId = tenantIdSchema.parse('t1');
const hour = new Date('2026-12-31T23:00:00Z');
const due = new Date('2027-01-01T00:05:00Z');
const aDayLater = new Date('2027-01-02T01:00:00Z');
const idOf = (index: number) => messageIdSchema.parse(`m${index}`);

/** One hour's document in memory. */
function createHours(): UsageHours & { readonly settledAt: Date | undefined } {
  const doc: { dueAt?: Date | undefined; token?: string; checkedTo?: string | undefined; settledAt?: Date } = {
    dueAt: due,
  };
  let claims = 0;
  return {
    get settledAt() {
      return doc.settledAt;
    },
    async claim(_tenantId, _hour, { now, until }) {
      if (!doc.dueAt || doc.dueAt > now) return undefined;
      claims += 1;
      doc.dueAt = until;
      doc.token = `claim ${claims}`;
      return { token: doc.token, ...(doc.checkedTo !== undefined && { checkedTo: doc.checkedTo }) };
    },
    async advance(_tenantId, _hour, token, { checkedTo, until }) {
      if (doc.token !== token) return undefined;
      Object.assign(doc, { checkedTo, dueAt: until });
      return { token, checkedTo };
    },
    async finish(_tenantId, _hour, token, { at, againAt }) {
      if (doc.token === token) Object.assign(doc, { settledAt: at, dueAt: againAt, checkedTo: undefined, token: '' });
    },
    listSettled: async () => (doc.settledAt ? [hour] : []),
  };
}

async function open(replies: number) {
  const ledger = createMemoryLedger();
  for (let index = 0; index < replies; index += 1) {
    await ledger.add(tenantId, {
      id: botReplyUsageId(idOf(index)),
      tenantId,
      kind: 'bot-reply',
      rule: 'faq-exact',
      quantity: 1,
      causeId: idOf(index),
      at: hour,
      plan: 'free',
      hour,
    });
  }
  const fates = new Map<MessageId, ReplyFate>();
  const hours = createHours();
  let now = due;
  const asked: number[] = [];
  const deps: SettleDeps = {
    ledger,
    hours,
    async fatesOf(_tenantId, causeIds) {
      asked.push(causeIds.length);
      return new Map([...fates].filter(([causeId]) => causeIds.includes(causeId)));
    },
    wakeSumming: () => {},
    now: () => now,
  };
  const takenBack = () => ledger.all.flatMap(({ of }) => (of === undefined ? [] : [of])).sort();
  const settle = async (at: Date, with_: Partial<SettleDeps> = {}) => {
    now = at;
    return settleHour({ ...deps, ...with_ }, { tenantId, hour });
  };
  return { ledger, fates, hours, asked, deps, takenBack, settle };
}

test('answers that never reached their customer are taken back; those that did, and those nobody knows of, are not', async () => {
  const { fates, settle, takenBack, ledger, hours } = await open(4);
  fates.set(idOf(0), 'arrived').set(idOf(1), 'lost').set(idOf(2), 'on-its-way');
  expect(await settle(new Date(due.getTime() - 1))).toBe('not-due');
  expect(await settle(due)).toBe('settled');
  expect(hours.settledAt).toEqual(due);
  expect(takenBack()).toEqual(['bot-reply:m1']);
  expect(ledger.all.at(-1)).toMatchObject({ quantity: -1, reason: 'never-delivered', at: due, hour });
});

test('what was on its way is looked at again a day later, and what turned out not to have arrived; then never again', async () => {
  const { fates, settle, takenBack } = await open(3);
  fates.set(idOf(0), 'arrived').set(idOf(1), 'on-its-way').set(idOf(2), 'on-its-way');
  await settle(due);
  expect(takenBack()).toEqual([]);
  expect(await settle(new Date(aDayLater.getTime() - 1))).toBe('not-due');
  fates.set(idOf(0), 'lost').set(idOf(1), 'lost').set(idOf(2), 'arrived');
  expect(await settle(aDayLater)).toBe('settled');
  expect(takenBack()).toEqual(['bot-reply:m0', 'bot-reply:m1']);
  expect(await settle(new Date('2030-01-01'))).toBe('not-due');
});

test('many answers are looked at in batches, from where a process died on, and nothing is taken back twice', async () => {
  const { fates, settle, takenBack, asked, deps } = await open(450);
  for (let index = 0; index < 450; index += 1) fates.set(idOf(index), index % 3 ? 'arrived' : 'lost');
  let batches = 0;
  const dying: SettleDeps['fatesOf'] = async (...of) => {
    batches += 1;
    if (batches === 2) throw new Error('killed');
    return deps.fatesOf(...of);
  };
  await expect(settle(due, { fatesOf: dying })).rejects.toThrow('killed');
  expect(await settle(due)).toBe('not-due');
  expect(takenBack()).toHaveLength(66);
  const later = new Date(due.getTime() + 60_000);
  expect(await settle(later)).toBe('settled');
  expect(asked.slice(0, 3)).toEqual([200, 200, 50]);
  expect(new Set(takenBack()).size).toBe(150);
  expect(takenBack()).toHaveLength(150);
});

test('a process that stood still while another settled the hour does no harm', async () => {
  const { fates, settle, takenBack, deps, hours } = await open(250);
  for (let index = 0; index < 250; index += 1) fates.set(idOf(index), 'lost');
  const waiting = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  const slow = settle(due, {
    async fatesOf(...of) {
      waiting.resolve();
      await going.promise;
      return deps.fatesOf(...of);
    },
  });
  await waiting.promise;
  const later = new Date(due.getTime() + 60_000);
  expect(await settle(later)).toBe('settled');
  going.resolve();
  expect(await slow).toBe('lease-lost');
  expect(takenBack()).toHaveLength(250);
  expect(hours.settledAt).toEqual(later);
});
