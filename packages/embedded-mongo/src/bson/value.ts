import type {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';

/**
 * A BSON value as this server holds it. A `number` is an int32, a `Double` a double, a `bigint` an int64; `undefined`
 * is never a value, it means "missing".
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Double
  | Decimal128
  | Date
  | ObjectId
  | Binary
  | BSONRegExp
  | BSONSymbol
  | Timestamp
  | MinKey
  | MaxKey
  | Code
  | Doc
  | Value[];

/** A value that is a number, of any of the four kinds. */
export type Numeric = number | bigint | Double | Decimal128;

/** A document: a Map keeps every key where it was written, integer-like ones too. */
export type Doc = Map<string, Value>;

/** An array without elements, as an index keeps it: before null. A reply shows it as BSON's undefined. */
export const emptyArray: unique symbol = Symbol('empty array');

/** What a reply may hold besides values: plain objects for brevity and documents that are already encoded. */
export type Out = Value | Uint8Array | undefined | typeof emptyArray | Out[] | Reply;
export interface Reply {
  [key: string]: Out;
}
