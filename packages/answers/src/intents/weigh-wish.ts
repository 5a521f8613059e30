import { phraseKinds } from './phrase-kinds.ts';
import type { Part, Reading, ReadMessage } from './read-message.ts';
import type { Word } from './read-words.ts';
import { wishWeights } from './wish-weights.ts';

const {
  staff,
  folk,
  act,
  wish,
  matter,
  callBack,
  human,
  anyone,
  talk,
  want,
  person,
  reach,
  against,
  bot,
  other,
  filler,
} = phraseKinds;
const { hello, thanks, refuse, machine, told, asks } = phraseKinds;
const machines = bot | machine;
const refused = against | refuse | phraseKinds.no | phraseKinds.stop;
const FEW_PARTS = 8;
const PARTS_BEFORE = 6;
const PARTS_AFTER = 2;
const strong = staff | human | person;
const weak = folk | anyone;
const acts = act | talk;
const wishes = wish | want;
const somebody = strong | weak;
const topics = matter | other;
const MOST_READINGS = 3;
const LONGEST_CLAUSE = 24;

/** A piece of a message in one language, as the numbers that a wish for a person is weighed by. */
export interface WishCues {
  readonly language: string;
  readonly cues: readonly number[];
}

/**
 * How likely a message asks for a person in any of its clauses, from 0 to 1, and in which language: by which wider words
 * stand together, whatever the language. Weights are fitted by `test/fit-wish.ts`. Never throws.
 */
export function weighWish(message: ReadMessage, text: string): { readonly chance: number; readonly language: string } {
  let best = { chance: 0, language: '' };
  for (const { language, cues } of wishCues(message, text)) {
    const chance = chanceOf(cues, wishWeights);
    if (chance > best.chance) best = { chance, language };
  }
  return best;
}

