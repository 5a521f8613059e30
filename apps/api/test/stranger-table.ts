import type { AppRouter } from '../src/index.ts';

/** What there is in the first tenant that a stranger may have heard of. */
export interface World {
  readonly tenantId: string;
  readonly userId: string;
  readonly email: string;
  readonly sessionId: string;
  readonly invitationId: string;
}

type ProcedurePath = keyof AppRouter['_def']['procedures'] extends infer Area
  ? Area extends keyof AppRouter['_def']['procedures'] & string
    ? `${Area}.${keyof AppRouter['_def']['procedures'][Area] & string}`
    : never
  : never;

/**
 * A valid input for every procedure, made of whatever ids it takes. A router that is added does not compile until each
 * of its procedures stands here.
 */
export const inputs: Readonly<Record<ProcedurePath, (world: World) => unknown>> = {
  'account.mailedLink': ({ email }) => ({ email, kind: 'reset-password' }),
  'account.revokeSession': ({ sessionId }) => ({ id: sessionId }),
  'account.sessions': () => undefined,
  'audit.export': ({ userId }) => ({ userId }),
  'audit.list': ({ userId }) => ({ userId }),
  'live.changes': () => undefined,
  'team.accept': ({ invitationId }) => ({ id: invitationId }),
  'team.changeRole': ({ userId }) => ({ userId, role: 'admin' }),
  'team.invitation': ({ invitationId }) => ({ id: invitationId }),
  'team.invitations': () => undefined,
  'team.invite': () => ({ email: 'anybody@example.com', role: 'agent' }),
  'team.leave': () => ({}),
  'team.members': () => undefined,
  'team.remove': ({ userId }) => ({ userId }),
  'team.revokeInvitation': ({ invitationId }) => ({ id: invitationId }),
  'tenant.create': () => ({ name: 'Another' }),
  'tenant.current': () => undefined,
  'tenant.list': () => undefined,
  'tenant.rename': () => ({ name: 'Renamed' }),
  'tenant.switch': ({ tenantId }) => ({ tenantId }),
};

/** Whoever holds the id of one of these was sent it in confidence: it is a link's secret, and shows what it invites to. */
export const secretLinks: readonly ProcedurePath[] = ['team.invitation'];
