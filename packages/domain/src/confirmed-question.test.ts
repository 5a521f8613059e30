import { expect, test } from 'vitest';
import { isHeldOut } from './confirmed-question.ts';
import { messageIdSchema, newId } from './ids.ts';

test('a third of the confirmed questions is held out, always the same ones', () => {
  const ids = Array.from({ length: 3_000 }, () => messageIdSchema.parse(newId()));
  const heldOut = ids.filter((id) => isHeldOut({ id }));
  expect(heldOut.length).toBeGreaterThan(850);
  expect(heldOut.length).toBeLessThan(1_150);
  expect(ids.filter((id) => isHeldOut({ id }))).toEqual(heldOut);
  const known = ['0mgn0000000001', '0mgn0000000002', '0mgn0000000003', '0mgn0000000004', '0mgn0000000005'];
  expect(known.map((id) => isHeldOut({ id: messageIdSchema.parse(id) }))).toEqual([false, true, false, true, false]);
});
