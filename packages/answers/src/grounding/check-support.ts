import { type Locale, languageOf } from '@answerdesk/domain';
import { isSaidInOrder } from './check-order.ts';
import { type Clause, foldWord, readSentences, type Sentence } from './read-claims.ts';
import { isSameStem } from './same-stem.ts';
import { wordListOf } from './word-lists.ts';

/** An approved question and answer, as it may be served now and in the customer's language. */
export interface Source {
  readonly question: string;
  readonly answer: string;
}

/**
 * Why a sentence is not what the FAQs say. `words`: it has a word that they do not have. `scattered`: what it says stands in
 * no one sentence of theirs. `numbers`: a number is not theirs, has another unit, or belongs to something else. `negation`:
 * it says the contrary. `limits`: it leaves out or adds how far something goes. `subject`: somebody else does it. `order`: its words
 * stand in another order, or with other small words between them.
 */
export type SupportComplaint =
  | 'words'
  | 'scattered'
  | 'numbers'
  | 'negation'
  | 'limits'
  | 'subject'
  | 'order'
  | 'not-verbatim';

const LONGEST_BARE = 6;
/** From the complaint that says most to the one that says least. */
const BY_WEIGHT: readonly SupportComplaint[] = [
  'negation',
  'numbers',
  'limits',
  'subject',
  'order',
  'scattered',
  'words',
];

/**
 * What of an answer its sources do not say, if anything. Each of its sentences must be a sentence of theirs, or have its
 * words in one sentence of an FAQ's answer in the same order, with the same numbers and small words beside them, the same
 * negation, the same limits and the same subject. What a question says proves nothing: it may ask what is not so. In languages without a list of words every sentence must
 * be one of theirs.
 */
export function complaintAboutSupport(
  answer: string,
  sources: readonly Source[],
  language: Locale,
): SupportComplaint | undefined {
  const read = sources.flatMap((source) => readSentences(source.answer, language));
  const essences = new Set(read.map(({ essence }) => essence));
  const isListed = wordListOf(language) !== undefined;
  let isAnythingSaid = false;
  for (const sentence of readSentences(answer, language)) {
    if (isBareWord(sentence)) return 'scattered';
    if (essences.has(sentence.essence)) {
      isAnythingSaid = true;
      continue;
    }
    if (!isListed) return 'not-verbatim';
    const isEmpty = sentence.clauses.every(({ words, numbers }) => words.length + numbers.length === 0);
    if (isEmpty) {
      if (sentence.clauses.some(({ isNegated }) => isNegated)) return 'negation';
      if (sentence.limiters.size > 0) return 'limits';
      // "Of course you can." is an answer.
      if (!sentence.clauses.every(({ isPolite }) => isPolite)) return 'scattered';
      continue;
    }
    const complaint = complaintAboutClaim(sentence, read, language);
    if (complaint) return complaint;
    isAnythingSaid = true;
  }
  return isAnythingSaid ? undefined : 'words';
}

/** A lone "No." or "Yes." answers its FAQ's question, and perhaps not the one that was asked. */
function isBareWord({ essence, clauses }: Sentence): boolean {
  const said = essence.trim();
  const isGreeting =
    clauses.length > 0 &&
    clauses.every(({ words, numbers, isNegated }) => words.length + numbers.length === 0 && !isNegated);
  return !isGreeting && !said.includes(' ') && said.length <= LONGEST_BARE;
}

/** The complaint about the sentence that comes nearest. */
function complaintAboutClaim(
  claim: Sentence,
  said: readonly Sentence[],
  language: Locale,
): SupportComplaint | undefined {
  const complaints = said.map((sentence) => compare(claim, sentence, language));
  if (complaints.includes(undefined)) return undefined;
  return BY_WEIGHT.find((complaint) => complaints.includes(complaint)) ?? 'words';
}

