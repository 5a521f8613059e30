import { newTenantId, userIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { type AlertOwnersDeps, alertOwners } from './alert-owners.ts';
import type { AlertFacts } from './find-alerts.ts';

const tenantId = newTenantId();
const [ann, bo] = ['ann', 'bo'].map((name) => ({
  userId: userIdSchema.parse(name),
  email: `${name}@shop.example`,
  locale: 'en',
}));
const facts: AlertFacts = {
  month: '2026-11',
  currency: 'CNY',
  spent: 50_000_000,
  fee: 0,
  cap: 100_000_000,
  allowed: { allowance: 'everything' },
};

/** Owners over a store in memory, whose mail server takes only what `takes` says. */
function openDesk(takes: (email: string) => boolean = () => true) {
  const told = new Set<string>();
  const sent: string[] = [];
  const failures: unknown[] = [];
  const state = { facts };
  const deps: AlertOwnersDeps = {
    alerts: {
      async listTold(_tenantId, userId) {
        return new Set(
          [...told].filter((one) => one.startsWith(`${userId} `)).map((one) => one.slice(userId.length + 1)),
        );
      },
      async claim(_tenantId, { key }, userId) {
        const isNew = !told.has(`${userId} ${key}`);
        told.add(`${userId} ${key}`);
        return isNew;
      },
      async release(_tenantId, { key }, userId) {
        told.delete(`${userId} ${key}`);
      },
    },
    readFacts: async () => state.facts,
    listOwners: async () => [ann, bo].flatMap((owner) => owner ?? []),
    async tell(_tenantId, { email }, { kind }) {
      if (!takes(email)) throw new Error('the mail server is away');
      sent.push(`${email} ${kind}`);
    },
    reportFailure: (_what, error) => void failures.push(error),
    now: () => new Date('2026-11-20T00:00:00Z'),
  };
  return { deps, sent, failures, state };
}

test('each owner is told once, however many processes look and however often', async () => {
  const { deps, sent, state } = openDesk();
  await Promise.all([alertOwners(deps, tenantId), alertOwners(deps, tenantId)]);
  await alertOwners(deps, tenantId);
  expect(sent.sort()).toEqual(['ann@shop.example cap-half', 'bo@shop.example cap-half']);
  state.facts = { ...facts, spent: 80_000_000 };
  expect(await alertOwners(deps, tenantId)).toBe(2);
  state.facts = facts;
  expect(await alertOwners(deps, tenantId)).toBe(0);
});

test('what the mail server does not take is tried again, for that owner alone', async () => {
  let isAway = true;
  const { deps, sent, failures } = openDesk((email) => !(isAway && email.startsWith('bo')));
  expect(await alertOwners(deps, tenantId)).toBe(1);
  expect(failures).toHaveLength(1);
  isAway = false;
  expect(await alertOwners(deps, tenantId)).toBe(1);
  expect(sent).toEqual(['ann@shop.example cap-half', 'bo@shop.example cap-half']);
});
