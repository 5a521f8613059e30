import { backgroundTexts } from './background-texts.ts';
import { type Calibrations, calibrate } from './calibrate.ts';
import type { EmbeddedTexts } from './embedded.ts';
import { featuresOf } from './features.ts';
import { holdOut, type TaughtTexts } from './hold-out.ts';
import { type JudgedTexts, judgeHeldOut } from './judge-held-out.ts';
import { centreAll, type Embeddings, learnProjection, projectAll } from './projection.ts';
import { createRandom } from './random.ts';
import { type Scorer, trainScorer } from './score.ts';

/** From so many texts on, of so few labels, weights are learnt for all dimensions of an embedding, not for the main axes alone. */
const MANY_TEXTS = 2_000;
const FEW_LABELS = 200;

/** Texts and the label (0 to `labelCount` − 1) that each belongs to. */
export interface Lesson {
  readonly texts: readonly string[];
  readonly labelOfText: Int32Array;
  readonly labelCount: number;
  readonly seed: number;
  /** Row `i` is text `i`'s, of length 1; zeros where a text has none. */
  readonly embeddings?: Embeddings;
  /** The same for `backgroundTexts`. */
  readonly backgroundEmbeddings?: Embeddings;
}

/** What was learnt from texts: plain data in typed arrays, so that it crosses threads without a copy. */
export interface Knowledge {
  readonly scorer: Scorer;
  readonly calibration: Calibrations;
  /** How sure it was of texts that it had not seen, and whether rightly; empty where none could be held out. */
  readonly judged: JudgedTexts;
}

/** Learns to tell labels apart and how sure to be. The same lesson gives the same knowledge, byte for byte. */
export function learnTexts(lesson: Lesson): Knowledge {
  const { texts, labelCount, seed } = lesson;
  const taught = readLesson(lesson);
  const scorer = scorerOf(taught, seed);
  const heldOut = holdOut(taught, seed + 1);
  const calibration = calibrate(heldOut, texts.length, labelCount);
  return { scorer, calibration, judged: judgeHeldOut(heldOut, calibration) };
}

/** Learns to tell labels apart as `learnTexts` does, and not how sure to be, which takes most of the time. */
export function learnScorer(lesson: Lesson): Scorer {
  return scorerOf(readLesson(lesson), lesson.seed);
}

function readLesson(lesson: Lesson): TaughtTexts {
  const { texts: sentences, labelOfText, labelCount } = lesson;
  const embedded = embeddedOf(lesson);
  const background = backgroundTexts.map(featuresOf);
  const features = sentences.map(featuresOf);
  return { sentences, features, labelOfText, labelCount, background, ...(embedded && { embedded }) };
}

function scorerOf({ features, labelOfText, labelCount, background, embedded }: TaughtTexts, seed: number): Scorer {
  return trainScorer(features, labelOfText, labelCount, background, createRandom(seed), embedded?.texts);
}

/** Throws where the rows are not as many as the texts: they would belong to other texts. */
function embeddedOf({ texts, labelCount, embeddings: own, backgroundEmbeddings, seed }: Lesson) {
  if (!own) return undefined;
  const { dimensions } = own;
  const background = backgroundEmbeddings ?? {
    dimensions,
    rows: new Float32Array(backgroundTexts.length * dimensions),
  };
  const isWhole =
    own.rows.length === texts.length * dimensions &&
    background.dimensions === dimensions &&
    background.rows.length === backgroundTexts.length * dimensions;
  if (!isWhole) throw new Error('A lesson must have one embedding for each of its texts, all of one size');
  const projection = learnProjection([own, background], createRandom(seed));
  if (!projection) return undefined;
  const projected: EmbeddedTexts = {
    projection,
    rows: projectAll(projection, own),
    background: projectAll(projection, background),
    ...(texts.length >= MANY_TEXTS &&
      labelCount <= FEW_LABELS && {
        whole: { rows: centreAll(projection, own), background: centreAll(projection, background) },
      }),
  };
  return { own, background, texts: projected };
}
