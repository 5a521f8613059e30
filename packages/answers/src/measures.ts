/** A question of known label: how sure the engine was of its best candidate, and whether that was right. */
export interface Judged {
  readonly confidence: number;
  readonly isRight: boolean;
}

const BINS = 10;

/** Expected calibration error (0–1): the mean gap between confidence and share right, over ten bins of equal width. */
export function calibrationErrorOf(judged: readonly Judged[]): number {
  const bins = Map.groupBy(judged, ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)));
  let error = 0;
  for (const bin of bins.values()) {
    const gap = meanOf(bin.map(({ confidence }) => confidence)) - meanOf(bin.map(({ isRight }) => (isRight ? 1 : 0)));
    error += (bin.length / judged.length) * Math.abs(gap);
  }
  return error;
}

/** The chance (0–1) that an in-scope question is surer than an out-of-scope one; ties count half. */
export function aurocOf(inScope: readonly Judged[], strangers: readonly Judged[]): number {
  const sorted = Float64Array.from(strangers, ({ confidence }) => confidence).sort();
  const countBelow = (confidence: number, orEqual: boolean) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const value = sorted[middle] ?? 0;
      if (value < confidence || (orEqual && value === confidence)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const wins = inScope.map(({ confidence }) => (countBelow(confidence, false) + countBelow(confidence, true)) / 2);
  return meanOf(wins) / sorted.length;
}

/** The share (0–1) of out-of-scope questions refused at the threshold that keeps the share `keep` of in-scope ones. */
export function recallAtKeep(inScope: readonly Judged[], strangers: readonly Judged[], keep: number): number {
  const falling = inScope.map(({ confidence }) => confidence).sort((a, b) => b - a);
  const threshold = falling[Math.max(0, Math.ceil(keep * falling.length) - 1)] ?? 0;
  return meanOf(strangers.map(({ confidence }) => (confidence < threshold ? 1 : 0)));
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function quantileOf(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
