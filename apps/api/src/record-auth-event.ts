import { type AuditEntry, newId } from '@answerdesk/domain';
import type { AuditLog, AuthEvent } from '@answerdesk/tenants';

/** What people do with their own sign-in stands in the audit of the tenant they were in. */
export async function recordAuthEvent(audit: AuditLog, event: AuthEvent, at: Date): Promise<void> {
  const { userId, email, tenantId, address, action, outcome, reason } = event;
  if (tenantId === undefined) return;
  const entry: AuditEntry = {
    id: newId(at.getTime()),
    tenantId,
    at,
    actor: { userId, email },
    address,
    action,
    target: { kind: 'person', id: userId },
    outcome,
    ...(reason !== undefined && { reason }),
  };
  await audit.append(tenantId, entry);
}
