import type { Doc, Value } from '../../bson/value.ts';
import { CommandError, failedToParse, notSupported, typeMismatch } from '../../command-error.ts';
import { changeRow, eachRow, firstRow, removeRow, upsert } from '../../commands/change-documents.ts';
import { insertDocument } from '../../commands/insert.ts';
import { type Filter, parseFilter } from '../../query/parse-filter.ts';
import { Row, rowsOf, type Source } from '../../query/row.ts';
import type { Collection } from '../../storage/collection.ts';
import { parseUpdate, type Update } from '../../update/parse-update.ts';
import { withVariables } from '../expressions/parse-expression.ts';
import { collectRows, type Place, type Stage } from './stage.ts';

interface Target {
  db: string;
  collection: string;
}

function targetOf(value: Value | undefined, place: Place, code: number): Target {
  if (typeof value === 'string') return { db: place.db, collection: value };
  const db = value instanceof Map ? (value.get('db') ?? place.db) : undefined;
  const collection = value instanceof Map ? value.get('coll') : undefined;
  if (typeof db === 'string' && typeof collection === 'string') return { db, collection };
  throw new CommandError(code, 'a string or an object with db and coll names the collection to write to');
}

/** Replaces all of the other collection, which keeps its indexes; on a failure it stays as it was. */
export function parseOut(operand: Value, place: Place): Stage {
  if (operand instanceof Map && operand.has('timeseries')) throw notSupported('a time series collection');
  const { db, collection } = targetOf(operand, place, 16990);
  return (source) =>
    afterwards(source, (rows) => {
      const { file, catalog } = place;
      file.atomically(() => {
        const target = catalog.findOrCreate(db, collection);
        eachRow(file, target, { filter: parseFilter(new Map()), hint: undefined }, (row) =>
          removeRow(file, target, row),
        );
        for (const { doc } of rows) insertDocument(file, target, new Map(doc));
      });
    });
}

const matchedModes = ['replace', 'keepExisting', 'merge', 'fail'];
const unmatchedModes = ['insert', 'discard', 'fail'];

export function parseMerge(operand: Value, place: Place): Stage {
  const spec: Doc = operand instanceof Map ? operand : new Map([['into', operand]]);
  for (const field of spec.keys()) {
    if (!['into', 'on', 'let', 'whenMatched', 'whenNotMatched'].includes(field)) {
      throw new CommandError(40415, `BSON field '$merge.${field}' is an unknown field.`);
    }
  }
  const { db, collection } = targetOf(spec.get('into'), place, 51178);
  const matched = spec.get('whenMatched') ?? 'merge';
  const unmatched = spec.get('whenNotMatched') ?? 'insert';
  const isKnown = Array.isArray(matched) || (typeof matched === 'string' && matchedModes.includes(matched));
  if (!isKnown || typeof unmatched !== 'string' || !unmatchedModes.includes(unmatched)) {
    throw new CommandError(2, 'Enumeration value of $merge is not a valid value.');
  }
  if ((matched === 'keepExisting' || matched === 'fail') && unmatched !== 'insert') {
    throw new CommandError(51181, `Combination of $merge modes is not supported: ${matched} and ${unmatched}`);
  }
  const on = onFields(spec.get('on'));
  return (source) =>
    afterwards(source, (rows) => {
      const target = place.catalog.findOrCreate(db, collection);
      refuseWithoutIndex(target, on);
      const modes = { matched, unmatched, lets: spec.get('let') };
      let clash: CommandError | undefined;
      for (const { doc } of rows) {
        try {
          mergeOne(place, target, doc, on, modes);
        } catch (error) {
          if (!(error instanceof CommandError) || error.code !== 11000) throw error;
          clash ??= error;
        }
      }
      if (clash) throw clash;
    });
}

