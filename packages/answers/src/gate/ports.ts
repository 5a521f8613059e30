import type { AcceptedLoss, Faq, FaqId, PinnedExample, Tenant, TenantId, UserId } from '@answerdesk/domain';
import type { ConfirmedQuestionStore } from '../confirmed-questions.ts';
import type { Embedding } from '../embedding/create-embedding.ts';
import type { AnswerModel } from '../learn.ts';
import type { JudgeAside } from './judging-threads.ts';

/** Keeps the questions that a tenant's people pinned. */
export interface PinnedExampleStore {
  /** All of them, oldest first. */
  list(tenantId: TenantId): Promise<PinnedExample[]>;
  /** Stores an example when the stored one is at `expected` (undefined: when there is none); says whether it was. */
  write(tenantId: TenantId, example: PinnedExample, expected: number | undefined): Promise<boolean>;
  /** Takes away the example at that revision; says whether it was there. */
  remove(tenantId: TenantId, id: string, revision: number): Promise<boolean>;
}

/** What was decided about drafts that were scheduled together, when their time had come; noted before it is done. */
export interface DueDecision {
  readonly id: string;
  /** `changed`: they are held, as they are others than were meant; `losing`: as they cost more than is tolerated or was accepted. */
  readonly outcome: 'published' | 'changed' | 'losing';
  readonly at: Date;
  readonly scheduledAt: Date;
  /** Who wanted them published. */
  readonly byId: UserId;
  /** At the revisions that they had then. */
  readonly faqs: readonly { readonly id: FaqId; readonly revision: number }[];
  readonly isUnforetold: boolean;
  /** Why they are published although that costs right answers. */
  readonly reason?: string;
  /** What that was said to cost, where it was asked why. */
  readonly cost?: Omit<AcceptedLoss, 'reason'>;
  /** Whether all that was done about it is noted; missing in those of older code, which noted as it went. */
  readonly isNoted?: boolean;
  /** The ways and people told that they are held: `mail:<user>`. */
  readonly told: readonly string[];
}

/** Keeps decisions until they are done, and people told of them. */
export interface DueDecisionStore {
  /** Keeps a decision, which is open then; one that is there, open or not, stays as it is. */
  add(tenantId: TenantId, decision: DueDecision): Promise<void>;
  /** Oldest first. */
  listOpen(tenantId: TenantId): Promise<DueDecision[]>;
  /** Whether the caller is the one to tell; everybody else is refused from then on. */
  claim(tenantId: TenantId, id: string, told: string): Promise<boolean>;
  /** All that was done about it is noted. */
  markNoted(tenantId: TenantId, id: string): Promise<void>;
  /** Gives a claim back whose telling failed, so that it is tried again. */
  release(tenantId: TenantId, id: string, told: string): Promise<void>;
  /** Has somebody look at it again from a moment on. */
  postpone(tenantId: TenantId, id: string, until: Date): Promise<void>;
  /** Nothing is left to be done about it. */
  close(tenantId: TenantId, id: string): Promise<void>;
}

/** What foretelling the effect of a change needs from outside. */
export interface GateDeps {
  readonly findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>;
  /** The FAQs that customers are served. */
  readonly loadFaqs: (tenantId: TenantId) => Promise<readonly Faq[]>;
  readonly modelFor: (tenantId: TenantId, faqsVersion: number) => Promise<AnswerModel>;
  /** What questions are embedded by, where meanings are compared. */
  readonly embedding?: Embedding;
  readonly confirmed: Pick<ConfirmedQuestionStore, 'list'>;
  readonly pinned: Pick<PinnedExampleStore, 'list'>;
  /** Asks models on threads of their own; `createJudgingThreads` makes it. */
  readonly judge: JudgeAside;
  /** Told when an effect could not be foretold; must not throw. */
  readonly reportFailure?: (what: string, error: unknown) => void;
  readonly now: () => Date;
}
