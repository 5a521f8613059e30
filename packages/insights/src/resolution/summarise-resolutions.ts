import type { TenantId } from '@answerdesk/domain';
import { type Counts, sumCounts } from '../counts.ts';
import { type DayRange, type Period, type PeriodLength, periodsOf } from '../periods.ts';
import { placeCells } from '../summarise.ts';
import { HOUR_MS } from '../tally.ts';
import type { ResolutionCountStore } from './ports.ts';

/** Of the enquiries of a time how many the bot alone, or people, dealt with; confirmed, assumed and reopened apart. */
export interface ResolvedBy {
  readonly confirmed: number;
  readonly assumed: number;
  readonly reopened: number;
}

/**
 * How the enquiries that began in a time ended. `undecided`: it cannot be said yet. `rate` is the share of the decided ones
 * that are resolved, confirmed or assumed, `botRate` the share that the bot resolved alone (0–1); missing while none is decided.
 */
export interface ResolutionFigures {
  readonly enquiries: number;
  readonly bot: ResolvedBy;
  readonly person: ResolvedBy;
  readonly unresolved: number;
  readonly undecided: number;
  readonly rate?: number;
  readonly botRate?: number;
}

type ResolutionNumber =
  | 'enquiries'
  | 'unresolved'
  | 'undecided'
  | `${'bot' | 'person'}${'Confirmed' | 'Assumed' | 'Reopened'}`;

/**
 * A tenant's resolution figures for each period of a range of its days, oldest first; they change until everything that
 * began in it is decided, and when something is reopened. Throws DomainError `invalid` for a wrong range, as `summarise` does.
 */
export async function summariseResolutions(
  { resolutions }: { readonly resolutions: Pick<ResolutionCountStore, 'list'> },
  tenantId: TenantId,
  range: DayRange,
  by: PeriodLength = 'day',
): Promise<readonly (Period & ResolutionFigures)[]> {
  const periods = periodsOf(range, by);
  const start = periods[0]?.start ?? new Date(0);
  const hours = await resolutions.list(tenantId, new Date(start.getTime() - HOUR_MS + 1), periods.at(-1)?.end ?? start);
  const byPeriod = Map.groupBy(placeCells(hours, periods), ({ period }) => period);
  return periods.map((period) => {
    const counts = sumCounts((byPeriod.get(period) ?? []).map(({ cell }) => cell.counts));
    return { ...period, ...resolutionFigures(counts) };
  });
}

/** What counts say of resolution: those of `summarise`, by whichever period, as well. */
export function resolutionFigures(counts: Pick<Counts, ResolutionNumber>): ResolutionFigures {
  const { enquiries, unresolved, undecided } = counts;
  const bot = { confirmed: counts.botConfirmed, assumed: counts.botAssumed, reopened: counts.botReopened };
  const person = { confirmed: counts.personConfirmed, assumed: counts.personAssumed, reopened: counts.personReopened };
  const decided = enquiries - undecided;
  const ofBot = bot.confirmed + bot.assumed;
  const all = ofBot + person.confirmed + person.assumed;
  return {
    ...{ enquiries, bot, person, unresolved, undecided },
    ...(decided > 0 && { rate: all / decided, botRate: ofBot / decided }),
  };
}
