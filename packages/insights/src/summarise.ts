import type { ChannelName, TenantId } from '@answerdesk/domain';
import { type Counts, type numbers, sumCounts } from './counts.ts';
import { medianOf } from './histogram.ts';
import { type DayRange, type Period, type PeriodLength, periodsOf } from './periods.ts';
import type { Cell, CountingJob, CountStore, HourOfCounts } from './ports.ts';
import type { ResolutionCountStore } from './resolution/ports.ts';
import { HOUR_MS } from './tally.ts';

/** Medians in ms; one that is missing has no data yet. */
export interface Times {
  readonly replyMs?: number;
  readonly resolutionMs?: number;
}

/** What happened in a time; `bot` and `person` stand beside each other. */
export type Figures = Pick<Counts, (typeof numbers)[number]> & { readonly bot: Times; readonly person: Times };

export interface Summary {
  readonly totals: Figures;
  readonly series: readonly (Figures & { readonly label: string })[];
  readonly channels: readonly (Figures & { readonly channel: ChannelName })[];
  /** The most used first; `und` where no language is known. */
  readonly languages: readonly (Figures & { readonly language: string })[];
  /** Everything before this moment is in; undefined when nothing has been counted yet. */
  readonly countedTo?: Date;
}

export interface InsightFilter {
  readonly channel?: ChannelName;
  readonly language?: string;
}

export interface SummaryDeps {
  readonly counts: Pick<CountStore, 'list'>;
  readonly resolutions: Pick<ResolutionCountStore, 'list'>;
  readonly job: Pick<CountingJob, 'progress'>;
}

/** Sums up what happened at a tenant's desk in a range of its days. Throws DomainError `invalid` for a wrong range. */
export async function summarise(
  deps: SummaryDeps,
  tenantId: TenantId,
  range: DayRange,
  options: { readonly by: PeriodLength; readonly filter?: InsightFilter },
): Promise<Summary> {
  const [rows, progress] = await Promise.all([readCells(deps, tenantId, range, options.by), deps.job.progress()]);
  const { filter = {} } = options;
  const wanted = rows.cells.filter(({ cell }) => fits(cell, filter));
  const byPeriod = Map.groupBy(wanted, ({ period }) => period);
  const byChannel = Map.groupBy(wanted, ({ cell }) => cell.channel);
  const byLanguage = Map.groupBy(wanted, ({ cell }) => cell.language);
  return {
    totals: figuresOf(wanted),
    series: rows.periods.map((period) => ({ label: period.label, ...figuresOf(byPeriod.get(period) ?? []) })),
    channels: mostFirst([...byChannel].map(([channel, cells]) => ({ channel, ...figuresOf(cells) }))),
    languages: mostFirst([...byLanguage].map(([language, cells]) => ({ language, ...figuresOf(cells) }))),
    ...(progress && { countedTo: progress.countedTo }),
  };
}

export interface PlacedCell {
  readonly period: Period;
  readonly cell: Cell;
}

/** The cells of a range, each with the day or hour that it belongs to. */
export async function readCells(
  deps: Pick<SummaryDeps, 'counts' | 'resolutions'>,
  tenantId: TenantId,
  range: DayRange,
  by: PeriodLength,
): Promise<{ readonly periods: readonly Period[]; readonly cells: readonly PlacedCell[] }> {
  const periods = periodsOf(range, by);
  const start = periods[0]?.start ?? new Date(0);
  const end = periods.at(-1)?.end ?? start;
  const from = new Date(start.getTime() - HOUR_MS + 1);
  const hours = await Promise.all([deps.counts.list(tenantId, from, end), deps.resolutions.list(tenantId, from, end)]);
  const inOrder = hours.flat().sort((a, b) => a.start.getTime() - b.start.getTime());
  return { periods, cells: placeCells(inOrder, periods) };
}

/** One cell for each period, channel and language: everything else is summed up from these few. */
export function placeCells(hours: readonly HourOfCounts[], periods: readonly Period[]): PlacedCell[] {
  const groups = new Map<string, { period: Period; cell: Cell; all: Partial<Counts>[] }>();
  let first = 0;
  for (const { start, cells } of hours) {
    while ((periods[first]?.end.getTime() ?? Number.POSITIVE_INFINITY) <= start.getTime()) first += 1;
    const near = periods.slice(first, first + 3);
    const periodOf = [0, 1, 2, 3].map((quarter) => {
      const at = start.getTime() + (quarter * HOUR_MS) / 4;
      return near.find((one) => at >= one.start.getTime() && at < one.end.getTime());
    });
    for (const cell of cells) {
      const period = periodOf[cell.quarter];
      if (!period) continue;
      const name = `${period.label} ${cell.channel} ${cell.language}`;
      const group = groups.get(name);
      if (group) group.all.push(cell.counts);
      else groups.set(name, { period, cell, all: [cell.counts] });
    }
  }
  return [...groups.values()].map(({ period, cell, all }) => ({ period, cell: { ...cell, counts: sumCounts(all) } }));
}

export function fits({ channel, language }: Cell, filter: InsightFilter): boolean {
  return (
    (filter.channel === undefined || channel === filter.channel) &&
    (filter.language === undefined || language === filter.language)
  );
}

function figuresOf(placed: readonly PlacedCell[]): Figures {
  const { botReply, botResolution, personReply, personResolution, ...counted } = sumCounts(
    placed.map(({ cell }) => cell.counts),
  );
  return { ...counted, bot: timesOf(botReply, botResolution), person: timesOf(personReply, personResolution) };
}

function timesOf(reply: Counts['botReply'], resolution: Counts['botResolution']): Times {
  const replyMs = medianOf(reply);
  const resolutionMs = medianOf(resolution);
  return { ...(replyMs !== undefined && { replyMs }), ...(resolutionMs !== undefined && { resolutionMs }) };
}

function mostFirst<T extends Pick<Counts, 'messages'>>(rows: T[]): T[] {
  return rows.sort((a, b) => b.messages - a.messages);
}
