import type { FaqId, Thresholds } from '@answerdesk/domain';
import type { Embedding } from './embedding/create-embedding.ts';
import { faqsOfRows, localeOf } from './faqs-of-rows.ts';
import { type JudgedQuestion, judgeQuestions, type KnownQuestion, scoreOf } from './judge-questions.ts';
import { type AnswerModel, learn } from './learn.ts';
import { createRandom } from './random.ts';
import type { LabelledRow } from './read-rows.ts';

export interface LearningOptions {
  /** What the FAQs begin with. */
  readonly train: readonly LabelledRow[];
  /** What customers ask meanwhile, in this order. */
  readonly stream: readonly LabelledRow[];
  /** What is never learnt from. */
  readonly test: readonly LabelledRow[];
  /** Into how many rounds the stream is cut; at least 1. */
  readonly rounds: number;
  /** How often the stream comes, each time in the same order, as customers ask the same again; 1 unless told. */
  readonly passes?: number;
  /** So many questions people put right in a round at most: first what customers rejected, then the least sure. All unless told. */
  readonly perRound?: number;
  /** Where the dial stands; the engine's own thresholds unless told. */
  readonly thresholds?: Thresholds;
  /** The chance (0–1) that a customer who is answered wrongly says so; 0.5 unless told. */
  readonly rejects?: number;
  /** The chance (0–1) that a customer who is answered rightly says so; 0.1 unless told. */
  readonly confirms?: number;
  /** By how much (0–1), beyond chance, the share of held-out questions that are right may fall; 0.02 unless told. */
  readonly tolerance?: number;
  /** The same seed gives the same figures. */
  readonly seed?: number;
  /** Compares meanings too; it must wait for questions' vectors, or figures depend on how busy the machine is. */
  readonly embedding?: Embedding;
  /** Told of each round as it ends. */
  readonly note?: (order: 'shown' | 'random' | 'all', round: LearningRound) => void;
}

export interface LearningRound {
  /** Questions that people have put right so far. */
  readonly corrections: number;
  /** Of these, those that the gate refused. */
  readonly refused: number;
  /** Share of the test's questions whose likeliest FAQ is right, whatever the confidence. */
  readonly accuracy: number;
  /** Share of the test's questions that are answered. */
  readonly coverage: number;
  /** Share of the test's questions that are answered wrongly. */
  readonly wrong: number;
}

/** The same FAQs taught in two ways, and what there is to reach. */
export interface LearningCurve {
  /** People put right what the product shows them. */
  readonly shown: readonly LearningRound[];
  /** People put right as many of all questions, whichever come up. */
  readonly random: readonly LearningRound[];
  /** Every question of the stream is learnt from: the best that the data allows. */
  readonly all: LearningRound;
}

/** What of the questions whose right FAQ people told is kept to measure by, and never learnt from. */
const HELD_OUT_SHARE = 0.1;
/** With fewer of these a loss is chance. */
const FEWEST_TO_GATE = 30;
/** One side of 95 %. */
const Z = 1.645;
/** Learning at random is looked at in so many places at most, and beyond as many corrections at ever larger steps. */
const MOST_AT_RANDOM = 12;
const GROWTH = 1.4;

/**
 * How the engine gets better by what people do. In each round a part of the stream is asked; what the product would show to a
 * person, because it was not answered, was asked back, or because the customer said that the answer was wrong, becomes a
 * wording of the right FAQ, unless the gate refuses it: it does when held-out questions, a tenth of all whose right FAQ people
 * told, are answered worse by more than the tolerance. Beside it the same with questions that are taken at random, until they have
 * brought as much or are used up. A wrong answer that nobody rejects stays unseen. The first figures are from before anything
 * was put right. The same options give the same figures.
 */
export async function learningCurve(options: LearningOptions): Promise<LearningCurve> {
  const { train, stream } = options;
  const begun = await learnRows(train, options);
  const shown = await learnShown(begun, options);
  const best = Math.max(...shown.map(({ accuracy }) => accuracy));
  const random = await learnAtRandom(begun, shown, best, options);
  const all = await judgedRound(await learnRows([...train, ...stream], options), stream.length, 0, options);
  options.note?.('all', all);
  return { shown, random, all };
}

async function learnShown(begun: AnswerModel, options: LearningOptions): Promise<LearningRound[]> {
  const { stream, passes = 1, rejects = 0.5, confirms = 0.1, seed = 1, tolerance = 0.02 } = options;
  const { perRound = stream.length } = options;
  const chance = createRandom(seed);
  const taught = new Set(options.train);
  const heldOut = new Set<LabelledRow>();
  let model = begun;
  let corrections = 0;
  let refused = 0;
  const rounds: LearningRound[] = [];
  const note = async () => {
    const round = await judgedRound(model, corrections, refused, options);
    rounds.push(round);
    options.note?.('shown', round);
  };
  await note();
  const size = Math.ceil(stream.length / Math.max(1, options.rounds));
  for (let pass = 0; pass < passes; pass += 1) {
    for (let from = 0; from < stream.length; from += size) {
      const asked = stream.slice(from, from + size);
      const judged = await judgeRows(model, asked, options);
      const listed: { readonly row: LabelledRow; readonly sureness: number }[] = [];
      for (const [index, row] of asked.entries()) {
        const answer = judged[index];
        const says = chance.next();
        // What is kept to measure by is never learnt from, and what was learnt from measures nothing.
        if (taught.has(row) || heldOut.has(row)) continue;
        const isRejected = answer?.outcome === 'answered' && !answer.isRight && says < rejects;
        if (isRejected || answer?.outcome !== 'answered') {
          listed.push({ row, sureness: isRejected ? -1 : (answer?.confidence ?? 0) });
        } else if (answer.isRight && says < confirms && chance.next() < HELD_OUT_SHARE) heldOut.add(row);
      }
      listed.sort((one, other) => one.sureness - other.sureness);
      const shown = listed.slice(0, perRound).map(({ row }) => row);
      const kept = shown.filter(() => chance.next() < HELD_OUT_SHARE);
      for (const row of kept) heldOut.add(row);
      const offered = shown.filter((row) => !heldOut.has(row));
      const learnt = await learnThroughGate(model, [...taught], offered, [...heldOut], tolerance, options);
      corrections += shown.length;
      refused += offered.length - learnt.accepted.length;
      for (const row of learnt.accepted) taught.add(row);
      model = learnt.model;
      await note();
    }
  }
  return rounds;
}

