import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bicycleShop } from '../test/shop.ts';
import { calibrationFor } from './calibrate.ts';
import { featuresOf } from './features.ts';
import { learnTexts } from './learn-texts.ts';
import { placeTexts } from './place-texts.ts';
import { dropRowKernel, openMatrix } from './row-kernel.ts';
import { mixScores, scoreText } from './score.ts';

const whole = fc.integer({ min: -64, max: 64 });
const matrices = fc
  .record({ rowCount: fc.integer({ min: 1, max: 9 }), columnCount: fc.integer({ min: 1, max: 45 }) })
  .chain(({ rowCount, columnCount }) =>
    fc.record({
      rows: fc.array(fc.array(whole, { minLength: columnCount, maxLength: columnCount }), {
        minLength: rowCount,
        maxLength: rowCount,
      }),
      values: fc.array(whole, { minLength: rowCount, maxLength: rowCount }),
      added: fc.array(fc.oneof(fc.constant(0), whole), { minLength: columnCount, maxLength: columnCount }),
    }),
  );

const wasm = { Memory: WebAssembly.Memory, Instance: WebAssembly.Instance };
const failing = (name: string) => () => {
  throw new WebAssembly.CompileError(`No ${name} here`);
};

const machines = [
  ['with vector instructions', () => {}],
  ['without WebAssembly', () => vi.stubGlobal('WebAssembly', undefined)],
  [
    'without vector instructions',
    () => vi.stubGlobal('WebAssembly', { ...wasm, validate: () => false, Module: failing('Module') }),
  ],
] as const;
afterEach(() => {
  vi.unstubAllGlobals();
  dropRowKernel();
});

describe.each(machines)('a matrix on a machine %s', (_name, become) => {
  beforeEach(() => {
    dropRowKernel();
    become();
  });

  it('sums rows and adds to them as arithmetic says, whatever the shape, and begins with zeros', () => {
    fc.assert(
      fc.property(matrices, ({ rows, values, added }) => {
        const matrix = openMatrix(rows.length, added.length);
        expect(matrix.numbers.every((value) => value === 0)).toBe(true);
        for (const [place, row] of rows.entries()) matrix.numbers.set(row, place * matrix.width);
        const sumOf = (all: readonly (readonly number[])[]) =>
          added.map((_, column) => all.reduce((sum, row, place) => sum + (values[place] ?? 0) * (row[column] ?? 0), 0));
        const numbers = Float32Array.from(values);
        expect(matrix.sum(numbers)).toEqual(Float32Array.from(sumOf(rows)));
        matrix.add(numbers, Float32Array.from(added));
        const moved = rows.map((row, place) =>
          row.map((value, column) => value + (values[place] ?? 0) * (added[column] ?? 0)),
        );
        for (const [place, row] of moved.entries()) {
          const start = place * matrix.width;
          expect(matrix.numbers.slice(start, start + added.length)).toEqual(Float32Array.from(row));
        }
        expect(matrix.sum(numbers)).toEqual(Float32Array.from(sumOf(moved)));
      }),
    );
  });
});

it('machines with vector instructions and without learn the same FAQs alike, again and again', async () => {
  const { texts, places } = await placeTexts(bicycleShop);
  const lesson = { texts, labelOfText: places, labelCount: bicycleShop.length, seed: 1 };
  const random = Float32Array.from({ length: texts.length * 40 }, (_, index) => Math.sin(index * index));
  const embedded = { ...lesson, embeddings: { dimensions: 40, rows: random } };
  const learnt = [...machines, ...machines].map(([, become]) => {
    vi.unstubAllGlobals();
    dropRowKernel();
    become();
    return [lesson, embedded].map((each) => {
      const { scorer, calibration } = learnTexts(each);
      return ['do you repair flat tyres', 'how much is a bell', texts[3] ?? ''].map((text) => {
        const scores = scoreText(scorer, featuresOf(text), random.slice(0, 40));
        return mixScores(scores, calibrationFor(calibration, scores).mix);
      });
    });
  });
  for (const each of learnt) expect(each).toEqual(learnt[0]);
});
