import { createHmac } from 'node:crypto';
import type { TenantId } from '@answerdesk/domain';
import type { Auth } from '@answerdesk/tenants';
import type { Desk } from './desk.ts';

const EMAIL = 'demo@answerdesk.example';

export interface DemoLogin {
  readonly email: string;
  readonly password: string;
}

/**
 * Makes the demo tenant's owner on the first start. The password is drawn from the secret key, so that every later start
 * can print it without its being kept anywhere; whoever changes it on a screen has to remember it themselves.
 */
export async function ensureDemoOwner(
  desk: Pick<Desk, 'tenants' | 'secretKey'>,
  auth: Auth,
  tenantId: TenantId,
): Promise<DemoLogin> {
  const password = createHmac('sha256', desk.secretKey).update('demo login').digest('base64url').slice(0, 16);
  const known = await auth.people.findByEmail(EMAIL);
  const userId = known?.id ?? (await auth.signUp({ name: 'Demo owner', email: EMAIL, password }));
  if (!known) for (const { id } of await auth.sessions.list(userId)) await auth.sessions.revoke(userId, id);
  if (!(await auth.members.find(tenantId, userId))) {
    await auth.members.add(tenantId, userId, 'owner');
    await desk.tenants.addOwner(tenantId, userId);
    await auth.people.setLastTenant(userId, tenantId);
  }
  return { email: EMAIL, password };
}
