import { essenceOf, rejectsAnswer, understand, withoutGreeting } from '@answerdesk/answers';
import {
  type Conversation,
  type ConversationEvent,
  type FaqId,
  faqLimits,
  findOwnNames,
  type Locale,
  type MessageId,
  type StoredInboundMessage,
  type StoredMessage,
  type StoredOutboundMessage,
  withoutNames,
  withoutPrivateData,
} from '@answerdesk/domain';
import { inTheirLastForm, wordsOf } from '../teaching/asked-words.ts';
import type { PairEvidence, SuggestionPair } from './ports.ts';
import { isCounterQuestion, saysSomething, substanceOf } from './substance-of.ts';

/**
 * A pair as a conversation has it; `rejectedFaqId` is the FAQ that the bot had answered the question with, in vain, and `sent`
 * each reply as it was written.
 */
export interface RepliedPair extends SuggestionPair {
  readonly rejectedFaqId?: FaqId;
  readonly sent: readonly { readonly id: MessageId; readonly text: string }[];
}

/** What a conversation's pairs are read from. */
export interface ConversationRecord {
  readonly conversation: Pick<Conversation, 'id' | 'language' | 'contactName'>;
  /** The oldest first. */
  readonly messages: readonly StoredMessage[];
  readonly events: readonly ConversationEvent[];
  /** What no person wrote: canned replies, what the bot would have said. */
  readonly foreignTexts: readonly string[];
}

interface Exchange {
  readonly asked: readonly StoredInboundMessage[];
  readonly replies: StoredOutboundMessage[];
  readonly said: string[];
  readonly rejectedFaqId?: FaqId;
}

const LONGEST_ANSWER = 2_000;

/**
 * Reads what customers asked and a person replied, as asked and as written, without greetings and what looks like somebody's
 * own. None is what only asks back, what a canned reply or the bot says word for word, and what was made an FAQ by hand.
 */
export function readPairs(record: ConversationRecord): RepliedPair[] {
  const { conversation, messages, events } = record;
  const foreign = new Set([...record.foreignTexts, ...botTexts(messages)].map(essenceOf));
  const taught = new Set(events.flatMap((event) => (event.kind === 'taught' ? [event.messageId] : [])));
  const names = namesIn(conversation, messages);
  const clean = (text: string) => withoutNames(withoutPrivateData(text), names);
  return exchangesOf(messages).flatMap((exchange): RepliedPair[] => {
    const own = exchange.replies.filter((reply) => !foreign.has(essenceOf(writtenIn(reply))));
    const [first] = own;
    if (!first || exchange.replies.some(({ id }) => taught.has(id))) return [];
    const locale = first.original?.language ?? conversation.language;
    const question = cut(clean(questionOf(exchange.asked, conversation.language)), faqLimits.question);
    const answer = cut(answerOf(exchange.replies, own, clean, locale), LONGEST_ANSWER);
    if (!saysSomething(question) || !saysSomething(answer)) return [];
    return [
      {
        id: first.id,
        conversationId: conversation.id,
        at: first.createdAt,
        question,
        answer,
        ...(locale !== undefined && { locale }),
        ...evidenceOf(exchange, events, conversation.language),
        ...(exchange.rejectedFaqId !== undefined && { rejectedFaqId: exchange.rejectedFaqId }),
        sent: exchange.replies.map((reply) => ({ id: reply.id, text: writtenIn(reply) })),
      },
    ];
  });
}

/** Cuts a conversation where a customer, after a reply, says something that is more than a word on it. */
function exchangesOf(messages: readonly StoredMessage[]): Exchange[] {
  const forms = new Map(inTheirLastForm(messages.filter(isInbound)).map((form) => [originOf(form), form]));
  const exchanges: Exchange[] = [];
  let open: StoredInboundMessage[] = [];
  let answered: { readonly asked: StoredInboundMessage[]; readonly faqId?: FaqId } | undefined;
  let current: Exchange | undefined;
  for (const message of messages) {
    if (message.direction === 'in') {
      const form = message.inbound.content.kind === 'edited' ? undefined : forms.get(message.inbound.dedupeKey);
      const words = form ? wordsOf(form) : '';
      if (!form || words === '') continue;
      if (isSmallTalk(words, form)) {
        // A yes to what was asked back is none to an answer.
        if (current && !asksBack(current.replies.at(-1))) current.said.push(words);
        // What the bot said was no answer: the question still stands.
        if (!current && answered && rejectsAnswer(words)) open = answered.asked;
        else if (!current) answered = undefined;
      } else if (!current?.replies.every(asksBack)) {
        current = undefined;
        open.push(form);
      }
    } else if (message.author.kind === 'agent') {
      if (message.notice !== undefined || writtenIn(message).trim() === '') continue;
      if (!current) {
        const rejectedFaqId = answered?.asked === open ? answered.faqId : undefined;
        current = { asked: open, replies: [], said: [], ...(rejectedFaqId !== undefined && { rejectedFaqId }) };
        exchanges.push(current);
        open = [];
        answered = undefined;
      }
      current.replies.push(message);
    } else if (message.turn?.handledAs === 'answered') {
      const faqId = message.turn.changes.lastAnswered?.faqId;
      answered = { asked: open, ...(faqId !== undefined && { faqId }) };
      current = undefined;
      open = [];
    }
  }
  return exchanges;
}

