import { setImmediate as nextTurn } from 'node:timers/promises';
import { consider, decide, defaultThresholds } from '@answerdesk/answers';
import { type AnswerOutcome, DomainError, type TenantId, type Thresholds } from '@answerdesk/domain';
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

const MOST_QUESTIONS = 500;
/** Work is cut into pieces this long, so that customers' own questions are answered between them. */
const PIECE_MS = 8;

/**
 * Asks a tenant's newest 500 questions again, of today's FAQs, where the dial stands and where it would stand, and says
 * which would end otherwise. Stores nothing. Rejects with the signal's reason when it is aborted, `not-found` without tenant.
 */
export async function previewDial(
  deps: Pick<HandleDeps, 'findTenant' | 'modelFor' | 'now'> & { readonly questions: QuestionReader },
  tenantId: TenantId,
  proposed: Thresholds,
  signal?: AbortSignal,
): Promise<DialPreview> {
  const tenant = await deps.findTenant(tenantId);
  if (!tenant) throw new DomainError('not-found', 'This tenant does not exist.');
  const current = tenant.thresholds ?? defaultThresholds;
  const questions = await deps.questions.listNewest(tenantId, MOST_QUESTIONS, signal);
  const counts = { before: nobody(), after: nobody() };
  const changes: DialChange[] = [];
  if (questions.length === 0) return { asked: 0, ...counts, changes };
  const model = await deps.modelFor(tenantId, tenant.faqsVersion);
  const at = deps.now();
  const { personOnlyCategories } = tenant;
  const rules = personOnlyCategories ? { personOnlyCategories } : {};
  let pieceBegan = performance.now();
  for (const question of questions) {
    if (performance.now() - pieceBegan > PIECE_MS) {
      await nextTurn();
      signal?.throwIfAborted();
      pieceBegan = performance.now();
    }
    const { text, locale } = question;
    const considered = consider(model, { text, at, ...rules, ...(locale !== undefined && { locale }) });
    const from = decide(considered, current).outcome;
    const { outcome: to, confidence, trace } = decide(considered, proposed);
    counts.before[from] += 1;
    counts.after[to] += 1;
    const nearest = trace.candidates[0]?.question;
    if (from !== to) changes.push({ question, from, to, confidence, ...(nearest !== undefined && { nearest }) });
  }
  return { asked: questions.length, ...counts, changes };
}

function nobody(): Record<AnswerOutcome, number> {
  return { answered: 0, clarify: 0, handover: 0 };
}
