import type {
  Candidate,
  ContactId,
  ConversationId,
  FaqId,
  GapId,
  HandledAs,
  HandoverReason,
  Locale,
  MessageId,
  TenantId,
  UserId,
} from '@answerdesk/domain';
import type { QuestionCluster } from './question-clusters.ts';

/** Of a stored message what tells whether a question was left unanswered. */
export interface TurnFact {
  readonly id: MessageId;
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly author: 'contact' | 'bot' | 'agent';
  /** What it says in words, if anything; not of a bot's. */
  readonly text?: string;
  /** Of a customer's: the button that was pressed. */
  readonly choiceId?: string;
  /** Of a bot's reply: what it answers, how, why a person was called, and what came into question. */
  readonly causeId?: MessageId;
  readonly handledAs?: HandledAs;
  /** The FAQ that it answered with. */
  readonly faqId?: FaqId;
  /** The customer chose that FAQ of what was offered, by a button or in words. */
  readonly isChosen?: true;
  readonly reason?: HandoverReason;
  /** The message with the question, where a no to what was asked back led to a person. */
  readonly askedId?: MessageId;
  readonly language?: Locale;
  readonly candidates?: readonly Candidate[];
}

/** What a customer asked, by the message's id. */
export interface AskedText {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly contactId: ContactId;
  readonly at: Date;
  readonly text: string;
  readonly locale?: Locale;
}

/** Reads stored messages in the order of their ids. */
export interface TurnFacts {
  /** Customers' words and the bot's replies of all tenants, from `from` on, before `to`. */
  between(from: Date, to: Date): AsyncIterable<TurnFact>;
  /** When the first message of anybody was accepted, from `from` on. */
  firstFrom(from: Date): Promise<Date | undefined>;
  /** Whether a message of anybody accepted from `from` on, before `to`, waits to be dealt with. */
  hasUnhandled(from: Date, to: Date): Promise<boolean>;
  /** The messages of a conversation before another, nearest first. */
  before(tenantId: TenantId, conversationId: ConversationId, id: MessageId, limit: number): Promise<TurnFact[]>;
  /** The messages of a conversation after another, nearest first. */
  after(tenantId: TenantId, conversationId: ConversationId, id: MessageId, limit: number): Promise<TurnFact[]>;
  /** Those of the messages that are customers' and say something in words. */
  textsOf(tenantId: TenantId, ids: readonly MessageId[]): Promise<AskedText[]>;
}

/** Why a question is one that the bot does not answer: see `readFailures`. */
export const gapCauses = ['no-answer', 'unsure', 'rejected', 'not-chosen'] as const;
export type GapCause = (typeof gapCauses)[number];

/** A question that the bot did not answer. `text` is without what looks like somebody's own. */
export interface GapQuestion {
  readonly id: MessageId;
  readonly gapId: GapId;
  readonly conversationId: ConversationId;
  readonly contactId: ContactId;
  readonly at: Date;
  readonly cause: GapCause;
  readonly text: string;
  readonly language: Locale;
  /** The FAQs nearest to it when it was asked, best first. */
  readonly candidates: readonly { readonly faqId: FaqId; readonly probability: number }[];
}

/** `answered`: somebody did something about it, and it was not asked in vain since. */
export const gapStates = ['open', 'ignored', 'answered'] as const;
export type GapState = (typeof gapStates)[number];

/** What somebody last did about a gap, so that it can be taken back: `revision` is the FAQ's that was made or changed by it. */
export interface GapAction {
  readonly kind: 'ignored' | 'variants-added' | 'faq-added';
  readonly at: Date;
  readonly byId: UserId;
  readonly faqId?: FaqId;
  readonly revision?: number;
  /** The FAQ is being made or changed still: nobody else may act before that is over. */
  readonly begun?: BegunAction;
}

/** What tells, should whoever began die, whether the FAQ was written. */
export interface BegunAction {
  /** Who writes, as histories name them. */
  readonly by: string;
  /** The FAQ's revision before; none where it is made. */
  readonly before?: number;
  /** By then it is over, or nobody is at it any more. */
  readonly until: Date;
}

/** What is known of a gap from its questions. */
export interface GapFigures {
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly languages: readonly Locale[];
  /** The question most like all of them. */
  readonly exampleId: MessageId;
}

/** Questions that ask the same and that the bot does not answer. */
export interface Gap extends GapFigures {
  readonly id: GapId;
  readonly state: GapState;
  /** Rises with each change of the state. */
  readonly revision: number;
  readonly action?: GapAction;
}