function asksBack(reply: StoredOutboundMessage | undefined): boolean {
  return reply !== undefined && isCounterQuestion(writtenIn(reply));
}

function originOf({ inbound: { content, dedupeKey } }: StoredInboundMessage): string {
  return content.kind === 'edited' ? content.of : dedupeKey;
}

function isSmallTalk(words: string, { inbound }: StoredInboundMessage): boolean {
  return understand(words, inbound.contact.locale) !== undefined || rejectsAnswer(words);
}

function isInbound(message: StoredMessage): message is StoredInboundMessage {
  return message.direction === 'in';
}

/** What an agent wrote, in the language they wrote it in. */
function writtenIn({ original, content, introLength = 0 }: StoredOutboundMessage): string {
  return original?.text ?? content.text.slice(introLength);
}

function botTexts(messages: readonly StoredMessage[]): string[] {
  return messages.flatMap((message) =>
    message.direction === 'out' && message.author.kind === 'bot' ? [message.content.text] : [],
  );
}

function questionOf(asked: readonly StoredInboundMessage[], language: Locale | undefined): string {
  return asked.map((message) => withoutGreeting(wordsOf(message), language).trim()).join('\n');
}

/** What a person wrote with what goes with it; a reply that only asks back is part of no answer. */
function answerOf(
  replies: readonly StoredOutboundMessage[],
  own: readonly StoredOutboundMessage[],
  clean: (text: string) => string,
  locale: Locale | undefined,
): string {
  const texts = replies.map((reply) => ({ text: writtenIn(reply), isOwn: own.includes(reply) }));
  const answering = texts.filter(({ text }) => !isCounterQuestion(text));
  const parts = answering
    .map(({ text, isOwn }) => ({ text: substanceOf(clean(text), locale), isOwn }))
    .filter(({ text }) => text !== '');
  return parts.some(({ isOwn }) => isOwn) ? parts.map(({ text }) => text).join('\n\n') : '';
}

function namesIn({ contactName }: ConversationRecord['conversation'], messages: readonly StoredMessage[]): string[] {
  const given = messages.flatMap((message) =>
    message.direction === 'in'
      ? (message.inbound.contact.displayName ?? [])
      : message.author.kind === 'agent'
        ? (message.author.name ?? [])
        : [],
  );
  const own = findOwnNames(messages.filter(isInbound).map(wordsOf));
  return [...new Set([...(contactName === undefined ? [] : [contactName]), ...given, ...own])];
}

function evidenceOf(
  { said, replies }: Exchange,
  events: readonly ConversationEvent[],
  language: Locale | undefined,
): PairEvidence {
  const isRejected = said.some(
    (text) => rejectsAnswer(text) || ['not-helped', 'no'].includes(understand(text, language)?.intent ?? ''),
  );
  const isThanked =
    !isRejected && said.some((text) => ['thanks', 'yes'].includes(understand(text, language)?.intent ?? ''));
  const last = replies.at(-1);
  const after = last ? events.filter(({ id }) => id > last.id) : [];
  const next = after.findIndex(({ kind }) => kind === 'taken' || kind === 'handed-over');
  // A score may be thought over: the last one holds.
  const rated = after.slice(0, next < 0 ? after.length : next).findLast((event) => event.kind === 'rated');
  return { isThanked, isRejected, ...(rated?.kind === 'rated' && { score: rated.score }) };
}

/** As much as there is room for, without half a word at its end where that can be helped. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most).toWellFormed();
  const space = kept.lastIndexOf(' ');
  return (space > most / 2 ? kept.slice(0, space) : kept).trimEnd();
}
