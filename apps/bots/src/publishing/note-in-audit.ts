import type { PublishedDue } from '@answerdesk/answers';
import type { TenantId } from '@answerdesk/domain';
import type { AuditLog } from '@answerdesk/tenants';

/** Notes what became of a draft that was due as done by whoever scheduled it; once, however often it is called. */
export async function noteInAudit(
  audit: Pick<AuditLog, 'append'>,
  tenantId: TenantId,
  { id, at, faqId, by, outcome, isUnforetold, reason, cost }: PublishedDue,
): Promise<void> {
  await audit.append(tenantId, {
    id,
    tenantId,
    at,
    actor: by,
    address: '',
    action: 'faq.publish-on-schedule',
    target: { kind: 'faq', id: faqId },
    outcome: outcome === 'published' ? 'done' : 'failed',
    ...(outcome !== 'published' && { reason: outcome === 'losing' ? 'needs-reason' : 'conflict' }),
    ...(isUnforetold && { isUnforetold }),
    ...(cost && { cost }),
    ...(reason !== undefined && { note: reason }),
  });
}
