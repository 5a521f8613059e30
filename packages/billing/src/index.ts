// Billing: what tenants use, what it costs, and how Stripe comes to know.

export { type AllowanceDeps, type AllowanceOf, type Allowed, createAllowance } from './allowance.ts';
export type {
  BillingAccount,
  BillingAccountChange,
  BillingAccountStore,
  BillingAccountsOfAll,
  PlanChange,
  Standing,
} from './billing-account.ts';
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
export { type ReplyFate, type SettleDeps, settleHour } from './ledger/settle-hour.ts';
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
