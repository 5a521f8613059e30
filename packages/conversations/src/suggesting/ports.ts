import type { FaqStore, FindSimilarFaqs, GateWatch } from '@answerdesk/answers';
import type {
  CannedReply,
  ConfirmedQuestion,
  Conversation,
  ConversationEvent,
  ConversationId,
  Draft,
  FaqId,
  Locale,
  MessageId,
  SuggestionId,
  TenantId,
  UserId,
} from '@answerdesk/domain';
import type { Transcript } from '../ports.ts';

/** What speaks for an answer, or against it: what its customer said to it, and how they rated the conversation. */
export interface PairEvidence {
  readonly isThanked: boolean;
  readonly isRejected: boolean;
  /** 1–5. */
  readonly score?: number;
}

/** What a customer asked and a person replied, without what looks like somebody's own; it has the id of the reply. */
export interface SuggestionPair extends PairEvidence {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly at: Date;
  readonly question: string;
  readonly answer: string;
  /** Of the answer. */
  readonly locale?: Locale;
}

/** `new`: an FAQ of its own; `wording`: its FAQ is asked so too; `answer`: its FAQ is answered better so. */
export const suggestionKinds = ['new', 'wording', 'answer'] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

export const suggestionStates = ['open', 'approved', 'rejected'] as const;
export type SuggestionState = (typeof suggestionStates)[number];

/** What somebody last did about a suggestion; `revision` is the FAQ's that was made or changed by it. */
export interface SuggestionAction {
  readonly kind: 'approved' | 'rejected';
  readonly at: Date;
  readonly byId: UserId;
  readonly faqId?: FaqId;
  readonly revision?: number;
}

/** What people's replies suggest, joined from the conversations in which they said the same. */
export interface Suggestion {
  readonly id: SuggestionId;
  readonly kind: SuggestionKind;
  /** The FAQ that it is about; none where it is new. */
  readonly faqId?: FaqId;
  readonly state: SuggestionState;
  /** Rises with each change. */
  readonly revision: number;
  /** The oldest first; all of the words that customers and staff wrote are in here and go with their conversations. */
  readonly pairs: readonly SuggestionPair[];
  /** Of what was rejected: marks of question and answer, from which neither can be read. */
  readonly marks?: readonly string[];
  readonly action?: SuggestionAction;
  readonly lastAt: Date;
}

/** Keeps a tenant's suggestions. */
export interface SuggestionStore {
  /** Those in a state that came up last. */
  list(tenantId: TenantId, state: SuggestionState, limit: number): Promise<Suggestion[]>;
  findMany(tenantId: TenantId, ids: readonly SuggestionId[]): Promise<Suggestion[]>;
  /** Stores one when the stored one is at `expected` (undefined: when there is none); says whether it was. */
  save(tenantId: TenantId, suggestion: Suggestion, expected: number | undefined): Promise<boolean>;
  count(tenantId: TenantId, state: SuggestionState): Promise<number>;
  /** Whether a question with that answer was rejected. */
  isRejected(tenantId: TenantId, mark: string): Promise<boolean>;
  /** Forgets what is known from a conversation, or these replies in it, and suggestions that nothing is left of. */
  forgetConversation(
    tenantId: TenantId,
    conversationId: ConversationId,
    replyIds?: readonly MessageId[],
  ): Promise<void>;
}

/** Conversations that people's replies are to be learnt from. */
export interface LearningQueue {
  /** Takes a conversation until `until`, unless it is not due; `looks` is how often it was looked at since it ended. */
  claim(
    tenantId: TenantId,
    conversationId: ConversationId,
    lease: { readonly now: Date; readonly until: Date },
  ): Promise<{ readonly looks: number } | undefined>;
  /** Notes that it was looked at, unless it ended anew since; without `againAt` for the last time. */
  done(
    tenantId: TenantId,
    conversationId: ConversationId,
    lease: { readonly until: Date; readonly againAt?: Date },
  ): Promise<void>;
}

/** A question that is kept for measuring: an FAQ that learns it makes it worthless. */
export type HeldOutText = Pick<ConfirmedQuestion, 'text' | 'conversationId' | 'faqId'>;
export type ListHeldOut = (tenantId: TenantId) => Promise<readonly HeldOutText[]>;

/** What making suggestions needs from outside. */
export interface SuggestDeps {
  readonly conversations: {
    find(tenantId: TenantId, conversationId: ConversationId): Promise<Conversation | undefined>;
  };
  readonly messages: Pick<Transcript, 'listNewest'>;
  readonly events: {
    list(
      tenantId: TenantId,
      conversationId: ConversationId,
      between: { readonly limit: number },
    ): Promise<ConversationEvent[]>;
  };
  readonly drafts: {
    listByConversation(tenantId: TenantId, conversationId: ConversationId, limit: number): Promise<Draft[]>;
  };
  readonly cannedReplies: { list(tenantId: TenantId): Promise<CannedReply[]> };
  readonly faqs: Pick<FaqStore, 'list'>;
  readonly findSimilarFaqs: FindSimilarFaqs;
  readonly suggestions: SuggestionStore;
  readonly queue: LearningQueue;
  /** One process at a time makes a tenant's suggestions, so that what is alike is joined. */
  readonly lease: {
    claim(
      tenantId: TenantId,
      lease: { readonly owner: string; readonly now: Date; readonly until: Date },
    ): Promise<boolean>;
    release(tenantId: TenantId, owner: string): Promise<void>;
  };
  readonly now: () => Date;
  readonly owner: string;
}

/** What deciding about suggestions needs from outside. */
export interface DecideDeps {
  readonly suggestions: Pick<SuggestionStore, 'findMany' | 'save'>;
  readonly gate: GateWatch;
  readonly listHeldOut: ListHeldOut;
  readonly now: () => Date;
}
