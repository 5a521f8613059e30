import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { encodeDocument } from '../src/bson/encode.ts';
import type { Doc, Reply, Value } from '../src/bson/value.ts';
import { message } from './raw-client.ts';

/** Numbers from 0 up to `limit`, the same ones for the same seed. */
export type Dice = (limit: number) => number;

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

const $db = 'frames';
const nested = new Map<string, Value>([
  ['a', new Map<string, Value>([['$in', [1, 'x', new Map([['b', 2]])]]])],
  ['n', new Map<string, Value>([['$gte', new Double(0.5)]])],
]);
const stored = (): Doc =>
  new Map<string, Value>([
    ['_id', new ObjectId()],
    ['a', [1, 'x', null, true]],
    ['n', 1n],
    ['rare', rare],
  ]);
/** One of every type, so that a changed byte meets each of their readers. */
const rare: Value[] = [
  new BSONRegExp('^a', 'im'),
  new Timestamp({ t: 1, i: 2 }),
  Decimal128.fromString('1.5'),
  new Code('x'),
  new BSONSymbol('y'),
  new Binary(Buffer.from([1, 2]), 4),
  new Date(0),
  new MinKey(),
  new MaxKey(),
];
const change = new Map<string, Value>([
  ['$set', new Map([['s', 'ä€😀']])],
  ['$inc', new Map([['n', 1]])],
]);
const session = { id: new Binary(Buffer.alloc(16, 7), Binary.SUBTYPE_UUID) };
const scram = new Binary(Buffer.from('n,,n=answerdesk,r=abcdefghijklmnop'));
const attempt = { saslStart: 1, mechanism: 'SCRAM-SHA-256', payload: scram };

/** What clients say, sound as it stands. */
const commands: readonly (() => Reply)[] = [
  () => ({ ping: 1 }),
  () => ({ ping: 1, comment: rare }),
  () => ({ hello: 1, saslSupportedMechs: 'admin.answerdesk', speculativeAuthenticate: { ...attempt, db: 'admin' } }),
  () => ({ ...attempt, options: { skipEmptyExchange: true } }),
  () => ({ saslContinue: 1, conversationId: 1, payload: new Binary(Buffer.from('c=biws,r=abc,p=AAAA')) }),
  () => ({ insert: 'seq', documents: [stored(), stored()], ordered: false }),
  () => ({ insert: 'seq', documents: [stored()], lsid: session, txnNumber: 3n }),
  () => ({ find: 'seq', filter: nested, sort: { n: -1, a: 1 }, projection: { s: 1 }, limit: 3 }),
  () => ({ find: 'seq', filter: { a: new BSONRegExp('x', 's'), n: { $in: rare } } }),
  () => ({ find: 'seq', filter: { s: { $regex: '^a+b', $options: 'i' } }, skip: 1, batchSize: 2, singleBatch: true }),
  () => ({ update: 'seq', updates: [{ q: nested, u: change, upsert: true }] }),
  () => ({ delete: 'seq', deletes: [{ q: { n: { $lt: 5 } }, limit: 0 }] }),
  () => ({ findAndModify: 'seq', query: { n: 1 }, update: change, new: true, upsert: true }),
  () => ({ aggregate: 'seq', pipeline: [{ $match: nested }, { $group: { _id: '$a', n: { $sum: 1 } } }], cursor: {} }),
  () => ({ count: 'seq', query: { $or: [{ a: 1 }, { n: { $exists: false } }] } }),
  () => ({ distinct: 'seq', key: 'a', query: {} }),
  () => ({ createIndexes: 'seq', indexes: [{ key: { n: 1, a: -1 }, name: 'n_1_a_-1', sparse: true }] }),
  () => ({ dropIndexes: 'seq', index: 'n_1_a_-1' }),
  () => ({ listCollections: 1, filter: { name: 'seq' } }),
  () => ({ explain: { find: 'seq', filter: { n: 1 } } }),
  () => ({ getMore: 77n, collection: 'seq', batchSize: 3 }),
  () => ({ killCursors: 'seq', cursors: [77n] }),
  () => ({ endSessions: [session] }),
];

function soundFrame(dice: Dice): Buffer {
  const make = commands[dice(commands.length)] ?? (() => ({ ping: 1 }));
  switch (dice(8)) {
    case 0:
      return legacyHello(dice);
    case 1:
      return withSequence();
    case 2:
      return nestedDeep(1 + dice(400), dice(2) === 0);
    case 3:
      return message({ ...make(), $db }, 1, Buffer.alloc(4));
    default:
      return message({ ...make(), $db });
  }
}

