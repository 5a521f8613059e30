import type { TenantId } from '@answerdesk/domain';
import { addCounts, type Counts, noCounts, numbers } from './counts.ts';
import { medianOf } from './histogram.ts';
import type { DayRange, PeriodLength } from './periods.ts';
import { fits, type InsightFilter, readCells, type SummaryDeps } from './summarise.ts';

const heads = [
  'time',
  'channel',
  'language',
  ...numbers,
  'bot_reply_median_ms',
  'bot_resolution_median_ms',
  'person_reply_median_ms',
  'person_resolution_median_ms',
];

/**
 * Writes a range as a table for spreadsheets, one row for each day or hour, channel and language with messages: CSV in UTF-8
 * with a byte order mark; a text that a spreadsheet would take for a formula gets a leading apostrophe. Throws as `summarise`.
 */
export async function writeInsightsCsv(
  deps: Pick<SummaryDeps, 'counts' | 'resolutions'>,
  tenantId: TenantId,
  range: DayRange,
  options: { readonly by: PeriodLength; readonly filter?: InsightFilter },
): Promise<string> {
  const { cells } = await readCells(deps, tenantId, range, options.by);
  const rows = new Map<string, { names: string[]; counts: Counts }>();
  for (const { period, cell } of cells) {
    if (!fits(cell, options.filter ?? {})) continue;
    const names = [period.label, cell.channel, cell.language];
    const row = rows.get(names.join('\n')) ?? { names, counts: noCounts };
    rows.set(names.join('\n'), { names, counts: addCounts(row.counts, cell.counts) });
  }
  const lines = [...rows.values()].map(({ names, counts }) => [
    ...names,
    ...numbers.map((name) => counts[name]),
    ...[counts.botReply, counts.botResolution, counts.personReply, counts.personResolution].map((histogram) => {
      const median = medianOf(histogram);
      return median === undefined ? '' : Math.round(median);
    }),
  ]);
  return `\uFEFF${[heads, ...lines].map((line) => line.map(toCell).join(',')).join('\r\n')}\r\n`;
}

function toCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[\s'"]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