function compare(claim: Sentence, sentence: Sentence, language: Locale): SupportComplaint | undefined {
  const has = matcherOf(language);
  const claimed = claim.clauses.flatMap(({ words }) => words);
  const said = sentence.clauses.flatMap(({ words }) => words);
  const saidText = foldWord(sentence.clauses.map(({ text }) => text).join(' '));
  if (!claimed.every((word) => has(said, saidText, word))) return 'words';

  const touches = (clause: Clause, other: Clause) =>
    other.words.some((word) => has(clause.words, foldWord(clause.text), word)) ||
    other.numbers.some(({ value }) => clause.numbers.some((one) => one.value === value));
  const touched = sentence.clauses.filter((clause) => claim.clauses.some((one) => touches(one, clause)));

  if (!areNumbersKept(claim, sentence, has)) return 'numbers';
  if (!isNegationKept(claim, sentence, touches)) return 'negation';
  if (!isSameSet(claim.limiters, sentence.limiters)) return 'limits';
  if (!isSubjectKept(claim, touched)) return 'subject';
  return isSaidInOrder(claim, sentence) ? undefined : 'order';
}

type Has = (words: readonly string[], text: string, word: string) => boolean;

/** Words by their stems; where there are no spaces, by their characters two by two. */
function matcherOf(language: Locale): Has {
  if (!['zh', 'ja'].includes(languageOf(language))) {
    return (words, _text, word) => words.some((other) => isSameStem(word, other));
  }
  return (_words, text, word) => {
    if (text.includes(word)) return true;
    const characters = [...word];
    return characters.length > 2 && characters.slice(1).every((one, at) => text.includes(`${characters[at]}${one}`));
  };
}

/** In the same order, with the same unit, before the same word, and with the words that tell one number from another. */
function areNumbersKept(claim: Sentence, sentence: Sentence, has: Has): boolean {
  const told = sentence.clauses.flatMap((clause) => clause.numbers.map((number) => ({ ...number, clause })));
  let from = 0;
  const isAmbiguous = new Set(sentence.clauses.filter(({ numbers }) => numbers.length > 0)).size > 1;
  const words = claim.clauses.flatMap((clause) => clause.words);
  const text = foldWord(claim.clauses.map((clause) => clause.text).join(' '));
  const values = new Set(claim.clauses.flatMap(({ numbers }) => numbers.map(({ value }) => value)));
  const isNamed = ({ words: own }: Clause) => own.some((word) => has(words, text, word));
  const isWhole = ({ words: own }: Clause) => own.length > 0 && own.every((word) => has(words, text, word));
  for (const clause of claim.clauses) {
    for (const { value, unit, next } of clause.numbers) {
      const at = told.findIndex(
        (one, place) =>
          place >= from &&
          one.value === value &&
          one.unit === unit &&
          (one.next === '' || next === '' ? one.next === next : isSameStem(one.next, next)),
      );
      const found = told[at];
      if (!found) return false;
      from = at + 1;
      if (isAmbiguous && found.clause.words.length > 0 && !isNamed(found.clause)) return false;
    }
  }
  // What names another number's own words wholly, and not the number, gives them a wrong one.
  return (
    !isAmbiguous ||
    values.size === 0 ||
    sentence.clauses.every(
      (clause) =>
        clause.numbers.length === 0 || !isWhole(clause) || clause.numbers.every(({ value }) => values.has(value)),
    )
  );
}

function isNegationKept(
  claim: Sentence,
  sentence: Sentence,
  touches: (clause: Clause, other: Clause) => boolean,
): boolean {
  // Twice no is yes.
  if (countOf(claim) > countOf(sentence) || bareOf(claim) > bareOf(sentence)) return false;
  const isSaidNo = sentence.clauses.some(({ isNegated }) => isNegated);
  return claim.clauses.every((clause) => {
    if (clause.words.length + clause.numbers.length === 0) return !clause.isNegated || isSaidNo;
    const touched = sentence.clauses.filter((one) => touches(clause, one));
    if (touched.length === 0) return !clause.isNegated || isSaidNo;
    return touched.some(({ isNegated }) => isNegated) === clause.isNegated;
  });
}

function countOf({ clauses }: Sentence): number {
  const claiming = clauses.filter(({ words, numbers }) => words.length + numbers.length > 0);
  return claiming.reduce((sum, { negators }) => sum + negators, 0);
}

/** Clauses that say no and nothing else. */
function bareOf({ clauses }: Sentence): number {
  return clauses.filter(({ words, numbers, isNegated }) => isNegated && words.length + numbers.length === 0).length;
}

function isSubjectKept(claim: Sentence, touched: readonly Clause[]): boolean {
  const said = new Set(touched.flatMap(({ subject }) => (subject ? [subject] : [])));
  return claim.clauses.every(({ subject }) => {
    if (subject === undefined) return true;
    return said.size === 0 ? subject === 'you' : said.has(subject);
  });
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}
