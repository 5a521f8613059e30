import { isTrue, print } from '../bson/read-value.ts';
import type { Doc, Reply, Value } from '../bson/value.ts';
import { badValue, CommandError, failedToParse, notSupported } from '../command-error.ts';

const levels = ['local', 'majority', 'linearizable', 'available', 'snapshot'];
const readers = words('find aggregate count distinct getMore explain');
const writers = words(
  'insert update delete findAndModify findandmodify createIndexes dropIndexes create drop dropDatabase collMod renameCollection commitTransaction abortTransaction aggregate',
);
const firstApi = words(
  'abortTransaction aggregate authenticate collMod commitTransaction count create createIndexes delete drop dropDatabase dropIndexes endSessions explain find findAndModify getMore hello insert killCursors listCollections listDatabases listIndexes ping refreshSessions saslContinue saslStart update',
);

/** Throws as MongoDB does for what every command may say about reading, writing, time and versions, and here is wrong. */
export function checkConcerns(name: string, body: Doc): void {
  checkTime(body.get('maxTimeMS'));
  if (body.has('readConcern')) checkReadConcern(name, body);
  if (body.has('writeConcern')) checkWriteConcern(name, body.get('writeConcern'));
  checkApi(name, body);
}

function checkTime(value: Value | undefined): void {
  if (value === undefined || (typeof value === 'number' && value >= 0)) return;
  const number = typeof value === 'bigint' ? Number(value) : typeof value === 'object' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) throw badValue('maxTimeMS must be a number');
  if (number < 0 || number > 2 ** 31 - 1) {
    throw badValue(`${print(value)} value for maxTimeMS is out of range [0, 2147483647]`);
  }
}

function checkReadConcern(name: string, body: Doc): void {
  const concern = body.get('readConcern');
  if (!(concern instanceof Map)) throw failedToParse('readConcern field should be an object');
  for (const [option] of concern) {
    if (!['level', 'afterClusterTime', 'atClusterTime', 'afterOpTime', 'provenance'].includes(option)) {
      throw new CommandError(72, `Unrecognized option in readConcern: ${option}`);
    }
  }
  const level = concern.get('level');
  if (level === undefined || level === 'local') return;
  if (typeof level !== 'string' || !levels.includes(level)) {
    const known = "'local', 'majority', 'linearizable', 'available', or 'snapshot'";
    throw failedToParse(`readConcern.level must be either ${known}`);
  }
  // The first command of a transaction says for all of it how it reads.
  if (isTrue(body.get('startTransaction'))) return;
  const isSnapshotReader = name === 'find' || name === 'aggregate' || name === 'distinct';
  if (!readers.has(name) || (level === 'snapshot' && !isSnapshotReader)) {
    throw new CommandError(72, `Command ${name} does not support { readConcern: { level: "${level}" } }`);
  }
  if (level === 'snapshot') throw notSupported('read concern snapshot outside of a transaction');
}

function checkWriteConcern(name: string, concern: Value | undefined): void {
  if (!(concern instanceof Map)) throw failedToParse('writeConcern field should be an object');
  const { size } = concern;
  if (size > 0 && !writers.has(name)) throw new CommandError(72, 'Command does not support writeConcern');
  const w = concern.get('w');
  if (typeof w === 'number' && (w < 0 || w > 50)) {
    throw failedToParse(`w has to be a non-negative number and not greater than 50; found: ${w}`);
  }
}

function checkApi(name: string, body: Doc): void {
  const version = body.get('apiVersion');
  const isStrict = isTrue(body.get('apiStrict'));
  if (version === undefined) {
    if (!isStrict && !isTrue(body.get('apiDeprecationErrors'))) return;
    throw new CommandError(4886600, 'Provided apiStrict and/or apiDeprecationErrors without passing apiVersion');
  }
  if (version !== '1') throw new CommandError(322, `Cannot accept API version ${print(version)}`);
  if (isStrict && !firstApi.has(name)) {
    throw new CommandError(323, `Provided apiStrict:true, but the command ${name} is not in API Version 1.`);
  }
}

/** What a reply adds when a write was to be on more members than the one there is, or had a tag; undefined otherwise. */
export function writeConcernError(name: string, body: Doc): Reply | undefined {
  const concern = body.get('writeConcern');
  const w = concern instanceof Map && writers.has(name) ? concern.get('w') : undefined;
  if (typeof w === 'number' && w > 1) return described(new CommandError(100, 'Not enough data-bearing nodes'));
  if (typeof w !== 'string' || w === 'majority') return undefined;
  return described(new CommandError(79, `No write concern mode named '${w}' found in replica set configuration`));
}

function described({ code, codeName, message }: CommandError): Reply {
  return { code, codeName, errmsg: message };
}

function words(text: string): Set<string> {
  return new Set(text.split(' '));
}
