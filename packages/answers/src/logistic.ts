export interface LogisticRow {
  readonly cues: readonly number[];
  readonly isRight: boolean;
  readonly weight: number;
}

const ROUNDS = 25;
const CLOSE_ENOUGH = 1e-9;

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Logistic regression by Newton's method, held to `prior` with the given strength (in rows). */
export function fitLogistic(rows: readonly LogisticRow[], prior: readonly number[], strength: number): number[] {
  const size = prior.length;
  let weights = [...prior];
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = weights.map((weight, index) => strength * (weight - (prior[index] ?? 0)));
    const curvature = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (i === j ? strength : 0)),
    );
    for (const { cues, isRight, weight } of rows) {
      const p = logistic(cues.reduce((sum, cue, index) => sum + cue * (weights[index] ?? 0), 0));
      for (let i = 0; i < size; i += 1) {
        const cue = cues[i] ?? 0;
        slope[i] = (slope[i] ?? 0) + weight * (p - (isRight ? 1 : 0)) * cue;
        const line = curvature[i] ?? [];
        for (let j = 0; j < size; j += 1) line[j] = (line[j] ?? 0) + weight * p * (1 - p) * cue * (cues[j] ?? 0);
      }
    }
    const step = solve(curvature, slope);
    // Half a step at most in each direction keeps Newton's method from leaping over steep places.
    const longest = Math.max(1, ...step.map((part) => Math.abs(part) / 2));
    weights = weights.map((weight, index) => weight - (step[index] ?? 0) / longest);
    if (step.every((part) => Math.abs(part) < CLOSE_ENOUGH)) break;
  }
  return weights;
}

/** Solves a symmetric positive definite system by Gaussian elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const rows = matrix.map((line, index) => [...line, right[index] ?? 0]);
  for (const [pivot, pivotRow] of rows.entries()) {
    for (const row of rows.slice(pivot + 1)) {
      const factor = (row[pivot] ?? 0) / (pivotRow[pivot] ?? 1);
      for (let column = pivot; column <= size; column += 1) {
        row[column] = (row[column] ?? 0) - factor * (pivotRow[column] ?? 0);
      }
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let index = size - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? [];
    let rest = row[size] ?? 0;
    for (let column = index + 1; column < size; column += 1) rest -= (row[column] ?? 0) * (solution[column] ?? 0);
    solution[index] = rest / (row[index] ?? 1);
  }
  return solution;
}