function onFields(on: Value | undefined): string[] {
  if (on === undefined) return ['_id'];
  const names = Array.isArray(on) ? on : [on];
  if (names.length === 0) throw new CommandError(51187, "$merge 'on' cannot be an empty array");
  return names.map((name) => {
    if (typeof name === 'string') return name;
    throw new CommandError(Array.isArray(on) ? 51134 : 51186, "$merge 'on' must be a string or an array of strings");
  });
}

function refuseWithoutIndex(target: Collection, on: readonly string[]): void {
  if (on.length === 1 && on[0] === '_id') return;
  const wanted = new Set(on);
  const serves = target.indexes.some(
    ({ spec }) =>
      spec.unique &&
      !spec.partial &&
      spec.fields.length === wanted.size &&
      spec.fields.every((field) => wanted.has(field)),
  );
  if (!serves) throw new CommandError(51183, 'Cannot find index to verify that join fields will be unique');
}

interface Modes {
  matched: Value;
  unmatched: string;
  lets: Value | undefined;
}

function mergeOne(place: Place, target: Collection, doc: Doc, on: readonly string[], modes: Modes): void {
  const { file } = place;
  const filter: Doc = new Map();
  for (const field of on) {
    const value = fieldOf(doc, field);
    if (Array.isArray(value)) throw new CommandError(51185, `$merge 'on' field '${field}' cannot be an array`);
    if ((value === undefined && field !== '_id') || value === null) {
      throw new CommandError(
        51132,
        `$merge write error: 'on' field '${field}' cannot be missing, null, undefined or an array`,
      );
    }
    if (value !== undefined) filter.set(field, new Map([['$eq', value]]));
  }
  const wanted = parseFilter(filter);
  const row = filter.size < on.length ? undefined : firstRow(file, target, { filter: wanted, hint: undefined });
  if (row) {
    const change = changeFor(place, doc, modes);
    if (change) changeRow(file, target, row, change);
  } else if (modes.unmatched === 'insert') insertFor(place, target, doc, wanted, modes);
  else if (modes.unmatched === 'fail')
    throw new CommandError(
      13113,
      '$merge could not find a matching document in the target collection for at least one document in the source collection',
    );
}

function fieldOf(doc: Doc, field: string): Value | undefined {
  return field
    .split('.')
    .reduce<Value | undefined>((value, name) => (value instanceof Map ? value.get(name) : undefined), doc);
}

function changeFor(place: Place, doc: Doc, { matched, lets }: Modes): Update | undefined {
  if (matched === 'keepExisting') return undefined;
  if (matched === 'fail')
    throw new CommandError(11000, 'E11000 duplicate key error: $merge found a document that is there already');
  if (matched === 'replace') return parseUpdate(doc, undefined);
  if (matched === 'merge') return parseUpdate(new Map([['$set', doc]]), undefined);
  if (!Array.isArray(matched)) throw typeMismatch("'whenMatched' must be a string or a pipeline");
  if (lets !== undefined && !(lets instanceof Map)) throw failedToParse("$merge 'let' must be an object");
  const context = withVariables(place.context, lets ?? new Map([['new', '$$ROOT']]), doc);
  return parseUpdate(matched, undefined, context);
}

/** MongoDB inserts by the update that a document there would have got, whose operators order the fields. */
function insertFor({ file }: Place, target: Collection, doc: Doc, wanted: Filter, { matched }: Modes): void {
  if (matched === 'merge' || matched === 'keepExisting') {
    upsert(file, target, wanted, parseUpdate(new Map([['$set', doc]]), undefined));
  } else insertDocument(file, target, new Map(doc));
}

/** Takes all rows, hands them over, and is empty. */
function afterwards(source: Source, write: (rows: Row[]) => void): Source {
  let isDone = false;
  return {
    get isDone() {
      return isDone;
    },
    read(take) {
      if (isDone) return;
      write(collectRows(source).map((row) => new Row(0, row.data)));
      isDone = true;
      rowsOf([]).read(take);
    },
  };
}
