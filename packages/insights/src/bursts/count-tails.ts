import type { UsualRate } from './usual-rate.ts';

const SMALLEST = 1e-12;
const MOST_COUNTS = 100_000;

/**
 * The chances that at least 0, 1, 2, … are counted in `exposure` mean hours where nothing but the usual happens, down to
 * chances that do not matter: a negative binomial distribution, as the rate itself is only known so well.
 */
export function countTails({ shape, exposure: known, dispersion }: UsualRate, exposure: number): Float64Array {
  const mean = (shape / known) * exposure;
  if (mean <= 0) return Float64Array.of(1);
  // Variance: mean × dispersion for what happens, mean² ÷ shape for what is not known of the rate.
  const size = 1 / ((dispersion - 1) / mean + 1 / shape);
  const ratio = mean / (mean + size);
  const tails = [1];
  let chance = (1 - ratio) ** size;
  let tail = 1;
  for (let count = 0; count < MOST_COUNTS; count += 1) {
    tail -= chance;
    if (tail < SMALLEST && count > mean) break;
    tails.push(Math.max(tail, 0));
    chance *= ((size + count) / (count + 1)) * ratio;
  }
  return Float64Array.from(tails);
}
