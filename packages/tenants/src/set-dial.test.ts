import { newTenantId, type Tenant, type Thresholds } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { setDial } from './set-dial.ts';

const now = new Date('2026-03-02T10:00:00Z');

function makeDeps(thresholds?: Thresholds) {
  const id = newTenantId();
  const tenant: Tenant = { id, name: 'A', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: now };
  const moves: unknown[] = [];
  const deps = {
    tenants: {
      find: async () => ({ ...tenant, ...(thresholds && { thresholds }) }),
      setThresholds: async (_tenantId: unknown, after: unknown, move: unknown) => void moves.push([after, move]),
    },
    now: () => now,
  };
  return { id, deps, moves };
}

test('a move of the dial is noted with when it was and what was before', async () => {
  const before = { answer: 0.5, clarify: 0.2 };
  const { id, deps, moves } = makeDeps(before);
  const after = { answer: 0.6, clarify: 0.2 };
  expect(await setDial(deps, id, after)).toEqual(before);
  expect(moves).toEqual([[after, { at: now, before }]]);
});

test('setting what is set already moves nothing, also where nothing is', async () => {
  const same = { answer: 0.5, clarify: 0.2 };
  const { id, deps, moves } = makeDeps(same);
  expect(await setDial(deps, id, { ...same })).toEqual(same);
  const bare = makeDeps();
  expect(await setDial(bare.deps, bare.id, undefined)).toBeUndefined();
  expect([...moves, ...bare.moves]).toEqual([]);
});
