import type { LoadFigures } from './load.ts';
import type { RecordingCost } from './recording.ts';
import { BOTS, type SystemName } from './systems.ts';

export interface BenchRow {
  readonly inFlight: number;
  readonly system: SystemName;
  readonly figures: LoadFigures;
}

/** What a run is held against; figures below are reported, never hidden. */
export const goals = { timesNaive: 3, shareOfEcho: 0.5, p99MsAtHalfLoad: 100, shareOfRecording: 0.05 } as const;

export interface BenchFigures {
  readonly faqs: number;
  readonly rows: readonly BenchRow[];
  /** The product at half of its own best rate, where questions come at their times and wait for nobody. */
  readonly halfLoad: { readonly askedPerSecond: number; readonly figures: LoadFigures };
  readonly recording: RecordingCost;
}

/** The product's rate over another system's, at one level; 0 when either did nothing. */
export function timesAsFast(rows: readonly BenchRow[], inFlight: number, other: SystemName): number {
  const rateOf = (system: SystemName) =>
    rows.find((row) => row.inFlight === inFlight && row.system === system)?.figures.perSecond ?? 0;
  return rateOf(other) > 0 ? rateOf('product') / rateOf(other) : 0;
}

const names: Readonly<Record<SystemName, string>> = {
  product: 'Answerdesk, everything stored',
  naive: 'naive: fastify, node-nlp, mongoose',
  echo: 'floor: fastify echoes JSON',
  telegraf: 'floor: telegraf, no database',
};

/** The figures as a table for people, each goal beside what was reached. */
export function reportOf({ faqs, rows, halfLoad, recording }: BenchFigures): string {
  const line = (...cells: readonly string[]) =>
    cells.map((cell, index) => (index === 1 ? cell.padEnd(34) : cell.padStart(10))).join('  ');
  const levels = [...new Set(rows.map(({ inFlight }) => inFlight))];
  const { askedPerSecond, figures } = halfLoad;
  const isKept = figures.p99Ms < goals.p99MsAtHalfLoad && figures.failed === 0;
  return [
    `${BOTS} bots of one tenant, ${faqs} FAQs; Telegram takes 30 messages a second from each bot, ${BOTS * 30} in all.`,
    line('in flight', 'system', 'per s', 'p50 ms', 'p99 ms', 'failed'),
    ...rows.map(({ inFlight, system, figures: { perSecond, p50Ms, p99Ms, failed } }) =>
      line(String(inFlight), names[system], perSecond.toFixed(0), p50Ms.toFixed(1), p99Ms.toFixed(1), String(failed)),
    ),
    '',
    ...levels.map((inFlight) => {
      const times = timesAsFast(rows, inFlight, 'naive');
      const share = timesAsFast(rows, inFlight, 'echo');
      return [
        `${inFlight} in flight: ${times.toFixed(2)} times naive (goal ${goals.timesNaive}: ${verdict(times >= goals.timesNaive)})`,
        `${(share * 100).toFixed(0)} % of echo (aim ${goals.shareOfEcho * 100} %: ${verdict(share >= goals.shareOfEcho)})`,
      ].join(', ');
    }),
    `At half load, ${askedPerSecond.toFixed(0)} questions a second: ${figures.perSecond.toFixed(0)} answered, p50 ${figures.p50Ms.toFixed(1)} ms, p99 ${figures.p99Ms.toFixed(1)} ms, ${figures.failed} failed (goal under ${goals.p99MsAtHalfLoad} ms: ${verdict(isKept)})`,
    `Recording usage takes ${recording.recordingMicros.toFixed(0)} µs of the ${recording.replyMicros.toFixed(0)} µs of processor time of a reply: ${(recording.share * 100).toFixed(1)} % (goal ${goals.shareOfRecording * 100} %: ${verdict(recording.share <= goals.shareOfRecording)})`,
  ].join('\n');
}

function verdict(isReached: boolean): string {
  return isReached ? 'reached' : 'not reached';
}
