import { newTenantId } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { createTurns } from './take-turns.ts';

test('a tenant’s work is done a few at a time, in order, also where some of it fails, and another’s meanwhile', async () => {
  const inTurn = createTurns(2);
  const [tenantId, other] = [newTenantId(), newTenantId()];
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const all = Array.from({ length: 6 }, (_, at) =>
    inTurn(tenantId, async () => {
      begun.push(at);
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((end) => ends.push(end));
      running -= 1;
      if (at === 1) throw new Error('failed');
      return at;
    }),
  );
  const settled = Promise.allSettled(all);
  expect(await inTurn(other, async () => 'other')).toBe('other');
  expect(begun).toEqual([0, 1]);
  while (begun.length < 6 || ends.length > 0) {
    ends.shift()?.();
    await new Promise(setImmediate);
  }
  expect((await settled).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
  expect(most).toBe(2);
  expect(await inTurn(tenantId, async () => 'again')).toBe('again');
});
