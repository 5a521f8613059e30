import { dateOf, dayAfter, type TenantId } from '@answerdesk/domain';
import { periodsOf } from '../periods.ts';
import { resolutionFigures } from '../resolution/summarise-resolutions.ts';
import { type SummaryDeps, summarise } from '../summarise.ts';
import { WEEKS_SHOWN } from './measure-curve.ts';
import type { CurveMark, CurveStore, DialMark, Uplift, WeekMeasured } from './ports.ts';
import { shareInterval } from './share-interval.ts';
import { FEWEST_TO_MEASURE } from './worth-measuring.ts';

/** A share (0–1) of `n`, and between which shares the true one lies with 95 % confidence. */
export interface MeasuredShare {
  readonly share: number;
  readonly n: number;
  readonly low: number;
  readonly high: number;
  /** Whether there are too few to say anything by. */
  readonly isTooFew: boolean;
}

/** A week of the tenant's calendar, by its Monday; what nobody knows is missing. */
export interface CurveWeek {
  readonly week: string;
  readonly isOver: boolean;
  /** Of the same held-out questions in every week, those whose likeliest FAQ was right as the FAQs stood at its end. */
  readonly accuracy?: MeasuredShare;
  /** Of the same questions, those that would have been answered. */
  readonly answering?: MeasuredShare;
  /** Of what customers asked the bot, what it answered, and what it handed over. */
  readonly coverage?: MeasuredShare;
  readonly handOver?: MeasuredShare;
  /** Of the enquiries that began in it and are decided, those that the bot resolved alone. */
  readonly resolution?: MeasuredShare;
}

export type ShownMark = Omit<CurveMark, 'uplift'> & {
  /** The week that it is in. */
  readonly week: string;
  /** Only where there were enough questions to measure it by. */
  readonly uplift?: Uplift;
};

export interface Curve {
  readonly timeZone: string;
  readonly weeks: readonly CurveWeek[];
  readonly marks: readonly ShownMark[];
  /** How many questions a measurement needs. */
  readonly fewest: number;
}

export interface ReadCurveDeps extends SummaryDeps {
  readonly curve: Pick<CurveStore, 'listMarks' | 'listWeeks'>;
  readonly timeZoneOf: (tenantId: TenantId) => Promise<string>;
  readonly now: () => Date;
}

/** A tenant's learning curve: its last 26 calendar weeks, without those before anything was known, and what was changed in them. */
export async function readCurve(deps: ReadCurveDeps, tenantId: TenantId): Promise<Curve> {
  const timeZone = await deps.timeZoneOf(tenantId);
  const now = deps.now();
  const to = dateOf(timeZone, now);
  const range = { from: dayAfter(to, -7 * (WEEKS_SHOWN - 1)), to, timeZone };
  const periods = periodsOf(range, 'week');
  const [summary, measured, marks] = await Promise.all([
    summarise(deps, tenantId, range, { by: 'week' }),
    deps.curve.listWeeks(tenantId, periods[0]?.label ?? to),
    deps.curve.listMarks(tenantId, periods[0]?.start ?? now),
  ]);
  const judged = onCommonQuestions(measured);
  const countsOf = new Map(summary.series.map((week) => [week.label, week]));
  const weeks = periods.map(({ label, end }): CurveWeek => {
    const counts = countsOf.get(label);
    const asked = counts ? counts.answered + counts.clarified + counts.handedOver : 0;
    const known = judged.get(label);
    const solved = counts && solvedByBot(counts);
    return {
      week: label,
      isOver: end <= now,
      ...(known && { accuracy: shareOf(known.right, known.n), answering: shareOf(known.answered, known.n) }),
      ...(counts &&
        asked > 0 && { coverage: shareOf(counts.answered, asked), handOver: shareOf(counts.handedOver, asked) }),
      ...(solved && { resolution: solved }),
    };
  });
  const first = weeks.findIndex(({ accuracy, coverage }) => accuracy || coverage);
  const shown = first === -1 ? [] : weeks.slice(first);
  return {
    timeZone,
    weeks: shown,
    marks: marks.flatMap(({ uplift, dial, ...mark }) => {
      const week = periods.find(({ start, end }) => mark.at >= start && mark.at < end)?.label;
      if (week === undefined || !shown.some((one) => one.week === week)) return [];
      const isKnown = uplift && uplift.n >= FEWEST_TO_MEASURE;
      return [{ ...mark, week, ...(isKnown && { uplift }), ...(dial && { dial: shownDial(dial) }) }];
    }),
    fewest: FEWEST_TO_MEASURE,
  };
}

/** Without an effect that too few questions were asked for. */
function shownDial({ before, after, effect }: DialMark): DialMark {
  return { before, after, ...(effect && effect.n >= FEWEST_TO_MEASURE && { effect }) };
}

interface CommonScore {
  readonly n: number;
  readonly right: number;
  readonly answered: number;
}

/**
 * What weeks come to on the questions that every one of them was asked, so that none looks better because it was asked others.
 * One that shares less than half of the newest one's questions is left out until it is measured by them.
 */
function onCommonQuestions(measured: readonly WeekMeasured[]): Map<string, CommonScore> {
  const newest = new Set(measured.at(-1)?.verdicts.asked);
  const alike = measured.filter(
    ({ verdicts: { asked } }) => newest.size > 0 && 2 * asked.filter((tag) => newest.has(tag)).length >= newest.size,
  );
  const askedIn = alike.map(({ verdicts }) => new Set(verdicts.asked));
  const common = new Set([...newest].filter((tag) => askedIn.every((asked) => asked.has(tag))));
  const countOf = (tags: readonly number[]) => tags.filter((tag) => common.has(tag)).length;
  return new Map(
    alike.map(({ week, verdicts: { right, answered } }) => [
      week,
      { n: common.size, right: countOf(right), answered: countOf(answered) },
    ]),
  );
}

function solvedByBot(counts: Parameters<typeof resolutionFigures>[0]): MeasuredShare | undefined {
  const { bot, enquiries, undecided } = resolutionFigures(counts);
  const decided = enquiries - undecided;
  return decided > 0 ? shareOf(bot.confirmed + bot.assumed, decided) : undefined;
}

function shareOf(part: number, n: number): MeasuredShare {
  return { share: n === 0 ? 0 : part / n, n, ...shareInterval(part, n), isTooFew: n < FEWEST_TO_MEASURE };
}
