import {
  type Conversation,
  type ConversationId,
  DomainError,
  faqLimits,
  type Handover,
  type Locale,
  languageOf,
  type MessageId,
  type StoredInboundMessage,
  type StoredMessage,
  type StoredOutboundMessage,
  type TenantId,
} from '@answerdesk/domain';
import { inTheirLastForm, wordsOf } from './asked-words.ts';
import type { TeachingDeps } from './ports.ts';

const MOST_LOOKED_AT = 40;

/** What a customer asked and an agent replied. */
export interface Exchange {
  readonly reply: StoredOutboundMessage;
  /** Empty where the customer had said nothing in words. */
  readonly asked: string;
  readonly answer: string;
  /** The answer's language. */
  readonly locale: Locale;
  /** What the customer was sent, where `answer` is what the agent wrote in another language. */
  readonly sent?: { readonly text: string; readonly locale: Locale };
}

/**
 * Reads what an agent's reply replied to: the question that the conversation was handed over for, while the reply is one
 * of those since, else what the customer wrote before it and nobody had answered.
 * Throws DomainError `not-found`, and `invalid` for a message that is no agent's.
 */
export async function readExchange(
  deps: Pick<TeachingDeps, 'conversations' | 'messages' | 'tenants'>,
  tenantId: TenantId,
  conversationId: ConversationId,
  messageId: MessageId,
): Promise<Exchange> {
  const [conversation, reply, tenant] = await Promise.all([
    deps.conversations.find(tenantId, conversationId),
    deps.messages.find(tenantId, messageId),
    deps.tenants.find(tenantId),
  ]);
  if (!conversation || !tenant || reply?.conversationId !== conversationId) {
    throw new DomainError('not-found', 'There is no such message.');
  }
  if (reply.direction !== 'out' || reply.author.kind !== 'agent') {
    throw new DomainError('invalid', 'Only what an agent replied can be taught.');
  }
  const before = await deps.messages.listNewest(tenantId, conversationId, MOST_LOOKED_AT, messageId);
  const asked = await questionBefore(deps, conversation, before);
  const spoken = conversation.language ?? tenant.locale;
  const { original, content, introLength = 0 } = reply;
  const isOwnLanguage =
    original !== undefined &&
    languageOf(original.language) !== languageOf(spoken) &&
    languageOf(original.language) === languageOf(tenant.locale);
  const answered = isOwnLanguage
    ? { answer: original.text, locale: original.language, sent: { text: content.text, locale: spoken } }
    : { answer: content.text.slice(introLength), locale: spoken };
  return { reply, asked: cut(asked), ...answered };
}

async function questionBefore(
  deps: Pick<TeachingDeps, 'messages'>,
  conversation: Conversation,
  before: readonly StoredMessage[],
): Promise<string> {
  const led = conversation.handover ?? conversation.waiting;
  const isFirstReply = !before.some((message) => isByAgent(message) && led && message.createdAt >= led.since);
  const open = openWordsOf(conversation, before);
  const handedOver = isFirstReply || open === '' ? await handedOverFor(deps, conversation, before) : undefined;
  if (handedOver !== undefined) return handedOver;
  // Several replies in a row are replies to the same question.
  return open === '' ? openWordsOf(conversation, before.slice(0, before.findLastIndex(isInbound) + 1)) : open;
}

/** The words that led to the hand-over, where they are words about a matter. */
async function handedOverFor(
  deps: Pick<TeachingDeps, 'messages'>,
  { tenantId, handover, waiting }: Conversation,
  before: readonly StoredMessage[],
): Promise<string | undefined> {
  const led = handover ?? waiting;
  if (led?.messageId === undefined || led.reason === 'asked-for-person') return undefined;
  const newest = before.at(-1);
  if (!newest || newest.id < led.messageId) return undefined;
  const askedId = led.askedId ?? led.messageId;
  const message = before.find(({ id }) => id === askedId) ?? (await deps.messages.find(tenantId, askedId));
  const words = message && isInbound(message) ? wordsOf(message) : '';
  return words === '' ? undefined : words;
}

/** What the customer wrote that nobody had answered yet. */
function openWordsOf({ handover, waiting }: Conversation, before: readonly StoredMessage[]): string {
  const led = handover ?? waiting;
  const open: StoredInboundMessage[] = [];
  for (const message of before.toReversed()) {
    if (message.direction === 'in') open.unshift(message);
    else if (isByAgent(message) || message.turn?.handledAs === 'answered') break;
  }
  const words = inTheirLastForm(open)
    .filter(({ id }) => id !== led?.messageId || !isNoQuestion(led))
    .map(wordsOf)
    .filter((text) => text !== '');
  return words.join('\n');
}

/** Whether what led to a hand-over asks nothing itself: a wish for a person, or a no to what was asked back. */
function isNoQuestion({ reason, askedId }: Handover): boolean {
  return reason === 'asked-for-person' || askedId !== undefined;
}

function isInbound(message: StoredMessage): message is StoredInboundMessage {
  return message.direction === 'in';
}

function isByAgent(message: StoredMessage): boolean {
  return message.direction === 'out' && message.author.kind === 'agent';
}

/** As much as a question may hold, without half a word at its end where that can be helped. */
function cut(text: string): string {
  if (text.length <= faqLimits.question) return text;
  const kept = text.slice(0, faqLimits.question).toWellFormed();
  const space = kept.lastIndexOf(' ');
  return (space > faqLimits.question / 2 ? kept.slice(0, space) : kept).trimEnd();
}
