import { Binary, Decimal128, Double, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareValues } from '../bson/compare.ts';
import type { Value } from '../bson/value.ts';
import { encodeKey, encodeValueKey, keyAfter } from './encode-key.ts';

const numbers: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.double().map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: 2n ** 53n - 4n, max: 2n ** 53n + 4n }),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: -40, max: 10 }))
    .map(([digits, power]) => Decimal128.fromString(`${digits}E${power}`)),
);

const scalars: fc.Arbitrary<Value> = fc.oneof(
  numbers,
  fc.constantFrom(null, true, false),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('a', 'a\0', 'a\0b', '', '\u{1f600}', '\uffee'),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes)),
  fc.nat(5).map((t) => new Timestamp({ t, i: 1 })),
);

const { value: values } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom('a', 'b', 'ab'), tie('value')), { maxLength: 3 }).map((pairs) => new Map(pairs)),
  ),
}));

function sign(value: number): number {
  return Math.sign(value) + 0;
}

describe('encodeKey', () => {
  test('orders any two values as the comparison does, and gives equal bytes to equal ones', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(sign(Buffer.compare(encodeValueKey(a), encodeValueKey(b)))).toBe(sign(compareValues(a, b)));
      }),
      { numRuns: 3000 },
    );
  });

  test('orders numbers of different types by value', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(sign(Buffer.compare(encodeValueKey(a), encodeValueKey(b)))).toBe(sign(compareValues(a, b)));
      }),
      { numRuns: 3000 },
    );
    expect(encodeValueKey(1)).toEqual(encodeValueKey(Decimal128.fromString('1.00')));
    expect(encodeValueKey(1n)).toEqual(encodeValueKey(new Double(1)));
  });

  test('orders compound keys field by field, descending fields the other way round', () => {
    fc.assert(
      fc.property(values, values, values, values, (a, b, c, d) => {
        const order = compareValues(a, c) || -compareValues(b, d);
        expect(sign(Buffer.compare(encodeKey([a, b], [1, -1]), encodeKey([c, d], [1, -1])))).toBe(sign(order));
      }),
      { numRuns: 2000 },
    );
  });

  test('a missing value is a null', () => {
    expect(encodeValueKey(undefined)).toEqual(encodeValueKey(null));
  });

  test('the key after a prefix is behind everything that starts with it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 4 }), fc.uint8Array({ maxLength: 4 }), (start, rest) => {
        fc.pre(start[0] !== 0xff);
        const prefix = Buffer.from(start);
        expect(Buffer.compare(keyAfter(prefix), Buffer.concat([prefix, rest]))).toBe(1);
      }),
    );
  });
});
