/** How one question was answered; `kept` is left to a person, as it should be. */
export type CaseState = 'right' | 'wrong' | 'open' | 'kept';

/** A share before and after a change (0–1), and between what its difference lies with 95 % confidence. */
export interface PairedDifference {
  readonly before: number;
  readonly after: number;
  readonly low: number;
  readonly high: number;
}

export interface PairedFigures {
  /** Right answers among those that were given. */
  readonly accuracy: PairedDifference;
  /** Answers among all questions. */
  readonly coverage: PairedDifference;
}

const Z = 1.959964;
/** Added to each way in which a pair can end, see below. */
const PSEUDO = 0.5;

/**
 * Accuracy and coverage of the same questions before and after. Each interval is that of paired data: the same questions are
 * asked twice, so what both sides have in common does not widen it. Half a pair is added to each of the four ways in which
 * a pair can end, which keeps intervals honest where few pairs differ or none: Agresti and Min, Simple improved confidence
 * intervals for comparing matched proportions, Statistics in Medicine 24 (2005) 729–740. Accuracy is a ratio whose number of
 * answers changes too; its variance is that of the linearised ratios: Cochran, Sampling Techniques (1977), chapter 6.
 */
export function pairedFigures(pairs: readonly (readonly [CaseState, CaseState])[]): PairedFigures {
  const answered = pairs.map(([before, after]) => [isAnswer(before), isAnswer(after)] as const);
  const one = () => 1;
  return {
    coverage: differenceOf(
      answered.map(([before, after]) => [before, 1, after, 1]),
      [0, 1].flatMap((before) => [0, 1].map((after) => [before, one(), after, one()] as const)),
    ),
    accuracy: differenceOf(
      pairs.map(([before, after], at) => [
        before === 'right' ? 1 : 0,
        answered[at]?.[0] ?? 0,
        after === 'right' ? 1 : 0,
        answered[at]?.[1] ?? 0,
      ]),
      [0, 1].flatMap((before) => [0, 1].map((after) => [before, 1, after, 1] as const)),
    ),
  };
}

/** Of each pair: counted and of how many, before and after. */
type Counted = readonly [number, number, number, number];

function differenceOf(pairs: readonly Counted[], pseudo: readonly Counted[]): PairedDifference {
  const before = ratioOf(pairs, 0);
  const after = ratioOf(pairs, 2);
  const weighed = [...pairs.map((pair) => ({ pair, weight: 1 })), ...pseudo.map((pair) => ({ pair, weight: PSEUDO }))];
  const sum = (value: (pair: Counted) => number) =>
    weighed.reduce((total, { pair, weight }) => total + weight * value(pair), 0);
  const count = sum(() => 1);
  const [meanBefore, meanAfter] = [sum((pair) => pair[1]) / count, sum((pair) => pair[3]) / count];
  const [shareBefore, shareAfter] = [
    sum((pair) => pair[0]) / meanBefore / count,
    sum((pair) => pair[2]) / meanAfter / count,
  ];
  const variance =
    sum((pair) => {
      const residual = (pair[2] - shareAfter * pair[3]) / meanAfter - (pair[0] - shareBefore * pair[1]) / meanBefore;
      return residual ** 2;
    }) / count;
  const middle = shareAfter - shareBefore;
  const reach = Z * Math.sqrt(variance / count);
  const difference = after - before;
  return {
    before,
    after,
    low: Math.max(-1, Math.min(difference, middle - reach)),
    high: Math.min(1, Math.max(difference, middle + reach)),
  };
}

/** Where nothing was answered, nothing was answered wrongly. */
function ratioOf(pairs: readonly Counted[], at: 0 | 2): number {
  let [part, whole] = [0, 0];
  for (const pair of pairs) {
    part += pair[at];
    whole += pair[at === 0 ? 1 : 3];
  }
  return whole > 0 ? part / whole : 1;
}

function isAnswer(state: CaseState): number {
  return state === 'right' || state === 'wrong' ? 1 : 0;
}
