import { isDeepStrictEqual } from 'node:util';
import { MOST_HELD_OUT } from '@answerdesk/answers';
import { type DialMove, dateOf, dayAfter, type Glossary, type TenantId, type Thresholds } from '@answerdesk/domain';
import { type Period, periodsOf } from '../periods.ts';
import { type Asking, type AskingDeps, createAsking, fitQuestions, verdictsOf } from './ask-held-out.ts';
import { dialAt } from './dial-changes.ts';
import type { Change } from './faq-changes.ts';
import { type FaqHistory, readFaqHistory } from './faq-history.ts';
import { measureDial } from './measure-dial.ts';
import type { CurveMark, CurveStore, FaqHistoryReader, HeldOutQuestion, Uplift, WeekMeasured } from './ports.ts';
import { isWorthMeasuring, SETTLED_MS } from './worth-measuring.ts';

/** So many weeks are measured and shown. */
export const WEEKS_SHOWN = 26;

export interface MeasureCurveDeps extends AskingDeps {
  readonly curve: CurveStore;
  readonly history: FaqHistoryReader;
  /** The tenant's held-out questions, the newest first. */
  readonly listHeldOut: (tenantId: TenantId, limit: number) => Promise<readonly HeldOutQuestion[]>;
  /** The tenant's terms as they are now. */
  readonly findGlossary: (tenantId: TenantId) => Promise<Glossary>;
  readonly findTenant: (tenantId: TenantId) => Promise<
    | {
        readonly faqsVersion: number;
        readonly timeZone: string;
        readonly thresholds?: Thresholds;
      }
    | undefined
  >;
  /** When the tenant's dial was moved and where it stood, oldest first. */
  readonly listDialMoves: (tenantId: TenantId) => Promise<readonly DialMove[]>;
  readonly now: () => Date;
}

/**
 * Measures what a tenant's accepted changes brought, and how right the bot was at the end of each week: the FAQs as they were
 * then are learnt again and asked the held-out questions that no FAQ ever had word for word. What was measured stays until
 * there are twice as many questions as it was measured by. Safe to repeat, wherever it broke off; `more` says that something is
 * left: a turn's lessons were used up, or meanings were not to be had.
 */
export async function measureCurve(deps: MeasureCurveDeps, tenantId: TenantId): Promise<{ readonly more: boolean }> {
  const tenant = await deps.findTenant(tenantId);
  if (!tenant) return { more: false };
  const now = deps.now();
  const { timeZone, faqsVersion, thresholds } = tenant;
  const today = dateOf(timeZone, now);
  const weeks = periodsOf({ from: dayAfter(today, -7 * (WEEKS_SHOWN - 1)), to: today, timeZone }, 'week');
  const [heldOut, glossary, moves] = await Promise.all([
    deps.listHeldOut(tenantId, MOST_HELD_OUT),
    deps.findGlossary(tenantId),
    deps.listDialMoves(tenantId),
  ]);
  const progress = {
    faqsVersion,
    glossary: glossary.revision,
    heldOut: heldOut.length,
    week: weeks.at(-1)?.label ?? today,
    dialMovedAt: moves.at(-1)?.at.getTime() ?? 0,
  };
  const before = await deps.curve.findProgress(tenantId);
  if (before && isSame(progress, before)) return { more: false };

  const texts = heldOut.map(({ text }) => text);
  const history = await readFaqHistory(deps.history, tenantId, texts);
  const ask = createAsking(deps, history, fitQuestions(heldOut, history), {
    glossary,
    dialAt: (at) => dialAt(moves, at, thresholds),
  });
  const first = weeks[0]?.start ?? now;
  const areWeeksWhole = await measureWeeks(deps, tenantId, history, ask, { weeks, moves });
  const areMarksWhole = await measureMarks(deps, tenantId, history, ask, first);
  const isWhole = (await measureDial(deps, tenantId, ask, { history, moves, first })) && areMarksWhole && areWeeksWhole;
  if (isWhole) await deps.curve.noteProgress(tenantId, progress);
  return { more: !isWhole };
}

function isSame<T extends object>(one: T, other: T): boolean {
  return Object.entries(one).every(([name, value]) => value === other[name as keyof T]);
}

