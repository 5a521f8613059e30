import type { MonthReport } from '../month/read-month.ts';
import { plans } from '../plans.ts';
import type { AlertFacts } from './find-alerts.ts';

/** What owners are told of a month, from its report; `month` is its name, `2026-11`. */
export function alertFactsOf(month: string, report: MonthReport): AlertFacts {
  const { account, plan, currency, totalMicros, feeMicros, forecast, allowed, lines } = report;
  const most = plans[plan].quota;
  const used = lines.reduce((sum, line) => sum + (line.plan === plan ? line.quantity : 0), 0);
  return {
    month,
    currency,
    spent: totalMicros,
    fee: feeMicros,
    allowed,
    ...(account?.monthlyCap !== undefined && { cap: account.monthlyCap }),
    ...(forecast?.capReachedOn && { capReachedOn: forecast.capReachedOn }),
    ...(most !== undefined && { quota: { used, most } }),
    ...(account?.standing === 'past-due' && account.pastDueSince && { pastDueSince: account.pastDueSince }),
  };
}
