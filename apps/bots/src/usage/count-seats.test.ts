import { tenantIdSchema, type UsageEvent, userIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { createSeatCounter } from './count-seats.ts';

const seat = (tenant: string, user: string) => ({
  tenantId: tenantIdSchema.parse(tenant),
  userId: userIdSchema.parse(user),
});

test('each agent of each tenant is counted once a month, also one who comes later, wherever a process died', async () => {
  const seats = [seat('t1', 'u1'), seat('t2', 'u1'), seat('t1', 'u2')];
  const written: UsageEvent[] = [];
  let now = new Date('2026-01-31T22:00:00Z');
  let fails = true;
  const count = createSeatCounter({
    async *listSeats() {
      yield* seats;
    },
    async record(event) {
      if (fails && written.length === 2) throw new Error('gone');
      written.push(event);
    },
    now: () => now,
  });
  await expect(count()).rejects.toThrow('gone');
  fails = false;
  await count();
  seats.push(seat('t2', 'u3'));
  await count();
  const ids = () => written.map(({ tenantId, id }) => `${tenantId} ${id}`);
  const january = ['t1 seat:2026-01:u1', 't2 seat:2026-01:u1', 't1 seat:2026-01:u2'];
  expect(ids()).toEqual(january);
  expect(written[0]).toMatchObject({ kind: 'agent-seat', rule: 'used', quantity: 1 });
  now = new Date('2026-01-31T23:00:00Z');
  await count();
  expect(ids()).toEqual([...january, 't2 seat:2026-01:u3']);
  now = new Date('2026-02-01T00:00:00Z');
  await count();
  expect(ids().slice(4)).toEqual(
    ['u1', 'u1', 'u2', 'u3'].map((user, at) => `t${[1, 2, 1, 2][at]} seat:2026-02:${user}`),
  );
});
