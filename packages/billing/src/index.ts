// Billing: what tenants use, what it costs, and how Stripe comes to know.

export { applyNextPlans } from './customer/apply-next-plans.ts';
export { changePlan, type PlanChanged } from './customer/change-plan.ts';
export { type InvoiceRow, listInvoices } from './customer/list-invoices.ts';
export { openPortal } from './customer/open-portal.ts';
export type { CustomerClaim, CustomerClaims, CustomerDeps } from './customer/ports.ts';
export { type PlanChangePreview, previewPlanChange } from './customer/preview-plan-change.ts';
export { type CheckoutStart, startCheckout } from './customer/start-checkout.ts';
export { syncAccount } from './customer/sync-account.ts';
export { type BillingSetup, setupBilling } from './setup/setup-billing.ts';
export { connectStripe, type StripeClient } from './stripe.ts';
export { readStripeSettings, type StripeSettings } from './stripe-settings.ts';
