import type { ChannelName, TenantId } from '@answerdesk/domain';
import type { Allowed } from '../allowance.ts';
import type { BillingAccount, BillingAccountStore } from '../billing-account.ts';
import { judgeAllowance } from '../judge-allowance.ts';
import { type Forecast, forecastMonth } from '../ledger/forecast.ts';
import { DAY_MS, type Month } from '../ledger/hours.ts';
import { planSegmentsOf } from '../ledger/plan-segments.ts';
import type { UsageCell, UsageSums } from '../ledger/ports.ts';
import { type PricedLine, type PricedMonth, priceMonth } from '../ledger/price-month.ts';
import { planInForce } from '../plan-in-force.ts';
import { type ChargedRule, type Currency, chargedRules, type Micros, type PlanName } from '../plans.ts';

/** How many bot replies of each rule, and what they come to beside the fee. */
export interface Share {
  readonly quantities: Readonly<Record<ChargedRule, number>>;
  readonly amountMicros: Micros;
}

export interface MonthReport extends PricedMonth {
  readonly account?: BillingAccount;
  /** The plan in force now. */
  readonly plan: PlanName;
  readonly currency: Currency;
  /** What the month is going to cost; of the month that is now. */
  readonly forecast?: Forecast;
  /** What is left of the bot now, as far as anything is billed. */
  readonly allowed: Allowed;
  /** Each day (UTC) of the month up to now, oldest first. Adds up to what the lines come to. */
  readonly days: readonly (Share & { readonly day: Date })[];
  /** The channels that were used, the dearest first. Adds up to what the lines come to. */
  readonly channels: readonly (Share & { readonly channel?: ChannelName })[];
}

export interface ReadMonthDeps {
  readonly accounts: Pick<BillingAccountStore, 'find'>;
  readonly sums: Pick<UsageSums, 'read'>;
  /** Without Stripe nothing is sold, and nothing limited. */
  readonly hasStripe: boolean;
  readonly now: () => Date;
}

/** What the forecast looks back on. */
const LOOKS_BACK_MS = 28 * DAY_MS;

/**
 * What a tenant used in a calendar month (UTC) and what it costs up to now, in its account's currency, else in `otherwise`.
 * A day costs what it added to the month; what a plan includes is shared by its channels as they were used.
 */
export async function readMonth(
  { accounts, sums, hasStripe, now }: ReadMonthDeps,
  tenantId: TenantId,
  month: Month,
  otherwise: { readonly currency: Currency },
): Promise<MonthReport> {
  const at = now();
  const isCurrent = month.start <= at && at < month.end;
  const from = isCurrent ? new Date(month.start.getTime() - LOOKS_BACK_MS) : month.start;
  const [account, read] = await Promise.all([accounts.find(tenantId), sums.read(tenantId, from, month.end)]);
  const known = read.filter(({ kind }) => kind === 'bot-reply');
  const cells = known.filter(({ hour }) => hour >= month.start);
  const { currency } = account ?? otherwise;
  const segments = planSegmentsOf(account, month);
  const priced = priceMonth(month, { cells, segments }, currency);
  const cap = account?.monthlyCap;
  const ahead = { cells: known, segments, at, ...(cap !== undefined && { cap }) };
  const { allowance, reason } = judgeAllowance({ account, cells, month, at });
  return {
    ...priced,
    ...(account && { account }),
    plan: planInForce(account, at),
    currency,
    ...(isCurrent && { forecast: forecastMonth(month, ahead, currency) }),
    allowed: hasStripe && isCurrent ? { allowance, ...(reason && { reason }) } : { allowance: 'everything' },
    days: daysOf(month, cells, currency, at),
    channels: channelsOf(priced.lines, cells),
  };
}

function daysOf(month: Month, cells: readonly UsageCell[], currency: Currency, now: Date): MonthReport['days'] {
  const days: (Share & { day: Date })[] = [];
  let before = 0;
  for (let start = month.start.getTime(); start < month.end.getTime() && start <= now.getTime(); start += DAY_MS) {
    const end = new Date(start + DAY_MS);
    const upToNow = { cells: cells.filter(({ hour }) => hour < end), segments: [] };
    const { totalMicros } = priceMonth(month, upToNow, currency);
    const ofDay = upToNow.cells.filter(({ hour }) => hour.getTime() >= start);
    days.push({ day: new Date(start), quantities: quantitiesOf(ofDay), amountMicros: totalMicros - before });
    before = totalMicros;
  }
  return days;
}

function channelsOf(lines: readonly PricedLine[], cells: readonly UsageCell[]): MonthReport['channels'] {
  const names = [...new Set(cells.map(({ channel }) => channel))];
  const amounts = new Map<ChannelName | undefined, Micros>();
  for (const { plan, rule, quantity, amountMicros } of lines) {
    const ofLine = cells.filter((cell) => cell.plan === plan && cell.rule === rule);
    let left = amountMicros;
    const shares = names.map((channel) => {
      const used = sumOf(ofLine.filter((cell) => cell.channel === channel));
      const share = quantity > 0 ? Math.floor((amountMicros * used) / quantity) : 0;
      left -= share;
      return { channel, used, share };
    });
    const most = shares.reduce(
      (a, b) => (b.used > a.used ? b : a),
      shares[0] ?? { used: 0, share: 0, channel: undefined },
    );
    for (const { channel, share } of shares) {
      amounts.set(channel, (amounts.get(channel) ?? 0) + share + (channel === most.channel ? left : 0));
    }
  }
  return names
    .map((channel) => ({
      ...(channel !== undefined && { channel }),
      quantities: quantitiesOf(cells.filter((cell) => cell.channel === channel)),
      amountMicros: amounts.get(channel) ?? 0,
    }))
    .sort((a, b) => b.amountMicros - a.amountMicros);
}

function quantitiesOf(cells: readonly UsageCell[]): Share['quantities'] {
  const [exact, generated] = chargedRules.map((rule) => sumOf(cells.filter((cell) => cell.rule === rule)));
  return { 'faq-exact': exact ?? 0, generated: generated ?? 0 };
}

function sumOf(cells: readonly UsageCell[]): number {
  return cells.reduce((sum, { quantity }) => sum + quantity, 0);
}