/** Whether all of them are measured; the newest first, which people look at. */
async function measureMarks(
  { curve, now }: MeasureCurveDeps,
  tenantId: TenantId,
  history: FaqHistory,
  ask: Asking,
  first: Date,
): Promise<boolean> {
  const known = new Map((await curve.listMarks(tenantId, first)).map((mark) => [mark.id, mark]));
  let isWhole = true;
  for (const change of history.changes.toReversed()) {
    if (change.at < first) break;
    // What may still go on is marked at once and measured once it is over.
    const isOver = now().getTime() - change.endedAt.getTime() > SETTLED_MS;
    const mark = markOf(change, known.get(change.id)?.uplift);
    const isDue = isOver && isWorthMeasuring(ask.tags.length, mark.uplift?.heldOut);
    const measured = isDue ? await upliftOf(ask, change, now()) : undefined;
    if (!isOver || (isDue && !measured)) isWhole = false;
    const uplift = measured ?? mark.uplift;
    const before = known.get(change.id);
    // What an FAQ asked may have been taken out of its history since.
    const isSaid = before?.count === mark.count && isDeepStrictEqual(before.faqs, mark.faqs);
    const isNew = !isSaid || uplift !== mark.uplift;
    if (isNew) await curve.putMark(tenantId, { ...mark, ...(uplift && { uplift }) });
  }
  return isWhole;
}

function markOf({ id, at, kind, count, faqs }: Change, uplift: Uplift | undefined): CurveMark {
  return { id, at, kind, count, faqs, ...(uplift && { uplift }) };
}

/** Both times at one moment, so that nothing but the change makes a difference. */
async function upliftOf(ask: Asking, { from, to, endedAt }: Change, measuredAt: Date): Promise<Uplift | undefined> {
  const after = await ask.after(to, endedAt);
  const before = after && (await ask.after(from, endedAt));
  if (!before) return undefined;
  const pairs = before.map((one, index) => ({ before: one.isRight, after: after[index]?.isRight === true }));
  return {
    n: pairs.length,
    before: pairs.filter((pair) => pair.before).length,
    after: pairs.filter((pair) => pair.after).length,
    won: pairs.filter((pair) => !pair.before && pair.after).length,
    lost: pairs.filter((pair) => pair.before && !pair.after).length,
    measuredAt,
    heldOut: ask.tags.length,
  };
}

async function measureWeeks(
  { curve, now }: MeasureCurveDeps,
  tenantId: TenantId,
  history: FaqHistory,
  ask: Asking,
  { weeks, moves }: { readonly weeks: readonly Period[]; readonly moves: readonly DialMove[] },
): Promise<boolean> {
  const measured = await curve.listWeeks(tenantId, weeks[0]?.label ?? '');
  const known = new Map(measured.map((week) => [week.week, week]));
  const today = new Set(ask.tags);
  for (const { label, end } of weeks.toReversed()) {
    const before = known.get(label);
    const steps = history.stepsBy(end);
    const isChanged =
      before !== undefined && (isOutdated(before, history, ask, { steps, end }) || isDialMoved(moves, before, end));
    const shared = before?.verdicts.asked.filter((tag) => today.has(tag)).length;
    if (!isChanged && !isWorthMeasuring(ask.tags.length, shared)) continue;
    const judged = await ask.after(steps, end < now() ? end : now());
    if (!judged) return false;
    const verdicts = verdictsOf(ask.tags, judged);
    const { glossary } = ask;
    await curve.putWeek(tenantId, { week: label, verdicts, glossary, measuredAt: now(), heldOut: ask.tags.length });
  }
  return true;
}

/** Whether the dial was moved in a week after it was measured. */
function isDialMoved(moves: readonly DialMove[], { measuredAt }: WeekMeasured, end: Date): boolean {
  const seenTo = new Date(measuredAt.getTime() - SETTLED_MS);
  return moves.some(({ at }) => at > seenTo && at < end);
}

/** Whether FAQs, or the glossary in a week that was not over, have changed since a week was measured. */
function isOutdated(
  { measuredAt, glossary }: WeekMeasured,
  history: FaqHistory,
  ask: Asking,
  { steps, end }: { readonly steps: number; readonly end: Date },
): boolean {
  // A change that was being stored just then may not have been seen.
  const seenTo = new Date(measuredAt.getTime() - SETTLED_MS);
  return history.stepsBy(seenTo) < steps || (measuredAt < end && glossary !== ask.glossary);
}
