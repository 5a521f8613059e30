import type { TenantId } from '@answerdesk/domain';
import type { SumsDifference } from '../ledger/check-sums.ts';
import type { LedgerStore } from '../ledger/ports.ts';
import type { ReportDeps } from '../report/ports.ts';
import type { StripeEvents } from '../webhooks/ports.ts';

/** An hour of a meter in which ledger, reports and Stripe do not say the same. */
export interface Difference {
  readonly hour: Date;
  /** What the ledger's sums come to. */
  readonly used: number;
  /** What was reported of it, credits taken off. */
  readonly reported: number;
  /** What Stripe is to have counted, and what it has. */
  readonly sent: number;
  readonly counted: number;
}

export interface MeterReconciliation {
  readonly meter: string;
  readonly used: number;
  readonly reported: number;
  /** Of it, what was paid back, which Stripe goes on counting. */
  readonly credited: number;
  /** Of it, what is too old for Stripe and never billed. */
  readonly late: number;
  readonly sent: number;
  readonly counted: number;
  /** At most 100. */
  readonly differences: readonly Difference[];
}

/** A meter of which a month's invoice bills something else than was used in it, and credited of it. */
export interface InvoiceDifference {
  readonly meter: string;
  /** Its start (UTC). */
  readonly month: Date;
  readonly used: number;
  readonly credited: number;
  readonly invoiced: number;
}

/** How a tenant's ledger and Stripe agreed, of whole days from `from` to `to`. */
export interface Reconciliation {
  readonly tenantId: TenantId;
  /** The day (UTC) on which it was made. */
  readonly day: Date;
  readonly at: Date;
  readonly from: Date;
  readonly to: Date;
  readonly isEven: boolean;
  readonly meters: readonly MeterReconciliation[];
  /** What the last month's invoice says otherwise than the ledger; some days into a month. */
  readonly invoices: readonly InvoiceDifference[];
  /** Where the sums are not what the events of the last closed days come to; at most 100. */
  readonly sums: readonly SumsDifference[];
  /** Reports whose fate is not known yet; their days are looked at again tomorrow. */
  readonly open: number;
  /** What Stripe said later of reports of this tenant's. */
  readonly notices: readonly { readonly at: Date; readonly summary: string }[];
}

export interface ReconciliationStore {
  /** Stores a reconciliation, in place of the same day's. */
  put(tenantId: TenantId, reconciliation: Reconciliation): Promise<void>;
  /** Newest first. */
  list(tenantId: TenantId, limit: number): Promise<readonly Reconciliation[]>;
}

export interface ReconcileDeps extends ReportDeps {
  readonly ledger: Pick<LedgerStore, 'recount'>;
  readonly reconciliations: ReconciliationStore;
  readonly events: Pick<StripeEvents, 'listAlarms' | 'forget'>;
}
