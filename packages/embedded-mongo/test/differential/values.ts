import fc from 'fast-check';
import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';

export type Fields = Record<string, unknown>;

const int = (value: number) => new Int32(value);
const double = (value: number) => new Double(value);
const long = (value: string) => Long.fromString(value);
const decimal = (value: string) => Decimal128.fromString(value);

/** Ids made by a server never start like this; they are told apart by it when results are compared. */
export const madeIdPrefix = 'aaaaaaaa';
const objectId = (at: number) => new ObjectId(`${madeIdPrefix}${at.toString(16).padStart(16, '0')}`);

const plainNumbers = [int(0), int(1), int(2), int(3), int(-1), int(7), double(1), double(2.5), double(0.5), long('2')];
const oddNumbers = [
  int(2147483647),
  int(-2147483648),
  long('9007199254740993'),
  long('9223372036854775807'),
  double(-0),
  double(Number.NaN),
  double(Number.POSITIVE_INFINITY),
  double(Number.NEGATIVE_INFINITY),
  double(0.1),
  double(1e300),
  double(1e15),
  decimal('1'),
  decimal('1.10'),
  decimal('0.1'),
  decimal('-0.5'),
  decimal('0'),
  decimal('-0'),
  decimal('1E+3'),
  decimal('NaN'),
  decimal('Infinity'),
  decimal('-Infinity'),
];

export const smallInt = fc.constantFrom(...[-2, -1, 0, 1, 2, 3, 5].map(int));
export const count = fc.constantFrom(...[0, 1, 2, 3].map(int));
export const plainNumber = fc.constantFrom(...plainNumbers);
export const number = weighted([6, plainNumber], [3, fc.constantFrom(...oddNumbers)]);
export const text = fc.constantFrom(
  ...['', 'a', 'A', 'b', 'ab', 'abc', 'ABC', 'a b', ' ab ', 'a,b', 'é', '日本', 'a🎉', '10', '1.5', '-7', '2021-03-04'],
);
export const date = fc.constantFrom(
  ...[0, -1, 1_577_836_800_000, 1_609_459_199_999, 1_614_816_000_123, 1_709_164_800_000, -62_135_596_800_000].map(
    (ms) => new Date(ms),
  ),
);
export const bool = fc.boolean();
const id = fc.integer({ min: 1, max: 4 }).map(objectId);
const bytes = fc.constantFrom(
  new Binary(Buffer.from([])),
  new Binary(Buffer.from([1, 2, 255])),
  new Binary(Buffer.from([1, 2, 255]), 5),
  new Binary(Buffer.from([0b1010])),
);
export const pattern = fc.constantFrom(
  new BSONRegExp('^a', ''),
  new BSONRegExp('b', ''),
  new BSONRegExp('^ab', 'i'),
  new BSONRegExp('c$', 'i'),
  new BSONRegExp('a.b', 's'),
);
const rarity = fc.constantFrom<unknown>(
  new Timestamp({ t: 5, i: 1 }),
  new Timestamp({ t: 5, i: 2 }),
  new MinKey(),
  new MaxKey(),
  new Code('1'),
);

export const scalar: fc.Arbitrary<unknown> = weighted<unknown>(
  [5, number],
  [4, text],
  [2, fc.constant(null)],
  [2, bool],
  [2, date],
  [1, id],
  [1, bytes],
  [1, pattern],
  [1, rarity],
);

export const element = fc.record({ k: number, v: scalar }, { requiredKeys: [] });
const list = fc.array(weighted<unknown>([5, plainNumber], [2, scalar], [1, fc.array(plainNumber, { maxLength: 2 })]), {
  maxLength: 4,
});
const nested = fc.record(
  { a: scalar, b: weighted<unknown>([4, fc.record({ c: scalar }, { requiredKeys: [] })], [1, scalar]) },
  { requiredKeys: [] },
);
const elements = fc.array(weighted<unknown>([7, element], [1, scalar]), { maxLength: 3 });

/** Any value of any type, nested ones too. */
export const anything: fc.Arbitrary<unknown> = weighted<unknown>([6, scalar], [1, list], [1, nested], [1, elements]);

/** Values a field mostly has; what the rest of a document is made of. */
export const fieldValues: Record<string, fc.Arbitrary<unknown>> = {
  n: mostly(number),
  m: mostly(plainNumber),
  s: mostly(text),
  t: mostly(date),
  l: mostly(list),
  o: mostly(nested),
  d: mostly(elements),
  x: anything,
};

export const fieldNames = Object.keys(fieldValues);

export function mostly<T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return weighted<unknown>([12, usual], [1, anything]);
}

export function weighted<T>(...choices: [number, fc.Arbitrary<T>][]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

/** The ids of one collection's documents: mostly small integers. */
export const documentId: fc.Arbitrary<unknown> = weighted<unknown>(
  [20, fc.integer({ min: 1, max: 12 }).map(int)],
  [1, id],
  [1, text],
  [1, fc.constantFrom<unknown>(double(1.5), long('8'), decimal('4'), null, { a: int(1) }, new Date(7))],
);

/** Key order is drawn as well. */
export const content: fc.Arbitrary<Fields> = fc
  .tuple(fc.record(fieldValues, { requiredKeys: ['n'] }), fc.integer({ min: 0, max: fieldNames.length - 1 }))
  .map(([fields, turn]) => {
    const entries = Object.entries(fields);
    return Object.fromEntries([...entries.slice(turn), ...entries.slice(0, turn)]);
  });

export const document: fc.Arbitrary<Fields> = fc
  .tuple(documentId, content)
  .map(([_id, fields]): Fields => ({ _id, ...fields }));
