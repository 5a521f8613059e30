import type { TenantId, UserId } from '@answerdesk/domain';
import { type AlertFacts, findAlerts, type SpendingAlert } from './find-alerts.ts';
import type { AlertStore } from './ports.ts';

/** Somebody who answers for a tenant's bills. */
export interface BillOwner {
  readonly userId: UserId;
  readonly email: string;
  readonly locale: string;
}

export interface AlertOwnersDeps {
  readonly alerts: AlertStore;
  readonly readFacts: (tenantId: TenantId) => Promise<AlertFacts>;
  readonly listOwners: (tenantId: TenantId) => Promise<readonly BillOwner[]>;
  /** Rejects when it could not be handed over. */
  readonly tell: (tenantId: TenantId, owner: BillOwner, alert: SpendingAlert, facts: AlertFacts) => Promise<void>;
  readonly reportFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
}

/**
 * Tells each owner of a tenant what is due, and resolves to how many tellings were handed over. Each is claimed before it is
 * sent, so that of many processes one sends it; what could not be handed over is given back and tried by the next call.
 */
export async function alertOwners(deps: AlertOwnersDeps, tenantId: TenantId): Promise<number> {
  const facts = await deps.readFacts(tenantId);
  if (findAlerts(facts, new Set()).length === 0) return 0;
  let told = 0;
  for (const owner of await deps.listOwners(tenantId)) {
    const known = await deps.alerts.listTold(tenantId, owner.userId, earliest(facts));
    for (const alert of findAlerts(facts, known)) {
      if (!(await deps.alerts.claim(tenantId, alert, owner.userId, deps.now()))) continue;
      try {
        await deps.tell(tenantId, owner, alert, facts);
        told += 1;
      } catch (error) {
        deps.reportFailure('telling an owner what is spent', error);
        await deps.alerts.release(tenantId, alert, owner.userId);
      }
    }
  }
  return told;
}

/** Nothing that is due now can have been told before. */
function earliest({ month, pastDueSince }: AlertFacts): Date {
  const begin = new Date(`${month}-01T00:00:00Z`);
  return pastDueSince && pastDueSince < begin ? pastDueSince : begin;
}
