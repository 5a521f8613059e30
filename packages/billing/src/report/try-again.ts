import type { MeterReport, ReportDeps } from './ports.ts';

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

/** Leaves a report for later: twice as long each time, with some chance in it, and at least as long as Stripe asks for. */
export async function tryLater(
  { reports, now, random }: Pick<ReportDeps, 'reports' | 'now' | 'random'>,
  { tenantId, id, state, tries }: MeterReport,
  { retryAfterMs = 0, leastMs = 0 }: { readonly retryAfterMs?: number; readonly leastMs?: number } = {},
): Promise<'open'> {
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(tries, 10)) * (0.5 + random() / 2);
  const nextTryAt = new Date(now().getTime() + Math.max(pauseMs, retryAfterMs, leastMs));
  await reports.change(tenantId, id, state, { nextTryAt });
  return 'open';
}

/** Leaves a report for later whose answer was not heard, and everybody as long in peace as Stripe asks for. */
export async function leaveUnheard(
  deps: Pick<ReportDeps, 'reports' | 'now' | 'random' | 'pace'>,
  report: MeterReport,
  heard: { readonly retryAfterMs?: number },
): Promise<'unheard'> {
  deps.pace.rest(heard.retryAfterMs ?? 0);
  await tryLater(deps, report, heard);
  return 'unheard';
}

/** Notes, before Stripe is called once more, that it is. Undefined when somebody else has changed the report. */
export async function noteTry(
  { reports, now }: Pick<ReportDeps, 'reports' | 'now'>,
  report: MeterReport,
): Promise<MeterReport | undefined> {
  const change = { triedAt: now(), tries: report.tries + 1 };
  return (await reports.change(report.tenantId, report.id, report.state, change))
    ? { ...report, ...change }
    : undefined;
}
