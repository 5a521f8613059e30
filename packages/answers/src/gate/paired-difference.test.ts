import { expect, test } from 'vitest';
import { type CaseState, pairedFigures } from './paired-difference.ts';

const pairs = (...counts: readonly (readonly [CaseState, CaseState, number])[]) =>
  counts.flatMap(([before, after, count]) => Array.from({ length: count }, () => [before, after] as const));

test('accuracy is of the answers given, coverage of all questions', () => {
  const { accuracy, coverage } = pairedFigures(
    pairs(['right', 'right', 60], ['right', 'open', 20], ['wrong', 'wrong', 20]),
  );
  expect(accuracy).toMatchObject({ before: 0.8, after: 0.75 });
  expect(coverage).toMatchObject({ before: 1, after: 0.8 });
});

test('the interval of coverage is that of Agresti and Min for matched proportions', () => {
  // 20 of 100 lost, 5 won; half a pair added to each cell: (5.5 - 20.5) / 102, variance by hand.
  const { coverage } = pairedFigures(
    pairs(['right', 'right', 60], ['right', 'open', 20], ['open', 'right', 5], ['open', 'open', 15]),
  );
  const middle = (5.5 - 20.5) / 102;
  const reach = 1.959964 * Math.sqrt((26 / 102 - middle ** 2) / 102);
  expect(coverage.low).toBeCloseTo(middle - reach, 10);
  expect(coverage.high).toBeCloseTo(middle + reach, 10);
});

test('where nothing differs the interval still has a width, which falls with the number of questions', () => {
  const width = (count: number) => {
    const { low, high } = pairedFigures(pairs(['right', 'right', count])).accuracy;
    expect(low).toBeLessThanOrEqual(0);
    expect(high).toBeGreaterThanOrEqual(0);
    return high - low;
  };
  expect(width(20)).toBeGreaterThan(width(200));
  expect(width(200)).toBeGreaterThan(0);
});

test('what both sides have in common does not widen the interval', () => {
  const { accuracy } = pairedFigures(pairs(['right', 'right', 500], ['wrong', 'wrong', 500]));
  expect(accuracy.high - accuracy.low).toBeLessThan(0.01);
});

test('no question, and none that is answered, are fine', () => {
  for (const some of [[], pairs(['open', 'kept', 4])]) {
    const { accuracy, coverage } = pairedFigures(some);
    for (const value of [accuracy.low, accuracy.high, coverage.low, coverage.high]) expect(value).not.toBeNaN();
  }
});
