import { backgroundTexts } from './background-texts.ts';
import { type Calibration, calibrate } from './calibrate.ts';
import { featuresOf } from './features.ts';
import { holdOut } from './hold-out.ts';
import { type JudgedTexts, judgeHeldOut } from './judge-held-out.ts';
import { createRandom } from './random.ts';
import { type Scorer, trainScorer } from './score.ts';

/** Texts and the label (0 to `labelCount` − 1) that each belongs to. */
export interface Lesson {
  readonly texts: readonly string[];
  readonly labelOfText: Int32Array;
  readonly labelCount: number;
  readonly seed: number;
}

/** What was learnt from texts: plain data in typed arrays, so that it crosses threads without a copy. */
export interface Knowledge {
  readonly scorer: Scorer;
  readonly calibration: Calibration;
  /** How sure it was of texts that it had not seen, and whether rightly; empty where none could be held out. */
  readonly judged: JudgedTexts;
}

/** Learns to tell labels apart and how sure to be. The same lesson gives the same knowledge, byte for byte. */
export function learnTexts({ texts, labelOfText, labelCount, seed }: Lesson): Knowledge {
  const features = texts.map(featuresOf);
  const background = backgroundTexts.map(featuresOf);
  const taught = { sentences: texts, features, labelOfText, labelCount, background };
  const scorer = trainScorer(features, labelOfText, labelCount, background, createRandom(seed));
  const heldOut = holdOut(taught, seed + 1);
  const calibration = calibrate(heldOut);
  return { scorer, calibration, judged: judgeHeldOut(heldOut, calibration) };
}
