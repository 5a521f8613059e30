import type { BillingAccountsOfAll } from '../billing-account.ts';
import type { CustomerDeps } from '../customer/ports.ts';
import type { ReportDeps } from '../report/ports.ts';
import type { StripeSettings } from '../stripe-settings.ts';

/** What Stripe says later of usage that it took and could not count. */
export interface MeterAlarm {
  /** Stripe's id of the event. */
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  readonly summary: string;
  /** Some of the reports that it is about. */
  readonly reports: readonly string[];
}

/** Which of Stripe's events were dealt with. */
export interface StripeEvents {
  /** Has one process at a time deal with an event that nobody has dealt with. */
  claim(
    id: string,
    claim: { readonly type: string; readonly now: Date; readonly until: Date },
  ): Promise<'claimed' | 'done' | 'busy'>;
  /** Ends a claim: it is dealt with. */
  finish(id: string, end: { readonly at: Date; readonly alarm?: Omit<MeterAlarm, 'id' | 'type'> }): Promise<void>;
  /** Ends a claim without that: it may be claimed at once. */
  release(id: string): Promise<void>;
  /** What was alarming since a moment, newest first. */
  listAlarms(since: Date, limit: number): Promise<readonly MeterAlarm[]>;
  /** Forgets what was dealt with before a moment; Stripe repeats nothing that old. */
  forget(before: Date): Promise<void>;
}

export interface WebhookDeps extends CustomerDeps, Pick<ReportDeps, 'sums' | 'hours' | 'reports'> {
  readonly settings: Pick<StripeSettings, 'webhookSecrets' | 'isLive'>;
  readonly accountsOfAll: BillingAccountsOfAll;
  readonly events: StripeEvents;
}
