import { may, type Permission, type TenantId } from '@answerdesk/domain';
import { TRPCError } from '@trpc/server';
import type { Context } from './trpc.ts';

/** The tenant that somebody may do this in, for routes that are no procedures. Throws TRPCError for anybody else. */
export async function requirePermission(context: Context, permission: Permission): Promise<TenantId> {
  const { session, membership } = await context.standing();
  if (!session) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first.' });
  if (!membership || !may(membership.role, permission)) {
    throw new TRPCError({ code: 'FORBIDDEN', message: 'Your role does not allow this.' });
  }
  return membership.tenantId;
}
