// Billing: what tenants use, what it costs, and how Stripe comes to know.
export { type AlertOwnersDeps, alertOwners, type BillOwner } from './alerts/alert-owners.ts';
export { type AlertFacts, type AlertKind, findAlerts, type SpendingAlert } from './alerts/find-alerts.ts';
export type { AlertStore } from './alerts/ports.ts';
export { applyNextPlans } from './customer/apply-next-plans.ts';
export { changePlan, type PlanChanged } from './customer/change-plan.ts';
export { type InvoiceRow, listInvoices } from './customer/list-invoices.ts';
export { openPortal } from './customer/open-portal.ts';
export type { CustomerClaim, CustomerClaims, CustomerDeps } from './customer/ports.ts';
export { type PlanChangePreview, previewPlanChange } from './customer/preview-plan-change.ts';
export { type CheckoutStart, startCheckout } from './customer/start-checkout.ts';
export { syncAccount } from './customer/sync-account.ts';
export type {
  Difference,
  MeterReconciliation,
  ReconcileDeps,
  Reconciliation,
  ReconciliationStore,
} from './reconcile/ports.ts';
export { type ReconciliationOutcome, reconcile } from './reconcile/reconcile.ts';
export { createPace } from './report/pace.ts';
export type { Leases, MeterReport, MeterReportStore, ReportDeps, ReportState } from './report/ports.ts';
export { reportUsage } from './report/report-usage.ts';
export { planMeters } from './setup/meters.ts';
export { type BillingSetup, setupBilling } from './setup/setup-billing.ts';
export { connectStripe, type StripeClient } from './stripe.ts';
export { readStripeSettings, type StripeSettings } from './stripe-settings.ts';
export type { MeterAlarm, StripeEvents, WebhookDeps } from './webhooks/ports.ts';
export { type TakenEvent, takeStripeEvent } from './webhooks/take-stripe-event.ts';
