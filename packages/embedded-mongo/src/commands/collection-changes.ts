import { isTrue } from '../bson/read-value.ts';
import type { Doc, Reply, Value } from '../bson/value.ts';
import { badValue, CommandError, failedToParse, notSupported, typeMismatch } from '../command-error.ts';
import { readIndexSpec } from '../keys/index-spec.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-table.ts';
import { type Call, collectionName, docOf, findCollection } from './call.ts';
import { expiry } from './expiry-option.ts';
import { namedIndex } from './indexes.ts';

const general = new Set(['collMod', 'index', '$db', 'lsid', 'comment', 'writeConcern', 'maxTimeMS', '$clusterTime']);

/** Changes when an index's documents expire or whether it is hidden; 115 for whatever else MongoDB's collMod changes. */
export function collMod(call: Call): Reply {
  const other = [...call.body.keys()].find((name) => !general.has(name) && !name.startsWith('$'));
  if (other !== undefined) throw notSupported(`the option ${other} of collMod`);
  const collection = findCollection(call);
  if (!collection) throw new CommandError(26, `ns does not exist: ${call.db}.${collectionName(call)}`);
  const wanted = call.body.get('index');
  if (wanted === undefined) return { ok: 1 };
  const change = docOf(wanted, 'collMod.index');
  const index = chosenIndex(collection, change);
  const document: Doc = new Map(index.spec.document);
  const reply: Reply = {};
  if (change.has('expireAfterSeconds')) changeExpiry(document, change, reply);
  if (change.has('hidden')) changeHidden(document, change, reply);
  if (Object.keys(reply).length > 0) call.engine.catalog.changeIndex(collection, index, readIndexSpec(document));
  return { ...reply, ok: 1 };
}

function chosenIndex(collection: Collection, change: Doc): Index {
  const name = change.get('name');
  const key = change.get('keyPattern');
  if ((name === undefined) === (key === undefined)) {
    throw new CommandError(72, 'Must specify exactly one of name or keyPattern');
  }
  for (const option of change.keys()) {
    if (['name', 'keyPattern', 'expireAfterSeconds', 'hidden'].includes(option)) continue;
    if (option === 'unique' || option === 'prepareUnique') throw notSupported(`the option index.${option} of collMod`);
    throw new CommandError(40415, `BSON field 'collMod.index.${option}' is an unknown field.`);
  }
  if (!change.has('expireAfterSeconds') && !change.has('hidden')) {
    throw new CommandError(72, 'no expireAfterSeconds, hidden, unique, or prepareUnique field');
  }
  if (name === '_id_' && change.has('hidden')) throw badValue("can't hide _id index");
  return namedIndex(collection, name ?? key ?? null);
}

function changeExpiry(document: Doc, change: Doc, reply: Reply): void {
  const key = docOf(document.get('key'), 'key');
  const seconds = expiry(change, key);
  const before = document.get('expireAfterSeconds');
  if (before === seconds) return;
  document.set('expireAfterSeconds', seconds);
  if (before !== undefined) reply['expireAfterSeconds_old'] = asLong(before);
  reply['expireAfterSeconds_new'] = asLong(seconds);
}

function asLong(value: Value): Value {
  return typeof value === 'number' ? BigInt(value) : value;
}

function changeHidden(document: Doc, change: Doc, reply: Reply): void {
  const wanted = isTrue(change.get('hidden'));
  const before = document.get('hidden') === true;
  if (before === wanted) return;
  const sparse = document.get('sparse');
  document.delete('hidden');
  if (wanted) document.set('hidden', true);
  if (wanted && sparse !== undefined) {
    document.delete('sparse');
    document.set('sparse', sparse);
  }
  reply['hidden_old'] = before;
  reply['hidden_new'] = wanted;
}

/** Gives a collection another name, in place of the one that has it with `dropTarget`. */
export function renameCollection(call: Call): Reply {
  if (call.db !== 'admin') {
    throw new CommandError(13, 'renameCollection may only be run against the admin database.');
  }
  const from = splitNamespace(call.body.get('renameCollection'), 'renameCollection');
  const to = splitNamespace(call.body.get('to'), 'to');
  const { catalog, cursors } = call.engine;
  if (from.db === to.db && from.name === to.name) {
    throw new CommandError(20, "Can't rename a collection to itself");
  }
  const collection = catalog.find(from.db, from.name);
  if (!collection) throw new CommandError(26, `Source collection ${from.db}.${from.name} does not exist`);
  if (to.name.startsWith('system.') || to.name.includes('$')) {
    throw new CommandError(73, `Invalid target namespace: ${to.db}.${to.name}`);
  }
  const target = catalog.find(to.db, to.name);
  if (target && !isTrue(call.body.get('dropTarget'))) throw new CommandError(48, 'target namespace exists');
  for (const one of [collection, target]) if (one) cursors.closeReaders(one.namespace);
  catalog.rename(collection, to.db, to.name, target);
  return { ok: 1 };
}

function splitNamespace(value: Value | undefined, field: string): { db: string; name: string } {
  if (value === undefined) {
    throw new CommandError(40414, `BSON field 'renameCollection.${field}' is missing but a required field`);
  }
  if (typeof value !== 'string') throw typeMismatch(`BSON field 'renameCollection.${field}' is the wrong type`);
  const dot = value.indexOf('.');
  if (dot <= 0 || dot === value.length - 1) throw new CommandError(73, `Invalid namespace specified '${value}'`);
  if (Buffer.byteLength(value) > 255) throw failedToParse(`Fully qualified namespace is too long: ${value}`);
  return { db: value.slice(0, dot), name: value.slice(dot + 1) };
}
