import { type Calibrations, calibrationFor, confidenceOf, cuesOf, type HeldOut, STRANGERS } from './calibrate.ts';
import { mixScores } from './score.ts';

/** Held-out texts by place: how sure the model was, whether its best label was right, how much the text counts. */
export interface JudgedTexts {
  readonly confidence: Float32Array;
  readonly isRight: Uint8Array;
  readonly weight: Float32Array;
}

/** Judges held-out texts as customers' questions are judged; strangers weigh what they weighed in the calibration. */
export function judgeHeldOut(heldOut: readonly HeldOut[], calibrations: Calibrations): JudgedTexts {
  const counts = { known: 0, 'left-out': 0, foreign: 0 };
  for (const { kind } of heldOut) counts[kind] += 1;
  const confidence = new Float32Array(heldOut.length);
  const isRight = new Uint8Array(heldOut.length);
  const weight = new Float32Array(heldOut.length);
  for (const [place, text] of heldOut.entries()) {
    const calibration = calibrationFor(calibrations, text.scores);
    const { best, cues } = cuesOf(text.scores, mixScores(text.scores, calibration.mix));
    confidence[place] = confidenceOf(calibration, cues);
    isRight[place] = text.kind === 'known' && text.label === best ? 1 : 0;
    weight[place] = text.kind === 'known' ? 1 : (STRANGERS.toScale * counts.known) / counts[text.kind];
  }
  return { confidence, isRight, weight };
}
