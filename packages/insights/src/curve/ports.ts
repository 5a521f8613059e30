import type { KnownQuestion } from '@answerdesk/answers';
import type { FaqContent, FaqId, FaqRevision, MessageId, TenantId, Thresholds } from '@answerdesk/domain';

/** A confirmed question that is kept for measuring. */
export interface HeldOutQuestion extends KnownQuestion {
  readonly id: MessageId;
}

/**
 * What was done to what customers are served: FAQs `published` or `imported`, wordings added (`worded`), a `gap` answered, an
 * agent's reply `taught`, anything else `changed`, or `withdrawn`.
 */
export type ChangeKind = 'published' | 'imported' | 'worded' | 'gap' | 'taught' | 'changed' | 'withdrawn';

/** When something was measured, and by how many held-out questions. */
export interface Measuring {
  readonly measuredAt: Date;
  readonly heldOut: number;
}

/** The same `n` questions asked just before and just after a change: those right before and after, those won and lost by it. */
export interface Uplift extends Measuring {
  readonly n: number;
  readonly before: number;
  readonly after: number;
  readonly won: number;
  readonly lost: number;
}

/** What a set of questions came to: those answered, and of them those answered wrongly. */
export interface Answering {
  readonly answered: number;
  readonly wrong: number;
}

/** The same `n` questions asked of the same FAQs, with the dial where it stood before it was moved and after. */
export interface DialEffect extends Measuring {
  readonly n: number;
  readonly before: Answering;
  readonly after: Answering;
}

/** Where the dial stood before and after it was moved. */
export interface DialMark {
  readonly before: Thresholds;
  readonly after: Thresholds;
  /** Missing as long as there are too few questions to measure it by. */
  readonly effect?: DialEffect;
}

/** A change that was accepted, or several of one kind by one person in a row. `id` is that of its first revision. */
export interface CurveMark {
  readonly id: string;
  readonly at: Date;
  readonly kind: ChangeKind | 'dial';
  /** How many FAQs it touched, and the first of them. */
  readonly count: number;
  readonly faqs: readonly { readonly id: FaqId; readonly question: string }[];
  /** Missing as long as there are too few questions to measure it by. */
  readonly uplift?: Uplift;
  /** Of kind `dial` alone, which touches no FAQ. */
  readonly dial?: DialMark;
}

/**
 * What a model made of held-out questions: those that were `asked`, of them those whose likeliest FAQ was `right`, and those
 * that were `answered`. Each question is a number that stands for it wherever it was asked, and from which nobody reads which it was.
 */
export interface Verdicts {
  readonly asked: readonly number[];
  readonly right: readonly number[];
  readonly answered: readonly number[];
}

/** What the FAQs as they stood at the end of a week made of the held-out questions. `week` is its Monday, `2026-12-21`. */
export interface WeekMeasured extends Measuring {
  readonly week: string;
  readonly verdicts: Verdicts;
  /** The revision of the glossary that questions were read with. */
  readonly glossary: number;
}

/** How far a tenant's curve has been measured: nothing is to do while these stay what they are. */
export interface CurveProgress {
  readonly faqsVersion: number;
  /** The glossary's revision. */
  readonly glossary: number;
  readonly heldOut: number;
  readonly week: string;
  /** When the dial was last moved (epoch ms); 0 where it never was. */
  readonly dialMovedAt: number;
}

/** Keeps a tenant's curve; whatever is put goes over what was there. */
export interface CurveStore {
  putMark(tenantId: TenantId, mark: CurveMark): Promise<void>;
  /** From a moment on, oldest first. */
  listMarks(tenantId: TenantId, from: Date): Promise<CurveMark[]>;
  putWeek(tenantId: TenantId, week: WeekMeasured): Promise<void>;
  /** From a Monday on, oldest first. */
  listWeeks(tenantId: TenantId, from: string): Promise<WeekMeasured[]>;
  findProgress(tenantId: TenantId): Promise<CurveProgress | undefined>;
  noteProgress(tenantId: TenantId, progress: CurveProgress): Promise<void>;
}

/** A revision of an FAQ. */
export interface RevisionKey {
  readonly faqId: FaqId;
  readonly revision: number;
}

/** Reads how all of a tenant's FAQs came to be what they are. */
export interface FaqHistoryReader {
  /** Every revision, oldest first. */
  revisions(tenantId: TenantId): AsyncIterable<Omit<FaqRevision, 'tenantId'>>;
  /** What was published at some revisions, in no order; nothing for one that is not there or published nothing. */
  publishedAt(
    tenantId: TenantId,
    keys: readonly RevisionKey[],
  ): Promise<{ readonly id: FaqId; readonly content: FaqContent }[]>;
  /** The FAQs that have no history, as they are served. */
  listWithout(
    tenantId: TenantId,
    withHistory: ReadonlySet<FaqId>,
  ): Promise<{ readonly id: FaqId; readonly content: FaqContent }[]>;
}
