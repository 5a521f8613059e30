import {
  type AskedBack,
  type Contact,
  type HandledAs,
  type Locale,
  type MessageId,
  type StoredInboundMessage,
  settingsOf,
  type TurnChanges,
} from '@answerdesk/domain';
import { draftReply, questionOf } from './draft-reply.ts';
import { handoverOf } from './hand-over.ts';
import { meterAnswer } from './meter-answer.ts';
import type { ClaimedConversation, HandleDeps } from './ports.ts';
import { recordTurn } from './record-turn.ts';
import { saidTo } from './said-to.ts';
import { isPressing, languageToFeelIn, noteMood } from './soothe.ts';
import { summariseTurn } from './summarise-turn.ts';
import { transcriptOf } from './transcript-of.ts';

/** What dealing with a message came to; undefined when the conversation changed hands meanwhile and it is to be dealt with anew. */
export type Done = { readonly conversation: ClaimedConversation; readonly isReplied: boolean } | undefined;

/** Nothing is to be said to it. */
export async function noteMessage(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<Done> {
  const { tenantId, accountId, inbound } = message;
  const { content } = inbound;
  const [forgotten] = await Promise.all([
    content.kind === 'deleted' ? deps.messages.takeBack(tenantId, accountId, content.of) : [],
    deps.contacts.remember(tenantId, contactOf(message)),
  ]);
  await deps.messages.markHandled(tenantId, message.id, 'noted');
  return { conversation: withoutAsked(conversation, forgotten), isReplied: false };
}

/** The next message, which may be dealt with as the conversation was read, is not understood by forgotten ones. */
function withoutAsked(conversation: ClaimedConversation, forgotten: readonly MessageId[]): ClaimedConversation {
  const { lastAnswered, askedBack } = conversation;
  return {
    ...conversation,
    ...(lastAnswered && { lastAnswered: withoutWords(lastAnswered) }),
    ...(askedBack && { askedBack: withoutWords(askedBack) }),
  };

  function withoutWords<Of extends AskedBack>(of: Of): Of | Omit<Of, 'asked'> {
    if (!forgotten.includes(of.messageId)) return of;
    const { asked: _forgotten, ...rest } = of;
    return rest;
  }
}

/** An agent holds the pen. What the bot had said before that, and did arrive, stands in the transcript. */
export async function leaveToAgent(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<Done> {
  const { tenantId } = message;
  const said = await saidTo(deps, message);
  if (said) await deps.messages.addReply(tenantId, transcriptOf(message, said, undefined, deps.now()));
  const handledAs: HandledAs = (said && said.sentParts.length > 0 && said.turn?.handledAs) || 'left-to-agent';
  if (said && handledAs === 'answered') await meterAnswer(deps, message, said);
  await deps.staffChats?.passOn(conversation, message);
  return leave(deps, conversation, message, { unsureTurns: conversation.unsureTurns }, handledAs);
}

/** The bot is paused: what the customer wrote waits for a person. */
export async function keepForPeople(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<Done> {
  const { id: messageId, createdAt: since, tenantId } = message;
  const changes = { unsureTurns: conversation.unsureTurns };
  const tenant = await deps.findTenant(tenantId);
  if (!tenant || !settingsOf(tenant).inbox.isOn) return leave(deps, conversation, message, changes, 'left-to-agent');
  const waiting = handoverOf(conversation.waiting, {
    reason: 'bot-paused',
    since,
    messageId,
    isPressing: isPressing(tenant, questionOf(message), languageOf(conversation, message)),
  });
  return leave(deps, conversation, message, { ...changes, waiting }, 'left-to-agent');
}

/** The bot only drafts: what it would have said is kept, and the message waits for a person. */
export async function leaveDrafted(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<Done> {
  const { changes } = await draftReply(deps, conversation, message);
  return leave(deps, conversation, message, changes, 'drafted');
}

async function leave(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
  changes: TurnChanges,
  handledAs: HandledAs,
): Promise<Done> {
  const { tenantId } = message;
  const [recorded] = await Promise.all([
    recordTurn(deps, conversation, message, {
      ...moodAfter(conversation, message),
      ...changes,
      ...summariseTurn(message, undefined, handledAs),
    }),
    deps.contacts.remember(tenantId, contactOf(message)),
  ]);
  if (!recorded) return undefined;
  await deps.messages.markHandled(tenantId, message.id, handledAs);
  return { conversation: recorded, isReplied: false };
}

function moodAfter(conversation: ClaimedConversation, message: StoredInboundMessage): Pick<TurnChanges, 'mood'> {
  const text = questionOf(message);
  if (text === '') return {};
  const said = { messageId: message.id, at: message.createdAt, text };
  return { mood: noteMood(conversation.mood, said, languageOf(conversation, message)) };
}

function languageOf({ language }: ClaimedConversation, message: StoredInboundMessage): Locale {
  return languageToFeelIn(questionOf(message), language ?? message.inbound.contact.locale);
}

/** The contact as a message of theirs shows them. */
export function contactOf({ author, tenantId, accountId, inbound, createdAt }: StoredInboundMessage): Contact {
  const { platformId, displayName, locale } = inbound.contact;
  return {
    id: author.contactId,
    tenantId,
    accountId,
    platformId,
    ...(displayName !== undefined && { displayName }),
    ...(locale !== undefined && { locale }),
    isReachable: inbound.content.kind !== 'left',
    createdAt,
  };
}
