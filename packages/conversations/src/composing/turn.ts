import type { AnswerModel } from '@answerdesk/answers';
import type {
  Answer,
  AnswerTrace,
  Conversation,
  Emotion,
  FaqId,
  HandoverReason,
  Intent,
  LastAnswered,
  Locale,
  MessageId,
  ModelTrace,
  OutboundContent,
  RepliedAs,
  StoredInboundMessage,
  TurnChanges,
  UsageRule,
} from '@answerdesk/domain';
import type { HeardLanguage } from '../hear-language.ts';
import type { Speaking } from '../own-words.ts';
import type { PhraseDeps } from '../phrase-unsure.ts';
import type { HandleDeps } from '../ports.ts';

/** What composing a reply needs from outside; none of it is changed by it. */
export type ComposeDeps = Pick<
  HandleDeps,
  | 'faqs'
  | 'sentences'
  | 'findTenant'
  | 'modelFor'
  | 'replyModel'
  | 'modelTime'
  | 'translateAnswer'
  | 'queue'
  | 'allowance'
  | 'reportFailure'
  | 'now'
> &
  Pick<PhraseDeps, 'hasReply'>;

/** What composing needs where a reply costs nothing. */
export type RehearsalDeps = Omit<ComposeDeps, 'allowance'>;

/** A reply that costs nothing, as nobody is sent it, is made whatever the tenant's plan and cap leave. */
export function freeOfCharge(deps: RehearsalDeps): ComposeDeps {
  return { ...deps, allowance: async () => 'everything' };
}

/** What of a conversation a reply depends on. */
export type ConversationSoFar = Pick<Conversation, 'unsureTurns'> &
  Partial<
    Pick<
      Conversation,
      | 'language'
      | 'languageWish'
      | 'wroteIn'
      | 'waiting'
      | 'openSince'
      | 'offered'
      | 'handedBack'
      | 'epoch'
      | 'offeredTo'
      | 'askedBack'
      | 'lastAnswered'
      | 'mood'
      | 'lastSmallTalk'
      | 'suggested'
    >
  > & {
    /** The customer's message before the one to reply to. */
    readonly lastHandledId?: MessageId;
    /** The answer that the message to reply to rejects: it is not given again. */
    readonly rejected?: LastAnswered;
  };

/** The message a reply is for. */
export type ToReplyTo = Pick<StoredInboundMessage, 'id' | 'tenantId'> &
  Partial<Pick<StoredInboundMessage, 'channel' | 'author'>> & {
    readonly inbound: Pick<StoredInboundMessage['inbound'], 'content'> & {
      readonly contact: Pick<StoredInboundMessage['inbound']['contact'], 'locale'>;
    };
  };

/** Why a reply is what it is, as far as the engine was asked; `failure` when it was asked in vain. */
export type ReplyTrace = Partial<AnswerTrace> & {
  readonly outcome?: Answer['outcome'];
  readonly confidence?: number;
  readonly faqId?: FaqId;
  readonly reason?: HandoverReason;
  readonly intent?: Intent;
  /** The message that asked what was handed over, where it was another one than the reply is to. */
  readonly askedId?: MessageId;
  readonly chosenByCustomer?: boolean;
  /** What models had to do with it. */
  readonly models?: ModelTrace;
  readonly failure?: string;
  readonly emotion?: Emotion;
};

export interface ComposedReply {
  readonly content: OutboundContent;
  readonly handledAs: RepliedAs;
  readonly changes: TurnChanges;
  readonly openedAt?: Date;
  /** How an answer was made, where that is not word for word from an approved one. */
  readonly rule?: UsageRule;
  readonly trace?: ReplyTrace;
}

/** One turn being answered: everything the branches below share. */
export interface Turn {
  readonly deps: ComposeDeps;
  readonly conversation: ConversationSoFar;
  readonly message: ToReplyTo;
  readonly tenant: NonNullable<Awaited<ReturnType<HandleDeps['findTenant']>>>;
  readonly language: Locale;
  /** What the customer wrote, where they wrote. */
  readonly words?: string;
  /** The language they wrote it in, which may be another than the one they wish for. */
  readonly spokenIn?: Locale;
  readonly certainty: HeardLanguage['certainty'];
  readonly modelAtOnce: () => Promise<AnswerModel | undefined>;
}

export function speaking({ deps, tenant, language }: Turn): Speaking {
  return { sentences: deps.sentences, tenant, language, at: deps.now() };
}

export function systemLine(turn: Turn, handledAs: RepliedAs, text: string): ComposedReply {
  return {
    content: { kind: 'reply', text },
    handledAs,
    changes: { unsureTurns: turn.conversation.unsureTurns, language: turn.language },
  };
}
