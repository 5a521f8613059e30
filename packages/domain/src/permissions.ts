// No schema in here: the screens' first load has this table and should not have zod for it.
export const roles = ['owner', 'admin', 'agent'] as const;
/** What a person is in one tenant: `owner` answers for it, `admin` runs it, `agent` works in it. */
export type Role = (typeof roles)[number];

const everybody = roles;
const managers = ['owner', 'admin'] as const;
const owners = ['owner'] as const;

/** The one table of who may do what in a tenant, for the server and the screens alike. */
export const permissions = {
  'faq.read': everybody,
  'faq.write': managers,
  'faq.publish': managers,
  'faq.import': managers,
  'bench.use': everybody,
  'channel.read': everybody,
  'channel.write': managers,
  'conversation.read': everybody,
  'conversation.write': everybody,
  'person.export': managers,
  'person.erase': managers,
  'canned-reply.write': everybody,
  'insight.read': everybody,
  'topic.write': managers,
  'team.read': everybody,
  'team.invite': managers,
  'team.manage': managers,
  'settings.read': managers,
  'settings.write': managers,
  'audit.read': managers,
  'billing.read': managers,
  'billing.write': owners,
  'tenant.manage': owners,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Whether a person of that role may do it. */
export function may(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return allowed.includes(role);
}

/** Whether a person of that role may make somebody, or stop somebody being, a person of the other role: owners are made by owners. */
export function mayAppoint(role: Role, other: Role): boolean {
  return other === 'owner' ? role === 'owner' : may(role, 'team.manage');
}