/** Where the questions of a tenant stand: the middle of all (once it was learnt), and what has come since gaps were last put in order. */
export interface GapProgress {
  readonly centre?: Float32Array;
  /** How many questions there were when gaps were last put in order, and how many came since. */
  readonly ordered: number;
  readonly since: number;
  /** Something was begun that may not have been ended. */
  readonly isUnfinished: boolean;
}

/** Keeps a tenant's gaps and their questions. */
export interface GapStore {
  findProgress(tenantId: TenantId): Promise<GapProgress | undefined>;
  /** Notes that something is begun; gaps are put in order at `orderAt`, or sooner where that was said before. */
  begin(tenantId: TenantId, orderAt: Date): Promise<void>;
  /** Notes that it is ended, with so many questions more. */
  end(tenantId: TenantId, added: number): Promise<void>;
  /** Notes that gaps are in order; without questions they are not put in order again until some come. */
  noteOrdered(tenantId: TenantId, ordered: { centre: Float32Array; count: number; againAt: Date }): Promise<void>;
  /** Of all tenants: those whose gaps are to be put in order by `now`. */
  listToOrder(now: Date, limit: number): Promise<TenantId[]>;

  knownQuestions(tenantId: TenantId, ids: readonly MessageId[]): Promise<MessageId[]>;
  /** Those that are there already stay as they are. */
  addQuestions(
    tenantId: TenantId,
    questions: readonly (GapQuestion & { readonly sketch: Float32Array })[],
  ): Promise<void>;
  /** The newest so many, newest first. */
  sketches(
    tenantId: TenantId,
    limit: number,
  ): AsyncIterable<Pick<GapQuestion, 'id' | 'gapId' | 'at' | 'language'> & { readonly sketch: Float32Array }>;
  removeQuestionsBefore(tenantId: TenantId, id: MessageId): Promise<void>;
  moveQuestions(tenantId: TenantId, from: readonly GapId[], to: GapId): Promise<void>;
  placeQuestions(tenantId: TenantId, ids: readonly MessageId[], into: GapId): Promise<void>;

  /** Those that came up last. */
  listClusters(tenantId: TenantId, limit: number): Promise<(QuestionCluster & { readonly id: GapId })[]>;
  /** Adds questions to a gap, which is open where it is new, and again where it was answered before the last of them. */
  grow(tenantId: TenantId, gap: { readonly id: GapId; readonly sum: Float32Array } & GapFigures): Promise<void>;
  /** Puts what is known of a gap in place of what was; one that is not there is opened. */
  replace(tenantId: TenantId, gap: { readonly id: GapId; readonly sum: Float32Array } & GapFigures): Promise<void>;
  /** The states of all gaps. */
  listStates(tenantId: TenantId): Promise<{ readonly id: GapId; readonly state: GapState }[]>;
  remove(tenantId: TenantId, ids: readonly GapId[]): Promise<void>;
}

/** What people see of gaps, and do about them. */
export interface GapDesk {
  list(tenantId: TenantId, state: GapState): Promise<Gap[]>;
  find(tenantId: TenantId, id: GapId): Promise<Gap | undefined>;
  /** The gap that the first question of a gap is in by now: gaps bear its id, and are merged. */
  whereIs(tenantId: TenantId, id: GapId): Promise<GapId | undefined>;
  /** Changes a gap's state when it is at `expected`; says whether it was. */
  act(
    tenantId: TenantId,
    id: GapId,
    expected: number,
    change: { readonly state: GapState; readonly action?: GapAction },
  ): Promise<boolean>;
  /** Of all tenants: gaps whose action was begun and should be over by `now`. */
  listBegun(now: Date, limit: number): Promise<readonly { readonly tenantId: TenantId; readonly gap: Gap }[]>;
  /** Of every question asked since: its gap and who asked. */
  askedSince(tenantId: TenantId, since: Date): AsyncIterable<{ readonly gapId: GapId; readonly contactId: ContactId }>;
  /** The FAQ of every answer that was rejected since, however often. */
  rejectedSince(tenantId: TenantId, since: Date): AsyncIterable<FaqId>;
  /** The newest of a gap, newest first. */
  questionsOf(tenantId: TenantId, id: GapId, limit: number): Promise<GapQuestion[]>;
  /** Of those that are still there. */
  textsOf(tenantId: TenantId, ids: readonly MessageId[]): Promise<Pick<GapQuestion, 'id' | 'text' | 'language'>[]>;
}

/** What a person replied to a question. */
export interface HumanReply {
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  /** As the agent wrote it. */
  readonly text: string;
  readonly language?: Locale;
}

/** Reads what people replied in conversations. */
export interface HumanReplies {
  /** What agents wrote next after those messages. */
  listAfter(
    tenantId: TenantId,
    questions: readonly Pick<GapQuestion, 'id' | 'conversationId'>[],
  ): Promise<HumanReply[]>;
}
