import type {
  InboundContent,
  MessageId,
  Mood,
  OutboundContent,
  OutboxItem,
  StoredInboundMessage,
} from '@answerdesk/domain';
import { composeReply } from './composing/compose-reply.ts';
import type { ComposedReply } from './composing/turn.ts';
import type { ClaimedConversation, HandleDeps } from './ports.ts';
import { saidTo } from './said-to.ts';

const MOST_VERSIONS = 20;

/**
 * What a changed message asks for. `noted`: nothing, as its words are the same, or they have the answer that was given last,
 * which is found out without asking a model.
 * Else the conversation that it is to be answered in: as it would stand without what its earlier versions did to it, so
 * that correcting an unclear question does not count as a second one.
 */
export async function weighEdit(
  deps: Pick<HandleDeps, 'messages' | 'outbox'> & Parameters<typeof composeReply>[0],
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<{ readonly kind: 'noted' } | { readonly kind: 'asks'; readonly conversation: ClaimedConversation }> {
  const { content } = message.inbound;
  if (content.kind !== 'edited') return { kind: 'asks', conversation };
  const versions = await deps.messages.listVersions(message.tenantId, message.conversationId, content.of, {
    before: message.id,
    limit: MOST_VERSIONS,
  });
  if (folded(wordsOf(versions[0]?.inbound.content)) === folded(content.text)) return { kind: 'noted' };
  const given = await lastGiven(deps, versions);
  if (!given) return { kind: 'asks', conversation };
  const without = withoutDoing(conversation, new Set([...versions, message].map(({ id }) => id)), given);
  const anew = await composeReply(withoutModels(deps), without, message);
  return isGivenAgain(given, anew) ? { kind: 'noted' } : { kind: 'asks', conversation: without };
}

/** What weighing composes is not sent: no model is paid for it, and no cap is in its way. */
function withoutModels(deps: Parameters<typeof composeReply>[0]): Parameters<typeof composeReply>[0] {
  const { replyModel: _replies, translateAnswer: _translates, ...rest } = deps;
  return { ...rest, allowance: async () => 'exact-only' };
}

/** Whether a reply says what was said before, in whichever words: how angry a customer is, and a model, put them differently. */
function isGivenAgain({ content, turn }: OutboxItem, anew: ComposedReply): boolean {
  if (!turn) return content.text === anew.content.text;
  const { language } = turn.changes;
  const isSameLanguage = language === undefined || language === anew.changes.language;
  if (!isSameLanguage && content.text !== anew.content.text) return false;
  if (turn.rule === 'generated' && anew.handledAs !== 'answered') {
    // Without its model the engine is as unsure as it was then: of the same FAQ, it would be said the same.
    const likeliest = anew.trace?.candidates?.[0]?.faqId;
    return isUnsure(anew) && turn.models?.faqIds?.some((faqId) => faqId === likeliest) === true;
  }
  if (turn.handledAs !== anew.handledAs) return false;
  switch (anew.handledAs) {
    case 'answered':
      return turn.changes.lastAnswered?.faqId === anew.changes.lastAnswered?.faqId;
    case 'clarify':
      return choiceIdsOf(content) === choiceIdsOf(anew.content);
    case 'handover':
      return turn.changes.waiting?.reason === anew.changes.waiting?.reason;
    case 'small-talk':
      return turn.changes.lastSmallTalk?.intent === anew.changes.lastSmallTalk?.intent;
    default:
      return content.text === anew.content.text;
  }
}

function isUnsure({ handledAs, trace }: ComposedReply): boolean {
  return handledAs === 'clarify' || trace?.reason === 'no-answer' || trace?.reason === 'unsure-twice';
}

function choiceIdsOf({ choices = [] }: OutboundContent): string {
  return JSON.stringify(choices.map(({ id }) => id));
}

/** The reply to the newest version that has one. */
async function lastGiven(
  { outbox }: Pick<HandleDeps, 'outbox'>,
  versions: readonly StoredInboundMessage[],
): Promise<OutboxItem | undefined> {
  for (const version of versions) {
    const item = await saidTo({ outbox }, version);
    // What an agent's coming kept from being said was not given.
    if (item && (item.state !== 'cancelled' || item.sentParts.length > 0)) return item;
  }
  return undefined;
}

function withoutDoing(
  conversation: ClaimedConversation,
  ownIds: ReadonlySet<MessageId>,
  given: OutboxItem,
): ClaimedConversation {
  const { waiting, mood, lastAnswered, lastSmallTalk, lastHandledId, ...rest } = conversation;
  const isOwn = (of: { readonly messageId?: MessageId } | undefined) =>
    of?.messageId !== undefined && ownIds.has(of.messageId);
  const wasUnsure = given.turn?.handledAs === 'clarify' && conversation.unsureTurns > 0;
  // What small talk came to a second time was handed over: then the first time was just before it.
  const wasSecond = isOwn(waiting) && lastHandledId !== undefined && ownIds.has(lastHandledId);
  // What was taken for a word on an answer came right after that answer.
  const wasOnAnswer = isOwn(lastSmallTalk) && lastSmallTalk?.intent === 'not-helped' && !isOwn(lastAnswered);
  const before = wasSecond ? lastSmallTalk : wasOnAnswer ? lastAnswered : undefined;
  const handledBefore = before?.messageId ?? lastHandledId;
  return {
    ...rest,
    ...(waiting && !isOwn(waiting) && { waiting }),
    ...(lastAnswered && !isOwn(lastAnswered) && { lastAnswered }),
    ...(lastSmallTalk && !isOwn(lastSmallTalk) && { lastSmallTalk }),
    ...(handledBefore !== undefined && { lastHandledId: handledBefore }),
    ...(mood && { mood: moodWithout(mood, ownIds) }),
    unsureTurns: conversation.unsureTurns - (wasUnsure ? 1 : 0),
  };
}

/** What was soothed in a turn bears the turn's time. */
function moodWithout({ turns, soothedAt, ...rest }: Mood, ownIds: ReadonlySet<MessageId>): Mood {
  const own = new Set(turns.flatMap(({ messageId, at }) => (ownIds.has(messageId) ? [at.getTime()] : [])));
  return {
    ...rest,
    turns: turns.filter(({ messageId }) => !ownIds.has(messageId)),
    ...(soothedAt && {
      soothedAt: Object.fromEntries(Object.entries(soothedAt).filter(([, at]) => !own.has(at.getTime()))),
    }),
  };
}

function wordsOf(content: InboundContent | undefined): string | undefined {
  if (content?.kind === 'text' || content?.kind === 'edited') return content.text;
  return content?.kind === 'attachment' ? content.caption : undefined;
}

function folded(words: string | undefined): string | undefined {
  return words?.replace(/\s+/gu, ' ').trim();
}
