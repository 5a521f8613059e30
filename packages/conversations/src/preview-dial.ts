import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type AnswerModel, type Considered, considerMeaning, decide, defaultThresholds } from '@answerdesk/answers';
import { type AnswerOutcome, DomainError, type Tenant, type TenantId, type Thresholds } from '@answerdesk/domain';
import type { AskedQuestion, HandleDeps, QuestionReader } from './ports.ts';

export interface DialChange {
  readonly question: AskedQuestion;
  readonly from: AnswerOutcome;
  readonly to: AnswerOutcome;
  /** 0–1. */
  readonly confidence: number;
  /** The question of the FAQ that came first. */
  readonly nearest?: string;
}

export interface DialPreview {
  /** How many of the tenant's newest questions were asked again. */
  readonly asked: number;
  readonly before: Readonly<Record<AnswerOutcome, number>>;
  readonly after: Readonly<Record<AnswerOutcome, number>>;
  /** Those that would end otherwise, newest first. */
  readonly changes: readonly DialChange[];
}

export interface PreviewDialDeps extends Pick<HandleDeps, 'findTenant' | 'modelFor' | 'now'> {
  readonly questions: QuestionReader;
}

/** Rejects with the signal's reason when it is aborted, and with DomainError `not-found` without tenant. */
export type PreviewDial = (tenantId: TenantId, proposed: Thresholds, signal?: AbortSignal) => Promise<DialPreview>;

const MOST_QUESTIONS = 500;
/** Work is cut into pieces this long, so that customers' own questions are answered between them. */
const PIECE_MS = 2;
/** Whoever moves the dial moves it many times. */
const KEPT_MS = 60_000;

/** What a model makes of questions, whatever the thresholds. */
interface Asked {
  readonly at: Date;
  readonly personOnlyCategories: readonly string[];
  questions?: readonly AskedQuestion[];
  readonly considered: Map<string, Considered>;
}

/**
 * Makes what asks a tenant's newest 500 questions again, of today's FAQs, where the dial stands and where it would stand, and
 * says which would end otherwise. Stores nothing; what comes to mind at a question is remembered for a minute, and so is which
 * are the newest where there are 500, so that moving the dial on decides anew and nothing else.
 */
export function createDialPreview(deps: PreviewDialDeps): PreviewDial {
  const known = new WeakMap<AnswerModel, Asked>();

  function askedOf(model: AnswerModel, { personOnlyCategories = [] }: Tenant): Asked {
    const at = deps.now();
    const kept = known.get(model);
    const isGood = kept && at.getTime() - kept.at.getTime() < KEPT_MS;
    if (isGood && isDeepStrictEqual(kept.personOnlyCategories, personOnlyCategories)) return kept;
    const begun = { at, personOnlyCategories, considered: new Map() };
    known.set(model, begun);
    return begun;
  }

  return async (tenantId, proposed, signal) => {
    const tenant = await deps.findTenant(tenantId);
    if (!tenant) throw new DomainError('not-found', 'This tenant does not exist.');
    const current = tenant.thresholds ?? defaultThresholds;
    const model = await deps.modelFor(tenantId, tenant.faqsVersion);
    const asked = askedOf(model, tenant);
    const { considered, at, personOnlyCategories } = asked;
    const questions = asked.questions ?? (await deps.questions.listNewest(tenantId, MOST_QUESTIONS, signal));
    // Where there are fewer, each that comes counts, and they are read soon.
    if (questions.length === MOST_QUESTIONS) asked.questions = questions;
    const counts = { before: nobody(), after: nobody() };
    const changes: DialChange[] = [];
    let pieceBegan = performance.now();
    for (const question of questions) {
      if (performance.now() - pieceBegan > PIECE_MS) {
        await nextTurn();
        signal?.throwIfAborted();
        pieceBegan = performance.now();
      }
      const { text, locale } = question;
      const name = `${locale ?? ''} ${text}`;
      const thought =
        considered.get(name) ??
        (await considerMeaning(model, { text, at, personOnlyCategories, ...(locale !== undefined && { locale }) }));
      considered.set(name, thought);
      const from = decide(thought, current).outcome;
      const { outcome: to, confidence, trace } = decide(thought, proposed);
      counts.before[from] += 1;
      counts.after[to] += 1;
      const nearest = trace.candidates[0]?.question;
      if (from !== to) changes.push({ question, from, to, confidence, ...(nearest !== undefined && { nearest }) });
    }
    return { asked: questions.length, ...counts, changes };
  };
}

function nobody(): Record<AnswerOutcome, number> {
  return { answered: 0, clarify: 0, handover: 0 };
}
