import { decodeDocument } from '../bson/decode.ts';
import { asNumber } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, failedToParse, typeMismatch } from '../command-error.ts';
import { typeName } from '../query/type-names.ts';
import type { Call } from './call.ts';
import { checkFields } from './check-fields.ts';

/** What a statement's fields may hold; what is wrong with one of them refuses the whole command. */
const shapes: Record<'update.updates' | 'delete.deletes', Record<string, (value: Value) => boolean>> = {
  'update.updates': {
    q: isObject,
    multi: isBoolean,
    upsert: isBoolean,
    arrayFilters: (value) => Array.isArray(value) && value.every(isObject),
    collation: isObject,
  },
  'delete.deletes': { q: isObject, collation: isObject },
};

/** The statements of an update or delete. Throws before any of them is run when one is malformed. */
export function readStatements(call: Call, field: 'update.updates' | 'delete.deletes'): Doc[] {
  return call.batch.map((bytes) => {
    const statement = decodeDocument(bytes);
    checkFields(field, statement);
    for (const [name, isRight] of Object.entries(shapes[field])) {
      const value = statement.get(name);
      if (value === undefined || isRight(value)) continue;
      throw typeMismatch(`BSON field '${field}.${name}' is the wrong type '${typeName(value)}'`);
    }
    const required = field === 'update.updates' ? ['q', 'u'] : ['q', 'limit'];
    const missing = required.find((name) => !statement.has(name));
    if (missing !== undefined) {
      throw new CommandError(40414, `BSON field '${field}.${missing}' is missing but a required field`);
    }
    const limit = asNumber(statement.get('limit'));
    if (!Number.isNaN(limit) && limit !== 0 && limit !== 1) {
      throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
    }
    return statement;
  });
}

function isObject(value: Value): boolean {
  return value instanceof Map;
}

function isBoolean(value: Value): boolean {
  return typeof value === 'boolean';
}
