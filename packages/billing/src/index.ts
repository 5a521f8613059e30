// Billing: what tenants use, what it costs, and how Stripe comes to know.

export { alertFactsOf } from './alerts/alert-facts-of.ts';
export { type AlertOwnersDeps, alertOwners, type BillOwner } from './alerts/alert-owners.ts';
export { type AlertFacts, type AlertKind, findAlerts, type SpendingAlert } from './alerts/find-alerts.ts';
export type { AlertStore } from './alerts/ports.ts';
export { type AllowanceDeps, type AllowanceOf, type Allowed, createAllowance } from './allowance.ts';
export type {
  BillingAccount,
  BillingAccountChange,
  BillingAccountStore,
  BillingAccountsOfAll,
  PlanChange,
  Standing,
} from './billing-account.ts';
export { type CapWish, setCap } from './caps/set-cap.ts';
export { applyNextPlans } from './customer/apply-next-plans.ts';
export { changePlan, type PlanChanged } from './customer/change-plan.ts';
export { ensureCustomer } from './customer/ensure-customer.ts';
export { type InvoiceRow, listInvoices } from './customer/list-invoices.ts';
export { openPortal } from './customer/open-portal.ts';
export type { CustomerClaim, CustomerClaims, CustomerDeps } from './customer/ports.ts';
export { type PlanChangePreview, previewPlanChange } from './customer/preview-plan-change.ts';
export { type CheckoutStart, startCheckout } from './customer/start-checkout.ts';
export { syncAccount } from './customer/sync-account.ts';
export { syncAccounts } from './customer/sync-accounts.ts';
export { checkSums, type SumsDifference } from './ledger/check-sums.ts';
export { type Forecast, forecastMonth } from './ledger/forecast.ts';
export { type Month, monthOf } from './ledger/hours.ts';
export { type PlanSegment, planSegmentsOf } from './ledger/plan-segments.ts';
export type {
  HourLook,
  LedgerEvent,
  LedgerStore,
  TenantHour,
  UsageCell,
  UsageHours,
  UsageOfAll,
  UsageSums,
} from './ledger/ports.ts';
export { type PricedLine, type PricedMonth, priceMonth } from './ledger/price-month.ts';
export { type RecordDeps, recordUsage } from './ledger/record-usage.ts';
export { type RefundDeps, refundUsage } from './ledger/refund-usage.ts';
export { type SettleDeps, settleHour } from './ledger/settle-hour.ts';
export { type MonthReport, type ReadMonthDeps, readMonth, type Share } from './month/read-month.ts';
export { planInForce } from './plan-in-force.ts';
export {
  type ChargedRule,
  type Currency,
  chargedRules,
  currencies,
  type Micros,
  type Plan,
  type PlanName,
  planNames,
  plans,
} from './plans.ts';
export { listReceipts, type Receipt, type ReceiptFilter } from './receipts/list-receipts.ts';
export { readUsageRows, usageHeads } from './receipts/read-usage-rows.ts';
export type {
  Difference,
  MeterReconciliation,
  ReconcileDeps,
  Reconciliation,
  ReconciliationStore,
} from './reconcile/ports.ts';
export { type ReconciliationOutcome, reconcile } from './reconcile/reconcile.ts';
export { createPace } from './report/pace.ts';
export type { JobLeases, Leases, MeterReport, MeterReportStore, ReportDeps, ReportState } from './report/ports.ts';
export { reportUsage } from './report/report-usage.ts';
export { planMeters } from './setup/meters.ts';
export { type BillingSetup, setupBilling } from './setup/setup-billing.ts';
export { connectStripe, type StripeClient } from './stripe.ts';
export { readStripeSettings, type StripeSettings } from './stripe-settings.ts';
export type { MeterAlarm, StripeEvents, WebhookDeps } from './webhooks/ports.ts';
export { type TakenEvent, takeStripeEvent } from './webhooks/take-stripe-event.ts';
