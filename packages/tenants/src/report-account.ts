import type { AccountHealth, AccountId, ConversationId, DeliveryFailureReason, TenantId } from '@answerdesk/domain';
import { type CheckAccountDeps, checkAccount } from './check-account.ts';

/** How far back a report looks. */
const LOOKED_BACK_MS = 7 * 24 * 3_600_000;

/** A reply that did not arrive; `at` is when it was written. */
export interface AccountFailure {
  readonly at: Date;
  readonly reason: DeliveryFailureReason;
  readonly conversationId: ConversationId;
}

export interface ReportAccountDeps extends CheckAccountDeps {
  readonly arrivals: {
    findNewest(tenantId: TenantId, accountId: AccountId, since: Date): Promise<{ readonly at: Date } | undefined>;
  };
  readonly outbox: {
    findNewestFailure(tenantId: TenantId, accountId: AccountId, since: Date): Promise<AccountFailure | undefined>;
  };
  readonly now: () => Date;
}

/** How an account is: as the platform sees it now, and what came and what did not arrive in the last 7 days. */
export interface AccountReport {
  readonly health: AccountHealth;
  readonly lastInboundAt?: Date;
  readonly lastFailure?: AccountFailure;
}

/** Asks the platform how an account is and reads what happened there lately. Throws DomainError `not-found`. */
export async function reportAccount(
  deps: ReportAccountDeps,
  tenantId: TenantId,
  accountId: AccountId,
): Promise<AccountReport> {
  const since = new Date(deps.now().getTime() - LOOKED_BACK_MS);
  const [health, arrival, lastFailure] = await Promise.all([
    checkAccount(deps, tenantId, accountId),
    deps.arrivals.findNewest(tenantId, accountId, since),
    deps.outbox.findNewestFailure(tenantId, accountId, since),
  ]);
  return { health, ...(arrival && { lastInboundAt: arrival.at }), ...(lastFailure && { lastFailure }) };
}
