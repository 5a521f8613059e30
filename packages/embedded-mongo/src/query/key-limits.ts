import { print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { encodeKey } from '../keys/encode-key.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-table.ts';
import type { Filter } from './parse-filter.ts';
import type { Plan, SortField } from './plan.ts';
import { hinted } from './plan-query.ts';

/**
 * The plan kept between the index keys `min` and `max`: it walks the hinted index there and looks at each document.
 * Throws as MongoDB does when a hint is missing or the keys do not fit the index.
 */
export function betweenKeys(
  collection: Collection,
  plan: Plan,
  hint: Value | undefined,
  filter: Filter,
  sort: readonly SortField[],
  { min, max }: { min: Doc | undefined; max: Doc | undefined },
): Plan {
  if (hint === undefined || (hint instanceof Map && hint.has('$natural'))) {
    throw new CommandError(51173, 'When using min()/max() a hint of which index to use must be provided');
  }
  const [index = '_id'] = hinted(collection, hint);
  const low = min && keyOf(index, min);
  const high = max && keyOf(index, max);
  if (low && high && Buffer.compare(low, high) >= 0) {
    throw new CommandError(51175, 'The value provided for min() does not come before the value provided for max()');
  }
  const isThere = plan.index === index && plan.ranges.length === 1;
  return {
    index,
    ranges: [{ low: low ?? Buffer.from([0]), high: high ?? Buffer.from([0xff, 0xff, 0xff]) }],
    isReverse: isThere && plan.isReverse,
    residual: filter,
    servesSort: sort.length === 0 || (isThere && plan.servesSort),
    mergesSort: false,
    mayRepeat: index !== '_id' && index.multikey !== 0,
  };
}

function keyOf(index: Index | '_id', key: Doc): Buffer {
  const { fields, directions, fold } =
    index === '_id' ? { fields: ['_id'], directions: [1] as const, fold: undefined } : index.spec;
  const names = [...key.keys()];
  if (names.length !== fields.length || !fields.every((field, at) => names[at] === field)) {
    throw new CommandError(51174, `The index chosen is not compatible with min/max: ${print(key)}`);
  }
  return encodeKey([...key.values()], directions, fold);
}
