import {
  type InboundContent,
  type Locale,
  messageIdSchema,
  type OutboundContent,
  type RepliedAs,
  type TenantId,
} from '@answerdesk/domain';
import {
  type ConversationSoFar,
  composeReply,
  freeOfCharge,
  type RehearsalDeps,
  type ReplyTrace,
} from './compose-reply.ts';

/** What a rehearsed conversation has come to; whoever rehearses keeps it and hands it back with the next turn. */
export interface RehearsalState {
  readonly unsureTurns: number;
  readonly language?: Locale;
  readonly isWaiting: boolean;
}

export interface RehearsedTurn {
  readonly content: OutboundContent;
  readonly repliedAs: RepliedAs;
  readonly trace?: ReplyTrace;
  readonly state: RehearsalState;
}

/**
 * The reply that a customer would get to one message, made as in earnest. Nothing is stored, queued or counted.
 * Throws DomainError `not-found` when there is no such tenant.
 */
export async function rehearseTurn(
  deps: RehearsalDeps,
  tenantId: TenantId,
  turn: { readonly content: InboundContent; readonly locale?: Locale; readonly state: RehearsalState },
): Promise<RehearsedTurn> {
  const { state, locale, content } = turn;
  const id = messageIdSchema.parse('rehearsal');
  const before: ConversationSoFar = {
    unsureTurns: state.unsureTurns,
    ...(state.language !== undefined && { language: state.language }),
    ...(state.isWaiting && {
      waiting: { reason: 'no-answer', since: deps.now(), messageId: id, priority: 3 as const },
    }),
  };
  const contact = locale === undefined ? {} : { locale };
  const {
    content: said,
    handledAs,
    changes,
    trace,
  } = await composeReply(freeOfCharge(deps), before, {
    id,
    tenantId,
    inbound: { content, contact },
  });
  const language = changes.language ?? state.language;
  return {
    content: said,
    repliedAs: handledAs,
    ...(trace && { trace }),
    state: {
      unsureTurns: changes.unsureTurns,
      ...(language !== undefined && { language }),
      isWaiting: state.isWaiting || changes.waiting !== undefined,
    },
  };
}
