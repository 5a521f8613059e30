export interface LogisticRow {
  readonly cues: readonly number[];
  readonly isRight: boolean;
  readonly weight: number;
}

const MOST_ROUNDS = 50;
const MOST_HALVINGS = 30;
const CLOSE_ENOUGH = 1e-7;

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Logistic regression by Newton's method with step halving, held to `prior` with the given strength (in rows). */
export function fitLogistic(rows: readonly LogisticRow[], prior: readonly number[], strength: number): number[] {
  let weights = [...prior];
  let loss = lossOf(rows, weights, prior, strength);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const direction = newtonStep(rows, weights, prior, strength);
    let size = 1;
    let next = moved(weights, direction, size);
    let nextLoss = lossOf(rows, next, prior, strength);
    for (let halving = 0; nextLoss > loss && halving < MOST_HALVINGS; halving += 1) {
      size /= 2;
      next = moved(weights, direction, size);
      nextLoss = lossOf(rows, next, prior, strength);
    }
    if (!(nextLoss < loss)) break;
    const isClose = loss - nextLoss < CLOSE_ENOUGH * loss;
    weights = next;
    loss = nextLoss;
    if (isClose) break;
  }
  return weights;
}

function newtonStep(
  rows: readonly LogisticRow[],
  weights: readonly number[],
  prior: readonly number[],
  strength: number,
): number[] {
  const size = prior.length;
  const slope = weights.map((weight, index) => strength * (weight - (prior[index] ?? 0)));
  const curvature = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? strength : 0)),
  );
  for (const { cues, isRight, weight } of rows) {
    const p = logistic(dot(cues, weights));
    for (const [i, cue] of cues.entries()) {
      slope[i] = (slope[i] ?? 0) + weight * (p - (isRight ? 1 : 0)) * cue;
      const line = curvature[i] ?? [];
      for (let j = 0; j < size; j += 1) line[j] = (line[j] ?? 0) + weight * p * (1 - p) * cue * (cues[j] ?? 0);
    }
  }
  return solve(curvature, slope);
}

function lossOf(
  rows: readonly LogisticRow[],
  weights: readonly number[],
  prior: readonly number[],
  strength: number,
): number {
  let loss = 0;
  for (const [index, weight] of weights.entries()) loss += (strength / 2) * (weight - (prior[index] ?? 0)) ** 2;
  for (const { cues, isRight, weight } of rows) {
    const x = dot(cues, weights) * (isRight ? -1 : 1);
    loss += weight * (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));
  }
  return loss;
}

function moved(weights: readonly number[], direction: readonly number[], size: number): number[] {
  return weights.map((weight, index) => weight - size * (direction[index] ?? 0));
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** Solves a symmetric positive definite system by Gaussian elimination. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
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
