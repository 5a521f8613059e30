import {
  addFaqOnce,
  addVariants,
  type ConfirmedQuestionStore,
  type GateWatch,
  type NeedsReason,
  type PassedGate,
  passGate,
  undoChanges,
  type WorkshopDeps,
} from '@answerdesk/answers';
import {
  type AcceptedLoss,
  DomainError,
  type FaqContent,
  type FaqId,
  type FaqRecord,
  faqIdSchema,
  type GapId,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import { confirmGap, MOST_CONFIRMED_OF_GAP } from './confirm-gap.ts';
import { endBegunAnswer } from './end-begun-answers.ts';
import type { Gap, GapAction, GapDesk, GapState } from './ports.ts';

export interface AnswerGapDeps {
  readonly desk: Pick<GapDesk, 'find' | 'act' | 'questionsOf'>;
  /** Now that an FAQ answers the gap, it is known which one is right for its questions. */
  readonly confirmed: Pick<ConfirmedQuestionStore, 'add' | 'remove'>;
  readonly gate: GateWatch;
  readonly now: () => Date;
}

/** No writing of an FAQ takes as long. */
const LONGEST_MS = 60_000;

export interface GapEditor {
  readonly userId: UserId;
  readonly email: string;
  readonly mayPublish: boolean;
}

/** The gap, as whoever acts saw it. */
export interface SeenGap {
  readonly gapId: GapId;
  readonly revision: number;
}

/** Who may not publish passes any gate: drafts cost nothing. */
type Through = (GapOutcome & PassedGate & { readonly outcome: 'done' }) | NeedsReason;

/** `isPublished`: customers are served it; otherwise it waits as a draft. */
export interface GapOutcome {
  readonly gap: Gap;
  readonly faqId?: FaqId;
  readonly isPublished?: boolean;
}

/**
 * Adds wordings of a gap to an FAQ there is, for customers at once where the person may publish, else to its draft.
 * Without a reason nothing is done where that costs more than the tenant tolerates. Of several who act at once one does.
 * Throws DomainError `not-found`, `conflict` when somebody else dealt with the gap since it was seen, and as `addVariants` does.
 */
export async function addGapToFaq(
  deps: AnswerGapDeps,
  tenantId: TenantId,
  by: GapEditor,
  wanted: SeenGap & {
    readonly faqId: FaqId;
    readonly texts: readonly string[];
    readonly accepted?: AcceptedLoss | undefined;
  },
): Promise<Through> {
  const { faqId, texts } = wanted;
  const isSuggested = !by.mayPublish;
  return answer(deps, tenantId, by, wanted, { kind: 'variants-added', faqId }, async (workshop) => {
    const { faq, isNew } = await addVariants(workshop, tenantId, by.email, { faqId, texts, isSuggested });
    return { faq, ...(isNew && { revision: faq.revision }), isPublished: !isSuggested && faq.published !== undefined };
  });
}

/**
 * Makes an FAQ of a gap, as a draft or, where the person may and wants to, published. Doing it again finds the same FAQ.
 * Without a reason nothing is done where that costs more than the tenant tolerates. Of several who act at once one does.
 * Throws DomainError `not-found`, and `conflict` when somebody else dealt with the gap since it was seen.
 */
export async function addFaqForGap(
  deps: AnswerGapDeps,
  tenantId: TenantId,
  by: GapEditor,
  wanted: SeenGap & {
    readonly content: FaqContent;
    readonly isPublishing: boolean;
    readonly accepted?: AcceptedLoss | undefined;
  },
): Promise<Through> {
  const id = faqIdOfGap(wanted.gapId, wanted.revision);
  const isSuggested = !(wanted.isPublishing && by.mayPublish);
  const { content } = wanted;
  return answer(deps, tenantId, by, wanted, { kind: 'faq-added', faqId: id }, async (workshop) => {
    const { faq } = await addFaqOnce(workshop, tenantId, by.email, { id, content, isSuggested });
    return { faq, revision: faq.revision, isPublished: faq.published !== undefined };
  });
}

/** The FAQ that is made of a gap as it stands at a revision. */
export function faqIdOfGap(gapId: GapId, revision: number): FaqId {
  return faqIdSchema.parse(`${gapId}.g${revision}`);
}

interface Answered {
  readonly faq: FaqRecord;
  readonly revision?: number;
  readonly isPublished: boolean;
}

/**
 * Answers a gap: first it is noted on the gap that it is, which one of several can, then the FAQ is written. Where that fails
 * the gap is open again; where the process dies, `endBegunAnswers` finds out which of the two came of it.
 */
async function answer(
  deps: AnswerGapDeps,
  tenantId: TenantId,
  by: GapEditor,
  wanted: SeenGap & { readonly accepted?: AcceptedLoss | undefined },
  { kind, faqId }: { readonly kind: 'variants-added' | 'faq-added'; readonly faqId: FaqId },
  write: (workshop: WorkshopDeps) => Promise<Answered>,
): Promise<Through> {
  const gap = await findSeen(deps, tenantId, wanted);
  const passed = await passGate(deps.gate, tenantId, wanted.accepted, write);
  if (passed.outcome === 'needs-reason') return passed;
  const { workshop, outcome: _passed, ...through } = passed;
  const before = (await deps.gate.workshop.faqs.find(tenantId, faqId))?.revision;
  const until = new Date(deps.now().getTime() + LONGEST_MS);
  const begun = { by: by.email, ...(before !== undefined && { before }), until };
  const noted = await settle(deps, tenantId, by, gap, 'answered', { kind, faqId, begun });
  const { faq, revision, isPublished } = await write({ ...workshop, answersGap: true }).catch(
    async (error: unknown) => {
      const { faqs, revisions } = deps.gate.workshop;
      // What fails here too is ended later, by whoever looks for answers that were begun.
      await endBegunAnswer({ ...deps, faqs, revisions }, tenantId, noted).catch(() => undefined);
      throw error;
    },
  );
  await confirmGap(deps, tenantId, gap, faqId);
  const made = { kind, faqId, ...(revision !== undefined && { revision }) };
  const closed = await settle(deps, tenantId, by, noted, 'answered', made);
  return { ...through, outcome: 'done', gap: closed, faqId: faq.id, isPublished };
}

/** Takes a gap out of the list for good. Throws DomainError `not-found` and `conflict`. */
export async function ignoreGap(
  deps: AnswerGapDeps,
  tenantId: TenantId,
  by: GapEditor,
  seen: SeenGap,
): Promise<GapOutcome> {
  const gap = await findSeen(deps, tenantId, seen);
  return { gap: await settle(deps, tenantId, by, gap, 'ignored', { kind: 'ignored' }) };
}

/**
 * Takes back what was last done about a gap, which is open then: an FAQ that was made goes into the archive, one that got
 * wordings loses them, unless it was changed since (`isFaqKept`). Throws DomainError `not-found` and `conflict`.
 */
export async function reopenGap(
  deps: AnswerGapDeps,
  tenantId: TenantId,
  by: GapEditor,
  seen: SeenGap,
): Promise<GapOutcome & { readonly isFaqKept: boolean }> {
  const gap = await findSeen(deps, tenantId, seen);
  const { faqId, revision } = gap.action ?? {};
  let isFaqKept = false;
  if (faqId !== undefined && revision !== undefined) {
    const known = await deps.gate.workshop.faqs.find(tenantId, faqId);
    const undone = known && (await undoChanges(deps.gate.workshop, tenantId, by.email, [{ id: faqId, revision }]));
    isFaqKept = (undone?.unchanged.length ?? 0) > 0;
  }
  const asked = await deps.desk.questionsOf(tenantId, gap.id, MOST_CONFIRMED_OF_GAP);
  await deps.confirmed.remove(
    tenantId,
    asked.map(({ id }) => id),
  );
  return { gap: await settle(deps, tenantId, by, gap, 'open'), isFaqKept };
}

async function findSeen({ desk }: AnswerGapDeps, tenantId: TenantId, { gapId, revision }: SeenGap): Promise<Gap> {
  const gap = await desk.find(tenantId, gapId);
  if (!gap) throw new DomainError('not-found', 'This gap is not there any more.');
  if (gap.revision !== revision || gap.action?.begun) throw changed();
  return gap;
}

async function settle(
  { desk, now }: AnswerGapDeps,
  tenantId: TenantId,
  by: GapEditor,
  gap: Gap,
  state: GapState,
  done?: Omit<GapAction, 'at' | 'byId'>,
): Promise<Gap> {
  const action = done && { ...done, at: now(), byId: by.userId };
  if (!(await desk.act(tenantId, gap.id, gap.revision, { state, ...(action && { action }) }))) throw changed();
  const { action: _before, ...rest } = gap;
  return { ...rest, state, revision: gap.revision + 1, ...(action && { action }) };
}

function changed(): DomainError {
  return new DomainError('conflict', 'Somebody else has dealt with this gap meanwhile.');
}
