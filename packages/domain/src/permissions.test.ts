import { expect, test } from 'vitest';
import { may, mayAppoint, type Permission, permissions, type Role } from './permissions.ts';

const all = Object.keys(permissions) as Permission[];
const allowed = (role: Role) => all.filter((permission) => may(role, permission));

test('an owner may everything, an admin all but manage the tenant and what it pays, an agent what their work needs', () => {
  expect(allowed('owner')).toEqual(all);
  const ownersAlone = ['tenant.manage', 'billing.write'];
  expect(allowed('admin')).toEqual(all.filter((permission) => !ownersAlone.includes(permission)));
  expect(allowed('agent')).toEqual([
    'faq.read',
    'bench.use',
    'channel.read',
    'conversation.read',
    'conversation.write',
    'canned-reply.write',
    'insight.read',
    'team.read',
  ]);
});

test('owners alone make and unmake owners, and agents nobody', () => {
  expect(mayAppoint('owner', 'owner')).toBe(true);
  expect([mayAppoint('admin', 'owner'), mayAppoint('admin', 'admin'), mayAppoint('admin', 'agent')]).toEqual([
    false,
    true,
    true,
  ]);
  expect(mayAppoint('agent', 'agent')).toBe(false);
});
