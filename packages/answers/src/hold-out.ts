import type { HeldOut } from './calibrate.ts';
import { type EmbeddedTexts, pickTexts } from './embedded.ts';
import { type Features, featuresOf } from './features.ts';
import { type Embeddings, rowOf } from './projection.ts';
import { createRandom, type Random } from './random.ts';
import { type Scorer, scoreText, trainScorer } from './score.ts';

/** Texts to learn from, with their features, labels and perhaps embeddings; `background` belongs to no label. */
export interface TaughtTexts {
  readonly sentences: readonly string[];
  readonly features: readonly Features[];
  readonly labelOfText: Int32Array;
  readonly labelCount: number;
  readonly background: readonly Features[];
  readonly embedded?: { readonly own: Embeddings; readonly background: Embeddings; readonly texts: EmbeddedTexts };
}

const FOLDS = 5;
/** With fewer texts a label, what is left after holding some out is too unlike the whole to judge it by. */
const FEWEST_TEXTS_OF_LABEL = 4;
const MANY_TEXTS = 400;
const VERY_MANY_TEXTS = 5_000;
const MOST_SCORED = 2_500;
const SCRAMBLED_EVERY = 6;

/**
 * Scores texts by models that never saw them. In each fold a fifth of the labels is left out whole, so that their texts
 * show what a question without an answer looks like; held-out background and scrambled texts show what has nothing to
 * do with the tenant. Large collections are tried in fewer folds. Empty when there is too little to hold any out.
 */
export function holdOut(taught: TaughtTexts, seed: number): HeldOut[] {
  const { features, labelOfText, labelCount, embedded } = taught;
  if (labelCount < FOLDS || features.length < FEWEST_TEXTS_OF_LABEL * labelCount) return [];
  const random = createRandom(seed);
  const foldOfText = dealTexts(labelOfText, labelCount, random);
  const foldOfLabel = Int32Array.from({ length: labelCount }, (_, label) => label % FOLDS);
  random.shuffle(foldOfLabel);
  const folds = features.length > VERY_MANY_TEXTS ? 1 : features.length > MANY_TEXTS ? 2 : FOLDS;
  const every = Math.ceil((features.length * folds) / FOLDS / MOST_SCORED);
  const heldOut: HeldOut[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const { scorer, isTaught } = teachWithout(taught, fold, foldOfText, foldOfLabel, random);
    for (const [text, asked] of features.entries()) {
      if (foldOfText[text] !== fold || text % every !== 0) continue;
      const label = labelOfText[text] ?? 0;
      const isLeftOut = foldOfLabel[label] === fold;
      // A label whose only text is the one held out tells nothing either way.
      if (!isLeftOut && !isTaught(label)) continue;
      const ask = (asking: Features, embedding?: Float32Array) => {
        const scores = scoreText(scorer, asking, embedding);
        for (let other = 0; other < labelCount; other += 1) if (!isTaught(other)) scores.linear[other] = -Infinity;
        return scores;
      };
      const scores = ask(asked, embedded && rowOf(embedded.own, text));
      heldOut.push(isLeftOut ? { kind: 'left-out', scores } : { kind: 'known', scores, label });
      if (text % SCRAMBLED_EVERY === 0) {
        const nonsense = featuresOf(scramble(taught.sentences[text] ?? '', random));
        heldOut.push({ kind: 'foreign', scores: ask(nonsense) });
      }
    }
    for (const [index, foreign] of taught.background.entries()) {
      if (index % FOLDS !== fold) continue;
      const embedding = embedded && rowOf(embedded.background, index);
      heldOut.push({ kind: 'foreign', scores: scoreText(scorer, foreign, embedding) });
    }
  }
  return heldOut;
}

function teachWithout(
  { features, labelOfText, labelCount, background, embedded }: TaughtTexts,
  fold: number,
  foldOfText: Int32Array,
  foldOfLabel: Int32Array,
  random: Random,
): { scorer: Scorer; isTaught: (label: number) => boolean } {
  const texts: number[] = [];
  for (const [text, label] of labelOfText.entries()) {
    if (foldOfText[text] !== fold && foldOfLabel[label] !== fold) texts.push(text);
  }
  const labels = Int32Array.from(texts, (text) => labelOfText[text] ?? 0);
  const taughtLabels = new Set(labels);
  const strangers = [...background.keys()].filter((index) => index % FOLDS !== fold);
  const scorer = trainScorer(
    texts.flatMap((text) => features[text] ?? []),
    labels,
    labelCount,
    strangers.flatMap((index) => background[index] ?? []),
    random,
    embedded && pickTexts(embedded.texts, texts, strangers),
  );
  return { scorer, isTaught: (label) => taughtLabels.has(label) };
}

/** Deals each label's texts over the folds, beginning with another fold for each label. */
function dealTexts(labelOfText: Int32Array, labelCount: number, random: Random): Int32Array {
  const order = Int32Array.from(labelOfText, (_, text) => text);
  random.shuffle(order);
  const dealt = new Int32Array(labelCount);
  const foldOfText = new Int32Array(labelOfText.length);
  for (const text of order) {
    const label = labelOfText[text] ?? 0;
    foldOfText[text] = (label + (dealt[label] ?? 0)) % FOLDS;
    dealt[label] = (dealt[label] ?? 0) + 1;
  }
  return foldOfText;
}

/** The same characters in no order; spaces stay where they are. */
function scramble(sentence: string, random: Random): string {
  const characters = [...sentence];
  const places = characters.flatMap((character, place) => (/\s/u.test(character) ? [] : [place]));
  const order = Int32Array.from(places);
  random.shuffle(order);
  const scrambled = characters.slice();
  for (const [index, place] of places.entries()) scrambled[place] = characters[order[index] ?? place] ?? '';
  return scrambled.join('');
}
