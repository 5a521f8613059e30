import { type Locale, languageOf } from '@answerdesk/domain';
import { isUnmistakable } from './is-unmistakable.ts';
import { phraseKinds } from './phrase-kinds.ts';
import { type Part, type ReadMessage, readMessage } from './read-message.ts';
import { readWords, type Word } from './read-words.ts';
import { weighWish } from './weigh-wish.ts';

const { hello, goodbye, thanks, yes, okay, no, stop, insult, notHelped, human, anyone, talk, want } = phraseKinds;
const { person, reach, against, bot, filler, other } = phraseKinds;

/** What is longer says more than that and is a question first. */
const LONGEST = 280;
/** Of what the rules do not hear, what is likelier than this is a wish. */
const SURE_ENOUGH = 0.5;
/** What the rules hear and wider words find less likely than this speaks of a person and asks for none. */
const LEAST_LIKELY = 0.2;
const wishing =
  talk |
  want |
  person |
  reach |
  against |
  phraseKinds.act |
  phraseKinds.wish |
  phraseKinds.callBack |
  phraseKinds.refuse;
const around = hello | goodbye | thanks | yes | okay | no | stop | insult | notHelped | filler | want | talk;

/** Said alone these are as likely what is sold, to whom and by whom. */
const anybody = new Set(
  `人 本人 专家 老师 管理员 领导 同事 人間 専門家 管理者 사람 동료 전문가 관리자 personne personnes standard technicien technicienne
   люди людей людьми эксперт эксперты админ админы администратор администраторы uzman personel çalışan superior superiore
   supérieur técnico tecnico chef Verkäufer Vertreter executive associate specialist coworker coworkers superiors employé
   employés`
    .split(/\s+/u)
    .map((word) => joined(readWords(word, word.length).words)),
);

/** How far apart two phrases may stand, in words, and how many of those between may be unknown. */
interface Reach {
  readonly words: number;
  readonly unknown: number;
}
const talkToPerson: Reach = { words: 7, unknown: 2 };
const personToTalk: Reach = { words: 5, unknown: 1 };
const wantPerson: Reach = { words: 4, unknown: 0 };
const againstBot: Reach = { words: 5, unknown: 1 };

/** Whether a customer says, in any language that is understood, that they want a person, or no machine. Never throws. */
export function asksForPerson(text: string, language?: Locale): boolean {
  const { byRule, byWeight } = personAskedForIn(readMessage(text, language && languageOf(language)), text);
  return (byRule ?? byWeight) !== undefined;
}

/**
 * Whether a customer who asks for a person also says that they want or would talk to one, which a role named alone does not
 * ("agent"). Never throws.
 */
export function wishesForPerson(text: string, language?: Locale): boolean {
  const message = readMessage(text, language && languageOf(language));
  const { byRule, byWeight } = personAskedForIn(message, text);
  const spoken = byRule ?? byWeight;
  if (spoken === undefined) return false;
  return [...message.readings, ...message.readWider()].some(
    (reading) => reading.language === spoken && reading.parts.some(({ kinds }) => (kinds & wishing) !== 0),
  );
}

/** Whether a person is asked for by rules alone, without weighing wider words. */
export function asksForPersonByRule(text: string): boolean {
  return text.length <= LONGEST && askedByRule(readMessage(text)) !== undefined;
}

/** The language in which a message that was read asks for a person: by a rule, or as wider words together say. */
export interface PersonAskedFor {
  readonly byRule?: string;
  readonly byWeight?: string;
}

export function personAskedForIn(message: ReadMessage, text: string): PersonAskedFor {
  if (text.length > LONGEST) return {};
  const byRule = askedByRule(message);
  const { chance, language } = weighWish(message, text);
  if (byRule !== undefined) return chance < LEAST_LIKELY ? {} : { byRule };
  return chance > SURE_ENOUGH && !isOneWord(message) ? { byWeight: language } : {};
}

function askedByRule(message: ReadMessage): string | undefined {
  const { words, readings } = message;
  return readings.find((reading) => isAskedIn(reading.parts, words) && isUnmistakable(reading, message))?.language;
}

/** One word is too little to weigh; where no spaces are set, two characters may be one. */
function isOneWord({ words }: ReadMessage): boolean {
  return words.length < 2 || (words.length === 2 && words.every(({ isUnspaced }) => isUnspaced));
}

function isAskedIn(parts: readonly Part[], words: readonly Word[]): boolean {
  let kinds = 0;
  for (const part of parts) kinds |= part.kinds;
  if ((kinds & (person | human | anyone | reach | bot)) === 0) return false;
  if (parts.some((part) => (part.kinds & person) !== 0)) return true;
  const isNear = (first: number, second: number, reachOf: Reach) =>
    parts.some((part, at) => (part.kinds & first) !== 0 && isFollowed(parts, words, at, second, reachOf));
  if (isNear(talk, human | anyone, talkToPerson) || isNear(human | anyone, talk, personToTalk)) return true;
  if (isNear(want, human, wantPerson) || isNear(against, bot, againstBot)) return true;
  if (parts.some((part) => (part.kinds & (around | human | anyone | reach)) === 0)) return false;
  if ((kinds & anyone) !== 0 && (kinds & (talk | want)) !== 0) return true;
  return parts.some((part) => (part.kinds & (human | reach)) !== 0 && !isAnybody(part, words));
}

/** Whether all that a part says is a word for people, or for a role that need not be a customer's to ask for. */
function isAnybody({ from, to }: Part, words: readonly Word[]): boolean {
  return anybody.has(joined(words.slice(from, to)));
}

function joined(words: readonly Word[]): string {
  return words.map(({ text }) => text).join('');
}

function isFollowed(
  parts: readonly Part[],
  words: readonly Word[],
  from: number,
  wanted: number,
  { words: mostWords, unknown: mostUnknown }: Reach,
): boolean {
  const begin = parts[from]?.to ?? 0;
  let unknown = 0;
  for (const part of parts.slice(from + 1)) {
    const isUnspaced = words[part.from]?.isUnspaced === true;
    const farthest = isUnspaced ? mostWords * 2 : mostWords;
    if (words[part.from]?.isAfterStop || part.from - begin > farthest || (part.kinds & other) !== 0) return false;
    if ((part.kinds & wanted) !== 0) return true;
    if ((part.kinds & ~other) === 0) unknown += isUnspaced ? 0.5 : 1;
    if (unknown > mostUnknown) return false;
  }
  return false;
}
