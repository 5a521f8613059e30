// Billing: what tenants use, what it costs, and how Stripe comes to know.
export { type AlertOwnersDeps, alertOwners, type BillOwner } from './alerts/alert-owners.ts';
export { type AlertFacts, type AlertKind, findAlerts, type SpendingAlert } from './alerts/find-alerts.ts';
export type { AlertStore } from './alerts/ports.ts';
