import type { Allowed } from '../allowance.ts';
import type { Currency, Micros } from '../plans.ts';

/** How far a month's cost is towards its cap when owners are told, as shares of the cap. */
const shares = [
  ['cap-half', 0.5],
  ['cap-near', 0.8],
] as const;
/** How much of a free month is used when owners are told. */
const quotaShares = [
  ['quota-near', 0.8],
  ['quota-reached', 1],
] as const;

export type AlertKind =
  | (typeof shares)[number][0]
  | (typeof quotaShares)[number][0]
  | 'cap-reached'
  | 'cap-forecast'
  | 'past-due';

/** Something owners are told once: `key` is the same for as long as it is the same thing. */
export interface SpendingAlert {
  readonly key: string;
  readonly kind: AlertKind;
}

/** What a month comes to, as far as owners are told of it. */
export interface AlertFacts {
  /** `2026-11`, in UTC. */
  readonly month: string;
  readonly currency: Currency;
  /** What the month cost up to now, its fee included. */
  readonly spent: Micros;
  /** What it costs whatever is used: a share of the cap that this alone passes is nothing new. */
  readonly fee: Micros;
  readonly cap?: Micros;
  /** What is left of the bot: the cap is reached when the next reply would not fit under it. */
  readonly allowed: Allowed;
  /** When the cap is going to be reached, if within the month. */
  readonly capReachedOn?: Date;
  readonly quota?: { readonly used: number; readonly most: number };
  readonly pastDueSince?: Date;
}

/**
 * What somebody is to be told now, who was told what `told` has the keys of: of the shares of the cap that are passed only
 * the highest, that it will be reached only while it is far, each once a month and cap; what is not paid once a lapse.
 */
export function findAlerts(facts: AlertFacts, told: ReadonlySet<string>): readonly SpendingAlert[] {
  const { cap, quota, pastDueSince, month } = facts;
  const due: SpendingAlert[] = [];
  const isNew = (alert: SpendingAlert | undefined): alert is SpendingAlert =>
    alert !== undefined && !told.has(alert.key);
  if (cap !== undefined) {
    const keyOf = (kind: AlertKind) => ({ kind, key: `${month}:${facts.currency}${cap}:${kind}` });
    const marks = shares
      .filter(([, share]) => facts.fee < cap * share)
      .map(([kind, share]) => ({ ...keyOf(kind), isPassed: facts.spent >= cap * share }));
    const isReached = facts.allowed.allowance === 'person-only' && facts.allowed.reason === 'cap';
    const highest = highestPassed([...marks, { ...keyOf('cap-reached'), isPassed: isReached }], told);
    if (highest) due.push(highest);
    const isFar = facts.spent < cap * 0.8 && !told.has(keyOf('cap-near').key) && !told.has(keyOf('cap-reached').key);
    const ahead = isFar && !isReached && facts.capReachedOn ? keyOf('cap-forecast') : undefined;
    if (isNew(ahead)) due.push(ahead);
  }
  if (quota) {
    const marks = quotaShares.map(([kind, share]) => ({
      kind,
      key: `${month}:${kind}`,
      isPassed: quota.used >= quota.most * share,
    }));
    const highest = highestPassed(marks, told);
    if (highest) due.push(highest);
  }
  const lapse: SpendingAlert | undefined = pastDueSince && {
    kind: 'past-due',
    key: `past-due:${pastDueSince.toISOString()}`,
  };
  if (isNew(lapse)) due.push(lapse);
  return due;
}

/** The highest of rising marks that is passed, unless it or a higher one is told: what falls again and rises is no news. */
function highestPassed(
  marks: readonly (SpendingAlert & { readonly isPassed: boolean })[],
  told: ReadonlySet<string>,
): SpendingAlert | undefined {
  const at = marks.findLastIndex(({ isPassed }) => isPassed);
  const highest = marks[at];
  if (!highest || marks.slice(at).some(({ key }) => told.has(key))) return undefined;
  return { key: highest.key, kind: highest.kind };
}
