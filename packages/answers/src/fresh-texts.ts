import type { Faq } from '@answerdesk/domain';
import { backgroundTexts } from './background-texts.ts';
import { type Features, featureKinds, featuresOf, kindOf } from './features.ts';
import type { AnswerModel } from './learn.ts';
import { essenceOf } from './normalise.ts';
import { createPieces } from './place-texts.ts';
import type { Scores } from './score.ts';
import type { Vocabulary } from './vocabulary.ts';

/** More new texts than these are found word for word alone until they are learnt. */
const MOST_TEXTS = 400;
/** The same where nothing is learnt yet, and new texts are all there is. */
const MOST_TEXTS_UNLEARNT = 4_000;
/** How far ahead a text that is wholly like the question is of one that is not at all: about what learning it would bring. */
const SCORE_OF_LIKENESS = 12;
/** A question that is less like a text than this is rather about something else. */
const LIKENESS_OF_NONE = 0.3;
/** A text that a question is less like may be offered, but is no answer before it is learnt. */
const LIKENESS_TO_ANSWER = 0.7;
/** But where the question has nearly all of the text, a question that says more than it is an answer too. */
const WITHIN_TO_ANSWER = { like: 0.4, within: 0.9 };
/** What each kind of feature counts for: runs of characters, words, meanings. */
const SHARES = [0.5, 0.3, 0.2];

interface Background {
  readonly texts: readonly Features[];
  /** In how many of them a feature is. */
  readonly counts: ReadonlyMap<number, number>;
}

let background: Background | undefined;

/** What is said of texts that were not learnt yet; `guessed` are places that no answer may come from on that alone. */
export interface FreshScores extends Scores {
  readonly guessed?: ReadonlySet<number>;
}

/**
 * A learnt model brought to FAQs as they are now, within milliseconds: what is gone or has lost a text is unlearnt, other
 * FAQs keep what was learnt of them, and new texts count by how like them a question is. Where the texts are those that were
 * learnt, nothing is fresh. `learnt` has nothing fresh either.
 */
export async function freshen(learnt: AnswerModel, faqs: readonly Faq[], version: number): Promise<AnswerModel> {
  const placesLearnt = new Map(learnt.faqs.map(({ id }, place) => [id, place]));
  const essencesLearnt = essencesByPlace(learnt);
  const labelOfPlace = new Int32Array(faqs.length).fill(-1);
  const placesOfEssence = new Map<string, number[]>();
  const texts: { place: number; features: Features }[] = [];
  let isAllAsLearnt = faqs.length === learnt.faqs.length;
  const most = learnt.faqs.length === 0 ? MOST_TEXTS_UNLEARNT : MOST_TEXTS;
  const words = new Set<number>();
  const pause = createPieces();
  for (const [place, faq] of faqs.entries()) {
    await pause();
    const label = placesLearnt.get(faq.id) ?? -1;
    const known = essencesLearnt[label] ?? [];
    const before = learnt.faqs[label];
    const isAsLearnt = before !== undefined && hasSameTexts(before, faq);
    isAllAsLearnt &&= isAsLearnt && label === place && before.locale === faq.locale;
    const textOfEssence = isAsLearnt ? new Map<string, string>() : textsByEssence(faq);
    const keepsAll = isAsLearnt || known.every((essence) => textOfEssence.has(essence));
    if (keepsAll) labelOfPlace[place] = label;
    for (const essence of isAsLearnt ? known : textOfEssence.keys()) {
      const places = placesOfEssence.get(essence);
      if (places) places.push(place);
      else placesOfEssence.set(essence, [place]);
    }
    for (const [essence, text] of textOfEssence) {
      if (keepsAll && known.includes(essence)) continue;
      if (texts.length >= most) continue;
      const features = featuresOf(text);
      texts.push({ place, features });
      for (const key of features.keys) if (kindOf(key) === featureKinds.word) words.add(key);
    }
  }
  const now = { ...learnt, version, faqs, placesOfEssence };
  return isAllAsLearnt ? now : { ...now, fresh: { labelOfPlace, texts, words } };
}

/** What was learnt says of a text, as scores of the FAQs as they are now; see `freshen`. */
export function freshScores(
  { fresh, knowledge: { scorer } }: Pick<AnswerModel, 'fresh' | 'knowledge'>,
  learnt: Scores,
  features: Features,
): FreshScores {
  if (!fresh) return learnt;
  const { vocabulary } = scorer;
  const words = placed(learnt, fresh.labelOfPlace, scorer.labelCount);
  const meanings = learnt.embedded && placed(learnt.embedded, fresh.labelOfPlace, scorer.labelCount);
  background ??= readBackground();
  // As with learnt texts, what people say to any bot speaks against an FAQ that is no more like it.
  let rivalLikeness = words.bestLikeness;
  for (const text of background.texts) {
    rivalLikeness = Math.max(rivalLikeness, compare(text, features, vocabulary, background).like);
  }
  const guessed = new Set<number>();
  const sure = new Set<number>();
  for (const { place, features: own } of fresh.texts) {
    const { like, within } = compare(own, features, vocabulary, background);
    if (like >= LIKENESS_TO_ANSWER || (like >= WITHIN_TO_ANSWER.like && within >= WITHIN_TO_ANSWER.within)) {
      sure.add(place);
    }
    const ahead = SCORE_OF_LIKENESS * (like - rivalLikeness);
    for (const scores of meanings ? [words, meanings] : [words]) {
      const score = scores.best + ahead;
      if (score > (scores.linear[place] ?? 0)) {
        scores.linear[place] = score;
        guessed.add(place);
      }
      if (like > (scores.likeness[place] ?? 0)) scores.likeness[place] = like;
    }
  }
  for (const place of sure) guessed.delete(place);
  const { linear, likeness } = words;
  const unknownShare = learnt.unknownShare * shareUnknown(features, vocabulary, fresh.words);
  const embedded = meanings && { linear: meanings.linear, likeness: meanings.likeness };
  return { ...learnt, linear, likeness, unknownShare, guessed, ...(embedded && { embedded }) };
}

