/** One example of a logistic curve: what was seen, whether it came true (0 or 1), and how much it counts. */
export interface LogisticRow {
  readonly cues: readonly number[];
  readonly isRight: number;
  readonly weight: number;
}

const ROUNDS = 30;

/** Fits a logistic curve by Newton's method, with a ridge of `strength` around `prior`. */
export function fitLogistic(rows: readonly LogisticRow[], prior: readonly number[], strength: number): number[] {
  const size = prior.length;
  let weights = [...prior];
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = weights.map((weight, i) => strength * (weight - (prior[i] ?? 0)));
    const curvature = weights.map((_, i) => weights.map((__, j) => (i === j ? strength : 0)));
    for (const { cues, isRight, weight } of rows) {
      const p = sigmoid(cues.reduce((sum, cue, i) => sum + cue * (weights[i] ?? 0), 0));
      for (let i = 0; i < size; i += 1) {
        slope[i] = (slope[i] ?? 0) + weight * (p - isRight) * (cues[i] ?? 0);
        const row = curvature[i];
        for (let j = 0; row && j < size; j += 1) {
          row[j] = (row[j] ?? 0) + weight * p * (1 - p) * (cues[i] ?? 0) * (cues[j] ?? 0);
        }
      }
    }
    const step = solve(curvature, slope);
    weights = weights.map((weight, i) => weight - Math.max(-2, Math.min(2, step[i] ?? 0)));
    if (step.every((change) => Math.abs(change) < 1e-6)) break;
  }
  return weights;
}

/** Solves a small system of linear equations by elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let i = column + 1; i < size; i += 1) {
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = i;
    }
    const top = rows[pivot] ?? [];
    rows[pivot] = rows[column] ?? [];
    rows[column] = top;
    for (let i = 0; i < size; i += 1) {
      const row = rows[i];
      if (i === column || !row) continue;
      const factor = (row[column] ?? 0) / (top[column] || 1e-12);
      for (let j = column; j <= size; j += 1) row[j] = (row[j] ?? 0) - factor * (top[j] ?? 0);
    }
  }
  return rows.map((row, i) => (row[size] ?? 0) / (row[i] || 1e-12));
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