function legacyHello(dice: Dice): Buffer {
  const body = encodeDocument({ [dice(2) === 0 ? 'isMaster' : 'hello']: 1, helloOk: true });
  const frame = Buffer.concat([Buffer.alloc(20), Buffer.from('admin.$cmd\0'), Buffer.alloc(8, 0xff), body]);
  frame.writeInt32LE(frame.length, 0);
  frame.writeInt32LE(2004, 12);
  return frame;
}

function withSequence(): Buffer {
  const content = Buffer.concat([Buffer.from('documents\0'), encodeDocument(stored()), encodeDocument(stored())]);
  const head = Buffer.from([1, 0, 0, 0, 0]);
  head.writeInt32LE(4 + content.length, 1);
  return message({ insert: 'seq', $db }, 0, Buffer.concat([head, content]));
}

function nestedDeep(depth: number, inArrays: boolean): Buffer {
  let value: Value = 1;
  for (let at = 0; at < depth; at++) value = inArrays ? [value] : new Map([['d', value]]);
  return message({ insert: 'deep', documents: [new Map<string, Value>([['d', value]])], $db });
}

const telling = [0, 1, -1, 2, 4, 5, 15, 16, 127, 255, 65_535, 2 ** 24, 48_000_000, 2 ** 31 - 1, -(2 ** 31)];
const operations = [1, 2001, 2002, 2004, 2005, 2006, 2007, 2010, 2012, 2013, 0, -1];

const mutations: readonly ((frame: Buffer, dice: Dice) => Buffer)[] = [
  function bytes(frame, dice) {
    for (let left = 1 + dice(8); left > 0; left--) frame[dice(frame.length)] = dice(256);
    return frame;
  },
  function length(frame, dice) {
    if (frame.length > 24) frame.writeInt32LE(telling[dice(telling.length)] ?? 0, 16 + dice(frame.length - 20));
    return frame;
  },
  function oneOff(frame, dice) {
    if (frame.length > 24) frame.writeInt32LE(frame.readInt32LE(21 % (frame.length - 4)) + dice(5) - 2, 21);
    return frame;
  },
  function cut(frame, dice) {
    return frame.subarray(0, dice(frame.length));
  },
  function grown(frame, dice) {
    return Buffer.concat([frame, Buffer.from(Array.from({ length: 1 + dice(64) }, () => dice(256)))]);
  },
  function spliced(frame, dice) {
    const other = soundFrame(dice);
    return Buffer.concat([frame.subarray(0, dice(frame.length)), other.subarray(dice(other.length))]);
  },
  function notUtf8(frame, dice) {
    const start = dice(frame.length);
    return frame.fill(
      Buffer.from([0xc3, 0x28, 0xed, 0xa0, 0x80, 0xff]),
      start,
      Math.min(frame.length, start + 1 + dice(6)),
    );
  },
  function flags(frame, dice) {
    if (frame.length > 20) frame.writeInt32LE(2 ** dice(20), 16);
    return frame;
  },
  function operation(frame, dice) {
    if (frame.length >= 16) frame.writeInt32LE(operations[dice(operations.length)] ?? 0, 12);
    return frame;
  },
  function noise(_frame, dice) {
    return Buffer.from(Array.from({ length: 1 + dice(200) }, () => dice(256)));
  },
];

const insideDocument = 25;

/** Changed where the envelope stays sound, so that the change gets as far as the command. */
function mutatedInside(frame: Buffer, dice: Dice): Buffer {
  const inside = frame.subarray(insideDocument);
  if (inside.length === 0) return frame;
  const at = dice(inside.length);
  const kind = dice(3);
  if (kind === 0) inside[at] = 0x80 + dice(128);
  else if (kind === 1) inside[at] = dice(20);
  else if (at + 4 <= inside.length) inside.writeInt32LE(telling[dice(telling.length)] ?? 0, at);
  return frame;
}

/** A frame, sound in one case of ten, else changed once to three times; its stated length is mostly what it is. */
export function mutatedFrame(dice: Dice): Buffer {
  let frame: Buffer = Buffer.from(soundFrame(dice));
  if (dice(10) === 0) return frame;
  if (dice(2) === 0) return mutatedInside(frame, dice);
  for (let left = 1 + dice(3); left > 0 && frame.length > 0; left--) {
    frame = mutations[dice(mutations.length)]?.(frame, dice) ?? frame;
  }
  if (frame.length >= 4 && dice(10) < 8) frame.writeInt32LE(frame.length, 0);
  else if (frame.length >= 4 && dice(2) === 0) frame.writeInt32LE(telling[dice(telling.length)] ?? 0, 0);
  return frame;
}
