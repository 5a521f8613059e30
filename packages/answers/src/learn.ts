import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Faq } from '@answerdesk/domain';
import { type Calibration, calibrate, type HeldOut } from './calibrate.ts';
import { featuresOf } from './features.ts';
import { normalise } from './normalise.ts';
import { createRandom, type Random } from './random.ts';
import { type Scorer, scoreText, trainScorer } from './score.ts';

/** What the engine knows of one tenant's FAQs at one version. */
export interface AnswerModel {
  readonly version: number;
  readonly faqs: readonly Faq[];
  readonly scorer: Scorer;
  readonly calibration: Calibration;
  /** Which FAQs (by place in `faqs`) have exactly this normalised text. */
  readonly exact: ReadonlyMap<string, readonly number[]>;
}

const SEED = 20_260_101;
const FOLDS = 5;
/** Labels are left out whole by sixths; two of the six are enough to learn what a stranger looks like. */
const LABEL_GROUPS = 6;
const LABEL_GROUPS_ASKED = 2;
const LONGEST_WITHOUT_A_BREATH_MS = 15;

/**
 * Learns a tenant's FAQs: question and variants are the texts, each FAQ is a label. The same FAQs in the same order
 * give the same model. Gives way to other work every few ms.
 */
export async function learn(faqs: readonly Faq[], options: { readonly version: number }): Promise<AnswerModel> {
  const texts: ReadonlyMap<string, number>[] = [];
  const labels: number[] = [];
  const exact = new Map<string, number[]>();
  for (const [label, faq] of faqs.entries()) {
    for (const text of new Set([faq.question, ...faq.variants].map(normalise))) {
      if (text === '') continue;
      texts.push(featuresOf(text));
      labels.push(label);
      exact.set(text, [...(exact.get(text) ?? []), label]);
    }
  }
  const labelOfText = Int32Array.from(labels);
  const breathe = createBreather();
  const random = createRandom(SEED);
  const heldOut = await holdOut(texts, labelOfText, faqs.length, breathe);
  return {
    version: options.version,
    faqs,
    scorer: await trainScorer(texts, labelOfText, faqs.length, random, breathe),
    calibration: calibrate(heldOut),
    exact,
  };
}

/**
 * Scores texts by models that never saw them: each text once by a model that knows its label from its other texts, and
 * some once by a model that does not know their label at all, as a question without an answer is.
 */
async function holdOut(
  texts: readonly ReadonlyMap<string, number>[],
  labels: Int32Array,
  labelCount: number,
  breathe: () => Promise<void>,
): Promise<HeldOut[]> {
  if (labelCount < FOLDS || texts.length < labelCount + FOLDS) return [];
  const random = createRandom(SEED + 1);
  const foldOfText = dealTexts(labels, labelCount, random);
  const groupOfLabel = Int32Array.from({ length: labelCount }, (_, label) => label % LABEL_GROUPS);
  random.shuffle(groupOfLabel);
  const heldOut: HeldOut[] = [];

  async function score(isAsked: (text: number) => boolean, isKnown: boolean): Promise<void> {
    const taught = [...texts.keys()].filter((text) => !isAsked(text));
    const scorer = await trainScorer(
      taught.map((text) => texts[text] ?? new Map()),
      Int32Array.from(taught, (text) => labels[text] ?? 0),
      labelCount,
      random,
      breathe,
    );
    const taughtLabels = new Set(taught.map((text) => labels[text] ?? 0));
    for (const [text, features] of texts.entries()) {
      const label = labels[text] ?? 0;
      // A label whose only text is the one held out tells nothing of how it would be found.
      if (!isAsked(text) || (isKnown && !taughtLabels.has(label))) continue;
      heldOut.push({ scores: scoreText(scorer, features), label: isKnown ? label : undefined });
      await breathe();
    }
  }

  for (let fold = 0; fold < FOLDS; fold += 1) await score((text) => foldOfText[text] === fold, true);
  for (let group = 0; group < LABEL_GROUPS_ASKED; group += 1) {
    await score((text) => groupOfLabel[labels[text] ?? 0] === group, false);
  }
  return heldOut;
}

/** Deals the texts of each label evenly to the folds. */
function dealTexts(labels: Int32Array, labelCount: number, random: Random): Int32Array {
  const order = Int32Array.from(labels, (_, index) => index);
  random.shuffle(order);
  const dealt = new Int32Array(labelCount);
  const foldOfText = new Int32Array(labels.length);
  for (const text of order) {
    const label = labels[text] ?? 0;
    foldOfText[text] = (label + (dealt[label] ?? 0)) % FOLDS;
    dealt[label] = (dealt[label] ?? 0) + 1;
  }
  return foldOfText;
}

function createBreather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < LONGEST_WITHOUT_A_BREATH_MS) return;
    await nextTurn();
    since = performance.now();
  };
}
