import { type Understood, understand } from '@answerdesk/answers';
import {
  type Choice,
  type Conversation,
  FAQ_CHOICE,
  type Intent,
  type Locale,
  languageOf,
  type MessageId,
  settingsOf,
} from '@answerdesk/domain';
import type { CustomerSentence } from '@answerdesk/locales';
import { isPersonChoice, isWayOut } from './composing/person-choice.ts';
import { type Speaking, say } from './own-words.ts';

/** What a message that asks nothing comes to. */
export type SmallTalk =
  | { readonly kind: 'says'; readonly text: string; readonly choices?: readonly Choice[] }
  | { readonly kind: 'hands-over'; readonly reason: 'asked-for-person' | 'no-answer' | 'emotion' }
  | { readonly kind: 'chooses'; readonly choiceId: string };

/** What a message that asks nothing means, and the language to reply to it in. */
export interface HeardSmallTalk {
  readonly intent: Intent;
  readonly language: Locale;
  readonly isOkay?: true;
  /** What was asked is dropped: nothing is taken, and nobody is called. */
  readonly isNeverMind?: true;
}

/** What of a conversation small talk depends on. */
export type SmallTalkSoFar = Partial<Pick<Conversation, 'language' | 'offered' | 'lastSmallTalk' | 'lastAnswered'>> & {
  readonly lastHandledId?: MessageId;
};

/** "Ok, but I mean something else" is no yes. */
const BRIEF_WORDS = 3;
const BRIEF = 24;

const SAYS_ANYTHING = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

const lines: Readonly<Record<Exclude<Intent, 'person' | 'not-helped' | 'insult'>, CustomerSentence>> = {
  hello: 'smallTalkHello',
  thanks: 'smallTalkThanks',
  goodbye: 'smallTalkGoodbye',
  yes: 'smallTalkYes',
  no: 'smallTalkNo',
  stop: 'smallTalkStop',
};

/**
 * What a message means that asks nothing, and in which language to reply: the one that it is said in, in the customer's own form
 * of it where it is known. To one word the reply is in the language spoken so far, else the likeliest of the known ones. That
 * something did not help is said of the bot's answer just before; where there was none, it asks something. What has neither
 * letters, digits nor pictures in it ("...", "?") only knocks.
 */
export function hearSmallTalk(
  text: string,
  known: readonly (Locale | undefined)[],
  conversation: SmallTalkSoFar = {},
): HeardSmallTalk | undefined {
  const locales = known.filter((locale) => locale !== undefined);
  const likeliest = conversation.language ?? locales[0];
  if (likeliest !== undefined && !SAYS_ANYTHING.test(text)) return { intent: 'hello', language: likeliest };
  const understood = understand(text, ...known);
  if (!understood) return undefined;
  const { language } = understood;
  const { intent, isOkay, isNeverMind } = askedOne(conversation) ? inAnswer(understood, text) : understood;
  const isOfAnAnswer = wasJustAnswered(conversation) || saidJustBefore(conversation) === 'not-helped';
  if (intent === 'not-helped' && !isOfAnAnswer) return undefined;
  const heard = { intent, ...(isOkay && { isOkay }), ...(isNeverMind && { isNeverMind }) };
  if (likeliest !== undefined && isOneLatinWord(text)) return { ...heard, language: likeliest };
  const own = locales.find((locale) => languageOf(locale) === language);
  return { ...heard, language: own ?? language };
}

/** What says yes or no to a question back about one FAQ: in a word or two an okay, "perfect" and "that is it" too, and "wrong". */
function inAnswer(understood: Understood, text: string): Pick<Understood, 'intent' | 'isOkay' | 'isNeverMind'> {
  const { intent, isOkay, isYesToo, isNeverMind } = understood;
  if (isNeverMind) return understood;
  if (intent === 'not-helped') return { intent: 'no' };
  if (isYesToo) return { intent: 'yes' };
  if (!isOkay && intent !== 'thanks') return { intent };
  return text.trim().split(/\s+/).length <= BRIEF_WORDS && text.length <= BRIEF ? { intent: 'yes' } : understood;
}

function isOneLatinWord(text: string): boolean {
  return /^[^\p{L}]*[\p{sc=Latin}\p{M}'’]+[^\p{L}]*$/u.test(text);
}

/**
 * What is said to small talk, which costs nothing. Where the bot asked something back, a yes takes the only choice offered, a no
 * the way out, and "never mind" nothing; an okay is a yes where one FAQ was asked for, and takes no other choice. What did not help, and an insult, are met with the offer of a person, and with a
 * person when they come twice in a row.
 */
export async function replyToSmallTalk(
  speaking: Speaking,
  conversation: SmallTalkSoFar,
  { intent, isOkay, isNeverMind }: Pick<HeardSmallTalk, 'intent' | 'isOkay' | 'isNeverMind'>,
  personChoiceId: string,
): Promise<SmallTalk> {
  if (intent === 'person') return { kind: 'hands-over', reason: 'asked-for-person' };
  const wasAsked = !wasJustAnswered(conversation) && !isOkay && !isNeverMind;
  const taken = wasAsked && takenOf(conversation.offered ?? [], intent);
  if (taken) return { kind: 'chooses', choiceId: taken.id };
  if (intent !== 'not-helped' && intent !== 'insult') return { kind: 'says', text: await say(speaking, lines[intent]) };
  if (saidJustBefore(conversation) === intent) {
    return { kind: 'hands-over', reason: intent === 'insult' ? 'emotion' : 'no-answer' };
  }
  const line = intent === 'insult' ? 'smallTalkInsult' : 'didNotHelp';
  if (!settingsOf(speaking.tenant).inbox.isOn) {
    return { kind: 'says', text: await say(speaking, `${line}WithoutPeople`) };
  }
  const person = { id: personChoiceId, label: await say(speaking, 'offerPerson') };
  return { kind: 'says', text: await say(speaking, line), choices: [person] };
}

/** Whether the bot answered the message before this one. */
function wasJustAnswered({ lastAnswered, lastHandledId }: SmallTalkSoFar): boolean {
  return lastAnswered !== undefined && lastAnswered.messageId === lastHandledId;
}

/** What the message before this one was, if it was small talk. */
export function saidJustBefore({ lastSmallTalk, lastHandledId }: SmallTalkSoFar): Intent | undefined {
  return lastSmallTalk && lastSmallTalk.messageId === lastHandledId ? lastSmallTalk.intent : undefined;
}

/** Whether the bot has just asked back whether one FAQ is meant. */
function askedOne(conversation: SmallTalkSoFar): boolean {
  const { offered = [] } = conversation;
  const asked = offered.filter(({ id }) => id.startsWith(FAQ_CHOICE));
  return asked.length === 1 && offered.length > 1 && !wasJustAnswered(conversation);
}

function takenOf(offered: readonly Choice[], intent: Intent): Choice | undefined {
  if (intent === 'yes') {
    const asked = offered.filter(({ id }) => !isWayOut(id) && !isPersonChoice(id));
    return asked.length === 0 ? offered[0] : asked.length === 1 ? asked[0] : undefined;
  }
  if (intent !== 'no' || !offered.some(({ id }) => id.startsWith(FAQ_CHOICE))) return undefined;
  // What was asked back before the way out had an id of its own offered a person instead.
  return offered.find(({ id }) => isWayOut(id)) ?? offered.find(({ id }) => isPersonChoice(id));
}
