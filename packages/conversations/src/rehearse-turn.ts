import {
  type AskedBack,
  type Choice,
  type FaqId,
  type InboundContent,
  type LanguageWish,
  type LastAnswered,
  type Locale,
  type MessageId,
  type Mood,
  messageIdSchema,
  type OutboundContent,
  type RepliedAs,
  type TenantId,
} from '@answerdesk/domain';
import { composeReply } from './composing/compose-reply.ts';
import { type ConversationSoFar, freeOfCharge, type RehearsalDeps, type ReplyTrace } from './composing/turn.ts';
import { rejectedBy } from './take-back-rejected.ts';

/** What a rehearsed conversation has come to; whoever rehearses keeps it and hands it back with the next turn. */
export interface RehearsalState {
  readonly unsureTurns: number;
  /** How many turns there were. */
  readonly turns?: number;
  readonly language?: Locale;
  readonly languageWish?: LanguageWish;
  readonly wroteIn?: readonly Locale[];
  readonly offered?: readonly Choice[];
  readonly lastAnswered?: LastAnswered;
  readonly askedBack?: AskedBack;
  readonly lastSmallTalk?: NonNullable<ConversationSoFar['lastSmallTalk']>;
  readonly mood?: Mood;
  readonly suggested?: readonly FaqId[];
  readonly isWaiting: boolean;
}

export interface RehearsedTurn {
  readonly content: OutboundContent;
  readonly repliedAs: RepliedAs;
  readonly trace?: ReplyTrace;
  readonly state: RehearsalState;
}

/**
 * The reply that a customer would get to one message, made as in earnest from what the turns before it came to. Nothing is
 * stored, queued or counted. Throws DomainError `not-found` when there is no such tenant.
 */
export async function rehearseTurn(
  deps: RehearsalDeps,
  tenantId: TenantId,
  turn: { readonly content: InboundContent; readonly locale?: Locale; readonly state: RehearsalState },
): Promise<RehearsedTurn> {
  const { state, locale, content } = turn;
  const { isWaiting, turns = 0, ...remembered } = state;
  const id = idOfTurn(turns + 1);
  const inbound = { content, contact: locale === undefined ? {} : { locale } };
  const before: ConversationSoFar = {
    ...remembered,
    ...(turns > 0 && { lastHandledId: idOfTurn(turns) }),
    ...(isWaiting && {
      waiting: { reason: 'no-answer', since: deps.now(), messageId: id, priority: 3 as const },
    }),
  };
  const rejected = rejectedBy(before, { id, createdAt: deps.now(), inbound });
  const {
    content: said,
    handledAs,
    changes,
    trace,
  } = await composeReply(freeOfCharge(deps), { ...before, ...(rejected && { rejected }) }, { id, tenantId, inbound });
  const { language = state.language, languageWish = state.languageWish, wroteIn = state.wroteIn } = changes;
  const { lastAnswered = state.lastAnswered, lastSmallTalk = state.lastSmallTalk, mood = state.mood } = changes;
  const { suggested = state.suggested, askedBack = state.askedBack } = changes;
  return {
    content: said,
    repliedAs: handledAs,
    ...(trace && { trace }),
    state: {
      unsureTurns: changes.unsureTurns,
      turns: turns + 1,
      ...(language !== undefined && { language }),
      ...(languageWish && { languageWish }),
      ...(wroteIn && { wroteIn }),
      ...(said.choices && { offered: said.choices }),
      ...(lastAnswered && { lastAnswered }),
      ...(askedBack && { askedBack }),
      ...(lastSmallTalk && { lastSmallTalk }),
      ...(mood && { mood }),
      ...(suggested && { suggested }),
      isWaiting: isWaiting || changes.waiting !== undefined,
    },
  };
}

/** Turns have ids of their own, as what a turn remembers it remembers by its message. */
function idOfTurn(place: number): MessageId {
  return messageIdSchema.parse(`rehearsal${place}`);
}