export function chanceOf(cues: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (const [index, cue] of cues.entries()) sum += cue * (weights[index] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** The numbers of every clause and sentence in which somebody may be asked for, in the languages that know most of the words. */
export function wishCues(message: ReadMessage, text: string): readonly WishCues[] {
  const readings = message.readWider();
  const known = readings.map(({ parts }) =>
    parts.reduce((sum, { from, to, kinds }) => sum + (kinds ? to - from : 0), 0),
  );
  const most = Math.max(0, ...known);
  const likely = readings
    .map((reading, place) => ({ reading, known: known[place] ?? 0 }))
    .filter(({ known: count }) => count >= most * 0.75)
    .toSorted((a, b) => b.known - a.known)
    .slice(0, MOST_READINGS);
  return likely.flatMap(({ reading, known: count }) =>
    cuesOfReading(reading, message, text).map(({ language, cues }) => {
      const share = count / Math.max(message.words.length, 1);
      return { language, cues: [...cues, share, share < 0.5 ? 1 : 0] };
    }),
  );
}

function cuesOfReading({ language, parts }: Reading, { words }: ReadMessage, text: string): WishCues[] {
  const all: WishCues[] = [];
  const sentences = cut(parts, ({ from }) => words[from]?.isAfterStop === true);
  for (const sentence of sentences) {
    const clauses = cut(sentence, ({ from }) => {
      const [before, word] = [words[from - 1], words[from]];
      return (
        before !== undefined && word !== undefined && /[,，、;:–—()"「」\n]/u.test(text.slice(before.end, word.start))
      );
    });
    for (const clause of clauses.length > 1 ? [sentence, ...clauses] : [sentence]) {
      for (const piece of [clause, ...aroundPersons(clause)]) {
        const cues = cuesOfClause(piece, clause, sentences, words, text);
        if (cues) all.push({ language, cues });
      }
    }
  }
  return all;
}

/** In a long clause, the words just around somebody: what is told before and after may be anything. */
function aroundPersons(clause: readonly Part[]): (readonly Part[])[] {
  if (clause.length <= FEW_PARTS) return [];
  return clause.flatMap(({ kinds }, at) => {
    if ((kinds & (strong | weak | callBack)) === 0) return [];
    return [clause.slice(Math.max(0, at - PARTS_BEFORE), at + PARTS_AFTER)];
  });
}

function cut(parts: readonly Part[], isBegin: (part: Part) => boolean): Part[][] {
  const pieces: Part[][] = [];
  for (const part of parts) {
    const last = pieces.at(-1);
    if (!last || isBegin(part)) pieces.push([part]);
    else last.push(part);
  }
  return pieces;
}

function cuesOfClause(
  clause: readonly Part[],
  whole: readonly Part[],
  sentences: readonly (readonly Part[])[],
  words: readonly Word[],
  text: string,
): number[] | undefined {
  const has = (kinds: number) => clause.some((part) => (part.kinds & kinds) !== 0);
  const [isStrong, isWeak, isCall] = [has(strong), has(weak), has(callBack | reach)];
  const isAgainst = nearest(clause, machines, refused) <= 4;
  if (!isStrong && !isWeak && !isCall && !isAgainst) return undefined;
  const size = (part: Part) => (words[part.from]?.isUnspaced ? 0.5 : 1) * (part.to - part.from);
  const sum = (chosen: readonly Part[]) => chosen.reduce((total, part) => total + size(part), 0);
  const isTopic = (part: Part) => (part.kinds & topics) !== 0 && !(isAgainst && (part.kinds & refuse) !== 0);
  const isTold = (part: Part) => (part.kinds & told) !== 0 && (part.kinds & somebody) === 0;
  const unknown = sum(clause.filter((part) => part.kinds === 0));
  const topic = clause.filter(isTopic).length;
  const tale = clause.filter(isTold).length;
  const beside = whole.filter((part) => isTopic(part) || isTold(part)).length - topic - tale;
  const elsewhere = sentences.flat().filter(isTopic).length - whole.filter(isTopic).length;
  const length = sum(clause);
  const [isActed, isWished] = [has(acts), has(wishes)];
  const bare = clause.filter(
    (part) => (part.kinds & (hello | thanks | filler | wishes)) === 0 || (part.kinds & somebody) !== 0,
  );
  const isAlone = bare.length > 0 && bare.every((part) => (part.kinds & (somebody | callBack)) !== 0);
  const acted = nearest(clause, somebody, acts);
  const wished = nearest(clause, somebody, wishes);
  const actWished = nearest(clause, acts, wishes);
  const end = words[clause.at(-1)?.to ? (clause.at(-1)?.to ?? 1) - 1 : 0]?.end ?? 0;
  const isQuestion = /^\s*[?？؟]/u.test(text.slice(end));
  const [last, first] = [clause.at(-1), clause[0]];
  const isEnding = last !== undefined && (last.kinds & (somebody | acts | wishes)) !== 0;
  const isOpening = first !== undefined && (first.kinds & somebody) !== 0 && clause.length > 2;
  const people = clause.filter((part) => (part.kinds & somebody) !== 0).length;
  const flags = [
    isStrong,
    isWeak && !isStrong,
    isActed,
    isWished,
    isCall,
    isAgainst,
    topic > 0,
    tale > 0,
    has(asks),
    unknown > 0,
    unknown > 2,
    isAlone,
    isQuestion,
    isOpening,
    acted <= 1,
    wished <= 1,
    has(machines),
    length <= 3,
    whole !== clause,
  ].map(Number);
  const together = flags.flatMap((one, at) => flags.slice(at + 1).map((other) => one * other));
  return [
    1,
    ...flags,
    Math.min(topic, 3),
    Math.min(tale, 3),
    Math.min(elsewhere, 2),
    Math.min(beside, 2),
    Math.min(unknown, 8) / 4,
    unknown / Math.max(length, 1),
    Math.log1p(Math.min(length, LONGEST_CLAUSE)),
    Math.min(people, 3),
    Number(acted <= 3),
    Number(wished <= 3),
    Number(actWished <= 1),
    Number(isEnding),
    Number(isAgainst && topic === 0 && unknown <= 1),
    Number(isActed && isWished && (isStrong || isWeak)),
    Number(isStrong && unknown === 0 && topic === 0 && tale === 0),
    Number(isStrong && !isActed && !isWished && !isAlone),
    Number(isActed && isWished && isStrong && tale === 0 && topic === 0),
    ...together,
  ];
}

/** How many phrases stand between the nearest two of two kinds; many where one is missing. */
function nearest(clause: readonly Part[], first: number, second: number): number {
  let least = 9;
  for (const [at, part] of clause.entries()) {
    if ((part.kinds & first) === 0) continue;
    for (const [place, near] of clause.entries()) {
      if (place !== at && (near.kinds & second) !== 0) least = Math.min(least, Math.abs(place - at) - 1);
    }
  }
  return least;
}