interface Learnt {
  readonly model: AnswerModel;
  readonly accepted: readonly LabelledRow[];
}

/** Learns corrections; where they would lose, each half of them by itself, and not what loses even so. */
async function learnThroughGate(
  model: AnswerModel,
  taught: readonly LabelledRow[],
  corrections: readonly LabelledRow[],
  heldOut: readonly LabelledRow[],
  tolerance: number,
  options: LearningOptions,
): Promise<Learnt> {
  if (corrections.length === 0) return { model, accepted: [] };
  const before = await judgeRows(model, heldOut, options);
  const attempt = async (base: readonly LabelledRow[], more: readonly LabelledRow[]) => {
    const next = await learnRows([...base, ...more], options);
    return isLoss(before, await judgeRows(next, heldOut, options), tolerance) ? undefined : next;
  };
  const whole = await attempt(taught, corrections);
  if (whole) return { model: whole, accepted: corrections };
  const middle = Math.ceil(corrections.length / 2);
  let learnt: Learnt = { model, accepted: [] };
  for (const half of [corrections.slice(0, middle), corrections.slice(middle)]) {
    const next = half.length > 0 && (await attempt([...taught, ...learnt.accepted], half));
    if (next) learnt = { model: next, accepted: [...learnt.accepted, ...half] };
  }
  return learnt;
}

/** Whether the same questions are answered worse than before, by more than the tolerance and chance: the sign test. */
function isLoss(before: readonly JudgedQuestion[], after: readonly JudgedQuestion[], tolerance: number): boolean {
  if (before.length < FEWEST_TO_GATE) return false;
  const lost = before.filter(({ isRight }, index) => isRight && !after[index]?.isRight).length;
  const won = before.filter(({ isRight }, index) => !isRight && after[index]?.isRight).length;
  return lost - won > tolerance * before.length + Z * Math.sqrt(lost + won);
}

async function learnAtRandom(
  begun: AnswerModel,
  shown: readonly LearningRound[],
  best: number,
  options: LearningOptions,
): Promise<LearningRound[]> {
  const { train, stream, seed = 1 } = options;
  const order = Int32Array.from(stream, (_, index) => index);
  createRandom(seed + 1).shuffle(order);
  const shuffled = [...order].flatMap((index) => stream[index] ?? []);
  const rounds: LearningRound[] = [];
  const last = shown.at(-1)?.corrections ?? 0;
  const every = Math.ceil(shown.length / MOST_AT_RANDOM);
  const sizes = new Set(shown.filter((_, index) => index % every === 0).map(({ corrections }) => corrections));
  sizes.add(Math.min(last, stream.length));
  for (let size = Math.ceil(last * GROWTH); last > 0 && size < stream.length; size = Math.ceil(size * GROWTH)) {
    sizes.add(size);
  }
  for (const size of sizes) {
    if (size > last && rounds.some(({ accuracy }) => accuracy >= best)) break;
    const model = size === 0 ? begun : await learnRows([...train, ...shuffled.slice(0, size)], options);
    const round = await judgedRound(model, size, 0, options);
    rounds.push(round);
    options.note?.('random', round);
  }
  return rounds;
}

/** The fewest corrections that brought an accuracy (0–1), between rounds on a straight line; undefined where none did. */
export function correctionsFor(rounds: readonly LearningRound[], accuracy: number): number | undefined {
  const at = rounds.findIndex((round) => round.accuracy >= accuracy);
  const reached = rounds[at];
  if (!reached) return undefined;
  const before = rounds[at - 1];
  if (!before) return reached.corrections;
  const share = (accuracy - before.accuracy) / (reached.accuracy - before.accuracy);
  return Math.ceil(before.corrections + share * (reached.corrections - before.corrections));
}

function learnRows(rows: readonly LabelledRow[], { embedding }: LearningOptions): Promise<AnswerModel> {
  return learn(faqsOfRows(rows), { version: 1, ...(embedding && { embedding }) });
}

async function judgedRound(
  model: AnswerModel,
  corrections: number,
  refused: number,
  options: LearningOptions,
): Promise<LearningRound> {
  const { n, right, answered, wrong } = scoreOf(await judgeRows(model, options.test, options));
  const shareOf = (count: number) => (n === 0 ? 0 : count / n);
  return { corrections, refused, accuracy: shareOf(right), coverage: shareOf(answered), wrong: shareOf(wrong) };
}

function judgeRows(
  model: AnswerModel,
  rows: readonly LabelledRow[],
  { thresholds }: LearningOptions,
): Promise<JudgedQuestion[]> {
  const idOf = new Map<string, FaqId>(model.faqs.map(({ id, answer }) => [answer, id]));
  const questions = rows.map((row): KnownQuestion => {
    const locale = localeOf(row);
    return { text: row.text, faqId: idOf.get(row.label), ...(locale !== undefined && { locale }) };
  });
  return judgeQuestions(model, questions, { at: new Date(0), ...(thresholds && { thresholds }) });
}