/** Which share of the words that were not learnt is in no new text either. */
function shareUnknown(features: Features, { keys }: Vocabulary, words: ReadonlySet<number>): number {
  let unlearnt = 0;
  let unknown = 0;
  for (const key of features.keys) {
    if (kindOf(key) !== featureKinds.word || keys[placeOf(keys, key)] === key) continue;
    unlearnt += 1;
    if (!words.has(key)) unknown += 1;
  }
  return unlearnt > 0 ? unknown / unlearnt : 1;
}

function readBackground(): Background {
  const texts = backgroundTexts.map(featuresOf);
  const counts = new Map<number, number>();
  for (const { keys } of texts) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return { texts, counts };
}

/** Scores of labels as scores of places, the last of which is none of them; and the best of them all. */
function placed(learnt: Pick<Scores, 'linear' | 'likeness'>, labelOfPlace: Int32Array, labelCount: number) {
  const none = learnt.linear[labelCount] ?? 0;
  const linear = new Float32Array(labelOfPlace.length + 1).fill(Number.NEGATIVE_INFINITY);
  const likeness = new Float32Array(labelOfPlace.length);
  linear[labelOfPlace.length] = none;
  let best = none;
  let bestLikeness = LIKENESS_OF_NONE;
  for (const [place, label] of labelOfPlace.entries()) {
    if (label < 0) continue;
    const score = learnt.linear[label] ?? 0;
    linear[place] = score;
    likeness[place] = learnt.likeness[label] ?? 0;
    if (score > best) {
      best = score;
      bestLikeness = Math.max(LIKENESS_OF_NONE, likeness[place] ?? 0);
    }
  }
  return { linear, likeness, best, bestLikeness };
}

/**
 * How like two texts are (0–1): for each kind of feature the cosine, where either text has any. And how much of the first
 * text's characters is in the other.
 */
function compare(one: Features, other: Features, vocabulary: Vocabulary, { counts }: Background) {
  const products = [0, 0, 0];
  const ownSquares = [0, 0, 0];
  const otherSquares = [0, 0, 0];
  let at = 0;
  const count = (kind: number, sums: number[], by: number) => {
    sums[kind] = (sums[kind] ?? 0) + by;
  };
  for (const key of one.keys) {
    const weight = weightOf(vocabulary, counts, key);
    count(kindOf(key), ownSquares, weight);
    while (at < other.keys.length && (other.keys[at] ?? 0) < key) at += 1;
    if (other.keys[at] === key) count(kindOf(key), products, weight);
  }
  for (const key of other.keys) count(kindOf(key), otherSquares, weightOf(vocabulary, counts, key));
  let like = 0;
  let present = 0;
  for (const [kind, share] of SHARES.entries()) {
    const size = Math.sqrt((ownSquares[kind] ?? 0) * (otherSquares[kind] ?? 0));
    if (size > 0) like += (share * (products[kind] ?? 0)) / size;
    if ((ownSquares[kind] ?? 0) + (otherSquares[kind] ?? 0) > 0) present += share;
  }
  const { gram } = featureKinds;
  const within = (products[gram] ?? 0) / (ownSquares[gram] || 1);
  return { like: present > 0 ? like / present : 0, within };
}

/** Words that people use whatever they talk about hardly count: they make no two texts alike. */
function weightOf({ keys, idf, unknownIdf }: Vocabulary, counts: ReadonlyMap<number, number>, key: number): number {
  const at = placeOf(keys, key);
  return (keys[at] === key ? (idf[at] ?? 0) : unknownIdf) ** 2 / (1 + (counts.get(key) ?? 0));
}

function placeOf(keys: Uint32Array, key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function essencesByPlace({ faqs, placesOfEssence }: AnswerModel): string[][] {
  const essences: string[][] = faqs.map(() => []);
  for (const [essence, places] of placesOfEssence) for (const place of places) essences[place]?.push(essence);
  return essences;
}

function textsByEssence({ question, variants }: Faq): Map<string, string> {
  const texts = new Map([question, ...variants].map((text) => [essenceOf(text), text]));
  texts.delete('');
  return texts;
}

function hasSameTexts(one: Faq, other: Faq): boolean {
  return (
    one.question === other.question &&
    one.variants.length === other.variants.length &&
    one.variants.every((variant, index) => variant === other.variants[index])
  );
}
