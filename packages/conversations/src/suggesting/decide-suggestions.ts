import {
  addFaqOnce,
  addVariants,
  effectOfChange,
  type GateEffect,
  type NeedsReason,
  type PassedGate,
  passGate,
  replaceAnswer,
  undoChanges,
  type WorkshopDeps,
} from '@answerdesk/answers';
import {
  type AcceptedLoss,
  DomainError,
  type FaqId,
  type FaqRecord,
  faqContentSchema,
  faqIdSchema,
  type SuggestionId,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import type { DecideDeps, Suggestion, SuggestionAction, SuggestionState } from './ports.ts';
import { bestPair, hasHole, heldOutTexts, markOf, offeredQuestions } from './weigh-suggestion.ts';

const MOST_LOOKS = 5;

export interface SuggestionEditor {
  readonly userId: UserId;
  readonly email: string;
  readonly mayPublish: boolean;
}

/** A suggestion, as whoever decides saw it, with what they made of it. */
export interface SeenSuggestion {
  readonly id: SuggestionId;
  readonly revision: number;
  readonly edited?: { readonly question: string; readonly answer: string } | undefined;
}

/**
 * What became of one: `done`, at a revision that it can be taken back by; `changed`: somebody decided about it meanwhile, or more
 * came to it; `unread`: something was left out of it that a person must put right; `refused`: no FAQ can say that, or the
 * FAQ that it is about is not there any more; `missing`.
 */
export type Decided = { readonly id: SuggestionId } & (
  | { readonly outcome: 'done'; readonly revision: number; readonly faqId?: FaqId; readonly isPublished?: boolean }
  | { readonly outcome: 'changed' | 'unread' | 'refused' | 'missing' }
);

/** As `Decided`; `isFaqKept`: the FAQ was changed since and stays as it is. */
export type Reopened = Decided & { readonly isFaqKept?: boolean };

type HeldOutTexts = ReturnType<typeof heldOutTexts>;

interface TextsToTeach {
  readonly question: string;
  readonly answer: string;
  readonly others: readonly string[];
}

/** How many right answers of other FAQs each suggestion would take, most first; none that takes none. */
export type Taking = readonly { readonly id: SuggestionId; readonly lost: number }[];

/**
 * Makes FAQs of suggestions, wordings of FAQs, and better answers: one revision each, for customers at once where the person may
 * publish, else as a draft. Questions that are kept for measuring become wordings only where the person wrote them. Doing it
 * again finds the same FAQ. Each suggestion stands for itself, but all of them are one change before the gate: without a reason
 * nothing is done where that costs more than the tenant tolerates.
 */
export async function approveSuggestions(
  deps: DecideDeps,
  tenantId: TenantId,
  by: SuggestionEditor,
  wanted: readonly SeenSuggestion[],
  accepted?: AcceptedLoss,
): Promise<
  ({ readonly outcome: 'done'; readonly decided: Decided[] } & PassedGate) | (NeedsReason & { readonly taking: Taking })
> {
  const taught = new Map<FaqId, SuggestionId>();
  const heldOut = heldOutTexts(await deps.listHeldOut(tenantId));
  const passed = await passGate(deps.gate, tenantId, accepted, (workshop) =>
    teachEach(deps, workshop, tenantId, by, wanted, { heldOut, taught }),
  );
  if (passed.outcome === 'needs-reason') return { ...passed, taking: takingOf(passed.effect, taught) };
  const { workshop, isUnforetold, cost } = passed;
  const decided = await decideEach(deps, tenantId, wanted, async (suggestion, seen) => {
    const texts = textsToTeach(suggestion, seen, heldOut);
    if (typeof texts === 'string') return { id: seen.id, outcome: texts };
    const { faq, isNew } = await teach(workshop, tenantId, by, suggestion, texts);
    const action: SuggestionAction = {
      ...{ kind: 'approved', at: deps.now(), byId: by.userId, faqId: faq.id },
      ...(isNew && { revision: faq.revision }),
    };
    const settled = await settleTaught(deps, tenantId, suggestion, action);
    const isPublished = by.mayPublish && faq.published !== undefined;
    if (settled.outcome === 'done') return { ...settled, faqId: faq.id, isPublished };
    if (isNew) await undoChanges(deps.gate.workshop, tenantId, by.email, [{ id: faq.id, revision: faq.revision }]);
    return settled;
  });
  return { outcome: 'done', decided, isUnforetold, ...(cost && { cost }) };
}

/** What approving suggestions together would change, and which of them take right answers from others. */
export async function effectOfSuggestions(
  deps: DecideDeps,
  tenantId: TenantId,
  by: SuggestionEditor,
  wanted: readonly SeenSuggestion[],
  signal?: AbortSignal,
): Promise<{ readonly effect: GateEffect; readonly taking: Taking }> {
  const taught = new Map<FaqId, SuggestionId>();
  const heldOut = heldOutTexts(await deps.listHeldOut(tenantId));
  const teaching = (workshop: WorkshopDeps) => teachEach(deps, workshop, tenantId, by, wanted, { heldOut, taught });
  const effect = await effectOfChange(deps.gate, tenantId, teaching, { signal });
  return { effect, taking: takingOf(effect, taught) };
}

/** Teaches suggestions and settles none; `taught` is told which FAQ each went into, the last one where several did. */
function teachEach(
  deps: DecideDeps,
  workshop: WorkshopDeps,
  tenantId: TenantId,
  by: SuggestionEditor,
  wanted: readonly SeenSuggestion[],
  { heldOut, taught }: { readonly heldOut: HeldOutTexts; readonly taught: Map<FaqId, SuggestionId> },
): Promise<Decided[]> {
  return decideEach(deps, tenantId, wanted, async (suggestion, seen) => {
    const texts = textsToTeach(suggestion, seen, heldOut);
    if (typeof texts === 'string') return { id: seen.id, outcome: texts };
    const { faq } = await teach(workshop, tenantId, by, suggestion, texts);
    taught.set(faq.id, seen.id);
    return { id: seen.id, outcome: 'done', revision: suggestion.revision };
  });
}

function takingOf(effect: GateEffect, taught: ReadonlyMap<FaqId, SuggestionId>): Taking {
  if (effect.kind !== 'foretold') return [];
  return effect.takenBy.flatMap(({ faqId, lost }) => {
    const id = taught.get(faqId);
    return id === undefined ? [] : [{ id, lost }];
  });
}

/** What a suggestion teaches; `unread` where something was left out of it that nobody has put right. */
function textsToTeach(
  suggestion: Suggestion,
  seen: SeenSuggestion,
  heldOut: HeldOutTexts,
): TextsToTeach | 'refused' | 'unread' {
  const [first, ...others] = offeredQuestions(suggestion, heldOut);
  const texts = seen.edited ?? { question: first ?? '', answer: bestPair(suggestion)?.answer ?? '' };
  if (texts.question === '') return 'refused';
  const reads = suggestion.kind === 'wording' ? [texts.question] : [texts.question, texts.answer];
  return !seen.edited && reads.some(hasHole) ? 'unread' : { ...texts, others };
}

/** Rejects suggestions: what is asked and answered so again makes none. */
export function rejectSuggestions(
  deps: DecideDeps,
  tenantId: TenantId,
  by: SuggestionEditor,
  wanted: readonly SeenSuggestion[],
): Promise<Decided[]> {
  return decideEach(deps, tenantId, wanted, (suggestion) =>
    settle(deps, tenantId, suggestion, 'rejected', { kind: 'rejected', at: deps.now(), byId: by.userId }),
  );
}

/** Takes back what was last done about suggestions, which are open then; FAQs that were changed since stay as they are. */
export async function reopenSuggestions(
  deps: DecideDeps,
  tenantId: TenantId,
  by: SuggestionEditor,
  wanted: readonly SeenSuggestion[],
): Promise<Reopened[]> {
  return decideEach<Reopened>(deps, tenantId, wanted, async (suggestion) => {
    const { faqId: id, revision } = suggestion.action ?? {};
    let isFaqKept = false;
    if (id !== undefined && revision !== undefined && (await deps.gate.workshop.faqs.find(tenantId, id))) {
      const undone = await undoChanges(deps.gate.workshop, tenantId, by.email, [{ id, revision }]);
      isFaqKept = undone.unchanged.length > 0;
    }
    return { ...(await settle(deps, tenantId, suggestion, 'open')), isFaqKept };
  });
}

async function decideEach<Outcome extends Decided>(
  { suggestions }: DecideDeps,
  tenantId: TenantId,
  wanted: readonly SeenSuggestion[],
  decide: (suggestion: Suggestion, seen: SeenSuggestion) => Promise<Outcome | Decided>,
): Promise<(Outcome | Decided)[]> {
  const decided: (Outcome | Decided)[] = [];
  // One after another: several may be about one FAQ.
  for (const seen of wanted) {
    const [suggestion] = await suggestions.findMany(tenantId, [seen.id]);
    if (!suggestion) decided.push({ id: seen.id, outcome: 'missing' });
    else if (suggestion.revision !== seen.revision) decided.push({ id: seen.id, outcome: 'changed' });
    else decided.push(await decide(suggestion, seen).catch((error: unknown) => refused(seen.id, error)));
  }
  return decided;
}

function refused(id: SuggestionId, error: unknown): Decided {
  if (error instanceof DomainError) return { id, outcome: error.code === 'conflict' ? 'changed' : 'refused' };
  throw error;
}

async function teach(
  workshop: WorkshopDeps,
  tenantId: TenantId,
  by: SuggestionEditor,
  suggestion: Suggestion,
  { question, answer, ...asked }: TextsToTeach,
): Promise<{ readonly faq: FaqRecord; readonly isNew: boolean }> {
  const isSuggested = !by.mayPublish;
  const others = asked.others.filter((text) => !hasHole(text));
  const { kind, faqId } = suggestion;
  if (kind === 'wording' && faqId !== undefined) {
    return addVariants(workshop, tenantId, by.email, { faqId, texts: [question.trim(), ...others], isSuggested });
  }
  if (kind === 'answer' && faqId !== undefined) {
    return replaceAnswer(workshop, tenantId, by.email, { faqId, answer: answer.trim(), isSuggested });
  }
  const locale = bestPair(suggestion)?.locale;
  const variants = others.filter((text) => text !== question.trim());
  const parsed = faqContentSchema.safeParse({ question, answer, variants, ...(locale !== undefined && { locale }) });
  if (!parsed.success) throw new DomainError('invalid', 'No FAQ can say this.');
  // However often it is approved, and whatever joined it meanwhile.
  const id = faqIdSchema.parse(`${suggestion.id}.s`);
  return addFaqOnce(workshop, tenantId, by.email, { id, content: parsed.data, isSuggested });
}

/** What was taught stands, so that a pair that joined meanwhile is no reason against it; that somebody decided otherwise is. */
async function settleTaught(
  deps: DecideDeps,
  tenantId: TenantId,
  taught: Suggestion,
  action: SuggestionAction,
): Promise<Decided> {
  let now: Suggestion | undefined = taught;
  for (let look = 0; look < MOST_LOOKS && now?.state === 'open'; look += 1) {
    const settled = await settle(deps, tenantId, now, 'approved', action);
    if (settled.outcome === 'done') return settled;
    [now] = await deps.suggestions.findMany(tenantId, [taught.id]);
  }
  // Somebody else taught the same at the same time, and was first.
  if (now?.state === 'approved' && now.action?.faqId === action.faqId) {
    return { id: taught.id, outcome: 'done', revision: now.revision };
  }
  return { id: taught.id, outcome: 'changed' };
}

async function settle(
  { suggestions }: DecideDeps,
  tenantId: TenantId,
  { action: _before, marks: _marks, ...suggestion }: Suggestion,
  state: SuggestionState,
  action?: SuggestionAction,
): Promise<Decided> {
  const { id, pairs, revision: expected } = suggestion;
  const revision = expected + 1;
  const marks = state === 'rejected' && { marks: [...new Set(pairs.map(markOf))] };
  const next: Suggestion = { ...suggestion, state, revision, ...marks, ...(action && { action }) };
  const isSaved = await suggestions.save(tenantId, next, expected);
  return isSaved ? { id, outcome: 'done', revision } : { id, outcome: 'changed' };
}
