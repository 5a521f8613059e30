import { asBuffer, decodeCommand, documentEnd } from '../bson/decode.ts';
import { encodeWithHeadroom } from '../bson/encode.ts';
import type { Doc, Reply } from '../bson/value.ts';
import { batchField } from '../commands/run-command.ts';

/** MongoDB's wire protocol: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const headerBytes = 16;
/** Of who has not signed in: nobody may make the server hold more for them. */
export const maxStrangerFrameBytes = 65_536;

/** A command as it came over the wire. */
export interface Request {
  id: number;
  isLegacy: boolean;
  /** The sender wants no answer. */
  isSilent: boolean;
  body: Doc;
  batch: Uint8Array[];
}

/** The frame does not speak the protocol: the connection cannot go on. */
export class BrokenFrame extends Error {}

/** The length of the frame that starts here, undefined while its first bytes are not there. */
export function frameLength(bytes: Buffer, at: number, maxBytes: number): number | undefined {
  if (bytes.length - at < 4) return undefined;
  const length = bytes.readInt32LE(at);
  if (length < headerBytes || length > maxBytes) throw new BrokenFrame(`a frame of ${length} bytes`);
  return length;
}

/** Reads one whole frame. Throws BrokenFrame for a broken envelope and CommandError for broken BSON inside. */
export function readFrame(frame: Buffer): Request {
  const id = frame.readInt32LE(4);
  const operation = frame.readInt32LE(12);
  if (operation === opMsg) return readMessage(frame, id);
  if (operation === opQuery) return readQuery(frame, id);
  throw new BrokenFrame(`the operation ${operation}`);
}

const checksumPresent = 1;
const moreToCome = 2;
const requiredBits = 0xffff;

function readMessage(frame: Buffer, id: number): Request {
  if (frame.length < headerBytes + 5) throw new BrokenFrame('a message too short');
  const flags = frame.readUInt32LE(headerBytes);
  if ((flags & requiredBits & ~(checksumPresent | moreToCome)) !== 0) throw new BrokenFrame('unknown flag bits');
  const end = frame.length - (flags & checksumPresent ? 4 : 0);
  let at = headerBytes + 4;
  let main: Buffer | undefined;
  let sequence: Uint8Array[] | undefined;
  while (at < end) {
    const kind = frame[at++];
    const size = at + 4 <= end ? frame.readInt32LE(at) : 0;
    if (size < 5 || at + size > end) throw new BrokenFrame('a section with a wrong length');
    const section = frame.subarray(at, at + size);
    if (kind === 0 && !main) main = section;
    else if (kind === 1 && !sequence) sequence = readSequence(section);
    else throw new BrokenFrame('unexpected sections');
    at += size;
  }
  if (!main) throw new BrokenFrame('a message without a body');
  const { body, raw } = decodeCommand(main, rawFieldOf(main));
  return { id, isLegacy: false, isSilent: (flags & moreToCome) !== 0, body, batch: sequence ?? raw ?? [] };
}

function readSequence(section: Buffer): Uint8Array[] {
  const name = section.indexOf(0, 4);
  if (name < 0) throw new BrokenFrame('a document sequence without a name');
  const documents: Uint8Array[] = [];
  let at = name + 1;
  while (at < section.length) {
    const end = documentEnd(section, at, section.length);
    documents.push(section.subarray(at, end));
    at = end;
  }
  return documents;
}

/** The command's name is its first key; it says which array stays encoded. */
function rawFieldOf(main: Buffer): string {
  const end = main.indexOf(0, 5);
  return end < 0 ? '' : batchField(main.toString('latin1', 5, end));
}

function readQuery(frame: Buffer, id: number): Request {
  const nameEnd = frame.indexOf(0, headerBytes + 4);
  if (nameEnd < 0 || nameEnd + 9 > frame.length) throw new BrokenFrame('a query too short');
  const namespace = frame.toString('utf8', headerBytes + 4, nameEnd);
  if (!namespace.endsWith('.$cmd')) throw new BrokenFrame('a legacy query');
  const { body } = decodeCommand(frame.subarray(nameEnd + 9), '');
  body.set('$db', namespace.slice(0, -5));
  return { id, isLegacy: true, isSilent: false, body, batch: [] };
}

let replyId = 0;

/** Wraps a reply, as values or already encoded, in the frame that answers the request. */
export function writeFrame(request: Pick<Request, 'id' | 'isLegacy'>, reply: Reply | Uint8Array): Buffer {
  const head = request.isLegacy ? headerBytes + 20 : headerBytes + 5;
  const frame = reply instanceof Uint8Array ? prefixed(reply, head) : encodeWithHeadroom(reply, head);
  frame.fill(0, headerBytes, head);
  frame.writeInt32LE(frame.length, 0);
  replyId = (replyId + 1) | 0;
  frame.writeInt32LE(replyId, 4);
  frame.writeInt32LE(request.id, 8);
  frame.writeInt32LE(request.isLegacy ? opReply : opMsg, 12);
  if (request.isLegacy) frame.writeInt32LE(1, headerBytes + 16);
  return frame;
}

function prefixed(bytes: Uint8Array, head: number): Buffer {
  const frame = Buffer.allocUnsafe(head + bytes.length);
  asBuffer(bytes).copy(frame, head);
  return frame;
}
