import { writeCsv } from '@answerdesk/answers';
import type { AuditEntry, AuditFilter, TenantId } from '@answerdesk/domain';
import type { AuditLog } from '@answerdesk/tenants';

/** The most entries one export takes. */
const MOST_ENTRIES = 20_000;
const PAGE = 500;

const header = [
  'time',
  'person',
  'role',
  'address',
  'action',
  'target',
  'target id',
  'outcome',
  'reason',
  'effect',
  'note',
];

/** The audit as a table for a spreadsheet, newest first; `isComplete` is false when there was more than it takes. */
export async function auditCsv(
  deps: { readonly audit: Pick<AuditLog, 'list'> },
  tenantId: TenantId,
  filter: AuditFilter,
): Promise<{ csv: string; isComplete: boolean }> {
  const entries: AuditEntry[] = [];
  for (;;) {
    const page = { limit: PAGE, cursor: entries.at(-1)?.id };
    const more = await deps.audit.list(tenantId, filter, page);
    entries.push(...more);
    if (more.length < PAGE || entries.length >= MOST_ENTRIES) {
      return { csv: writeCsv([header, ...entries.map(rowOf)]), isComplete: more.length < PAGE };
    }
  }
}

function rowOf(entry: AuditEntry): string[] {
  const { at, actor, address, action, target, outcome, reason, note } = entry;
  return [
    at.toISOString(),
    actor.email,
    actor.role ?? '',
    address,
    action,
    target?.kind ?? '',
    target?.id ?? '',
    outcome,
    reason ?? '',
    effectOf(entry),
    note ?? '',
  ];
}

function effectOf({ isUnforetold, cost }: AuditEntry): string {
  if (isUnforetold) return 'not foretold';
  return cost ? `costs ${Number(cost.loss.toFixed(1))} of 100, ${cost.lostPinned} pinned` : '';
}
