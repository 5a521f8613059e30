import type { UsageCell } from '../ledger/ports.ts';
import { meterOf } from '../setup/meters.ts';
import type { MeterReport } from './ports.ts';

/** One hour of a meter: what the ledger says, and what was reported of it. */
export interface MeterHour {
  readonly meter: string;
  readonly hour: Date;
  readonly used: number;
  readonly reports: readonly MeterReport[];
}

/** Sets sums and reports side by side, by hour and meter, oldest hour first. Use that costs nothing is in neither. */
export function hourTotals(cells: readonly UsageCell[], reports: readonly MeterReport[]): readonly MeterHour[] {
  const hours = new Map<string, { meter: string; hour: Date; used: number; reports: MeterReport[] }>();
  const at = (meter: string, hour: Date) => {
    const key = `${hour.toISOString()} ${meter}`;
    const known = hours.get(key) ?? { meter, hour, used: 0, reports: [] };
    hours.set(key, known);
    return known;
  };
  for (const { kind, plan, rule, hour, quantity } of cells) {
    const meter = kind === 'bot-reply' ? meterOf(plan, rule) : undefined;
    if (meter) at(meter.name, hour).used += quantity;
  }
  for (const report of reports) at(report.meter, report.hour).reports.push(report);
  return [...hours.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, hour]) => hour);
}

/** What reports say of their hour, credits taken off. */
export function reportedOf(reports: readonly MeterReport[]): number {
  return reports.reduce((sum, { state, quantity }) => (state === 'cancelled' ? sum : sum + quantity), 0);
}
