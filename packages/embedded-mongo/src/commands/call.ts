import type { ScramExchange, ScramSecret } from '../access/scram.ts';
import { asNumber, print } from '../bson/read-value.ts';
import type { Doc, Reply, Value } from '../bson/value.ts';
import { badValue, CommandError, typeMismatch } from '../command-error.ts';
import type { Counters } from '../counters.ts';
import { typeName } from '../query/type-names.ts';
import type { Cursors } from '../sessions/cursors.ts';
import type { Retries } from '../sessions/retries.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { Collection } from '../storage/collection.ts';
import type { DatabaseFile } from '../storage/database-file.ts';

/** One client's connection. */
export interface Connection {
  readonly id: number;
  /** Who signed in; nobody at first. */
  user: string | undefined;
  signingIn: { exchange: ScramExchange; skipsEmpty: boolean; isProven: boolean } | undefined;
}

/** What all commands work on. */
export interface Engine {
  readonly file: DatabaseFile;
  readonly catalog: Catalog;
  readonly cursors: Cursors;
  readonly retries: Retries;
  readonly counters: Counters;
  readonly setName: string;
  readonly secret: ScramSecret;
  /** host:port once listening. */
  address: string;
}

/** One command as received. */
export interface Call {
  readonly engine: Engine;
  readonly db: string;
  readonly name: string;
  readonly body: Doc;
  /** The documents of insert, update or delete, still encoded. */
  readonly batch: readonly Uint8Array[];
  readonly connection: Connection;
  readonly session: string | undefined;
}

export type Command = (call: Call) => Reply;

export function collectionName(call: Call): string {
  const name = call.body.get(call.name);
  if (typeof name !== 'string') throw badValue(`collection name has invalid type ${typeName(name)}`);
  if (name === '' || name.includes('\0')) {
    throw new CommandError(73, `Invalid namespace specified '${call.db}.${name}'`);
  }
  return name;
}

export function findCollection(call: Call): Collection | undefined {
  return call.engine.catalog.find(call.db, collectionName(call));
}

export function madeCollection(call: Call): Collection {
  const name = collectionName(call);
  const known = call.engine.catalog.find(call.db, name);
  if (known) return known;
  if (name.includes('$')) throw new CommandError(73, `Invalid collection name: ${name}`);
  if (name.startsWith('system.')) throw new CommandError(73, `Invalid system namespace: ${call.db}.${name}`);
  if (Buffer.byteLength(`${call.db}.${name}`) > 255) {
    throw new CommandError(73, `Fully qualified namespace is too long: ${call.db}.${name}`);
  }
  return call.engine.catalog.findOrCreate(call.db, name);
}

/** Throws Unauthorized (13) when the command was not sent to the database `admin`. */
export function requireAdmin(call: Call): void {
  if (call.db !== 'admin') throw new CommandError(13, `${call.name} may only be run against the admin database.`);
}

/** A whole number option, at least 0. */
export function countOption(call: Call, name: string, otherwise: number): number {
  const value = call.body.get(name);
  if (value === undefined || value === null) return otherwise;
  const number = Math.trunc(asNumber(value));
  if (Number.isNaN(number)) {
    throw typeMismatch(
      `BSON field '${call.name}.${name}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double]'`,
    );
  }
  if (number < 0) {
    throw new CommandError(51024, `BSON field '${name}' value must be >= 0, actual value '${print(value)}'`);
  }
  return number;
}

export function docOption(call: Call, name: string): Doc {
  return docOf(call.body.get(name), `${call.name}.${name}`);
}

export function docOf(value: Value | undefined, name: string): Doc {
  if (value === undefined || value === null) return new Map();
  if (value instanceof Map) return value;
  throw typeMismatch(`BSON field '${name}' is the wrong type '${typeName(value)}', expected type 'object'`);
}
