import { expect, test } from 'vitest';
import { newAccountId, newId, newTenantId, readAccountId, tenantIdSchema } from './ids.ts';

test('ids made one after another sort in that order, also when the clock stands still or steps back', () => {
  const ids = [newId(2_000_000_000_000), newId(2_000_000_000_000), newId(1_999_999_999_000), newId(2_000_000_000_001)];
  expect([...ids].sort()).toEqual(ids);
  const many = Array.from({ length: 50_000 }, () => newId(2_000_000_000_500));
  expect([...many].sort()).toEqual(many);
  expect(new Set(many).size).toBe(many.length);
  expect(new Set(many.map((id) => id.length))).toEqual(new Set([24]));
});

test('an account id names its tenant', () => {
  const tenantId = newTenantId();
  const accountId = newAccountId(tenantId);
  expect(readAccountId(accountId)).toEqual({ accountId, tenantId });
});

test.each(['', '.', 'a', 'a.', '.b', 'a.b.c', 'a/b.c', '$ne.x', 'a b.c', `${'x'.repeat(400)}.y`])(
  'what has not the shape of an account id is not read as one: %j',
  (text) => {
    expect(readAccountId(text)).toBeUndefined();
  },
);

test('a tenant id from outside cannot be an operator or a path', () => {
  for (const text of ['{"$ne":1}', '../x', 'a\u0000b', '']) expect(tenantIdSchema.safeParse(text).success).toBe(false);
});
