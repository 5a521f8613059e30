import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { CommandError, notSupported } from '../command-error.ts';
import type { Doc, Value } from './value.ts';

const maxDepth = 200;

/** Reads the document at `start`. Throws InvalidBSON (22) on anything malformed; never reads past its stated length. */
export function decodeDocument(bytes: Uint8Array, start = 0): Doc {
  const buffer = asBuffer(bytes);
  return new Decoder(buffer).document(start, documentEnd(buffer, start, buffer.length), 0);
}

/** Reads a command: like a document, but the named array field comes as a list of still encoded documents. */
export function decodeCommand(bytes: Uint8Array, rawField: string): { body: Doc; raw: Uint8Array[] | undefined } {
  const buffer = asBuffer(bytes);
  const decoder = new Decoder(buffer, rawField);
  const body = decoder.document(0, documentEnd(buffer, 0, buffer.length), 0);
  return { body, raw: decoder.raw };
}

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Checks the length prefix of the document at `start` against what is there and returns where it ends. */
export function documentEnd(buffer: Buffer, start: number, limit: number): number {
  if (start < 0 || start + 5 > limit) throw invalid('not enough bytes for a document');
  const size = buffer.readInt32LE(start);
  if (size < 5 || start + size > limit || buffer[start + size - 1] !== 0)
    throw invalid('a document has a wrong length');
  return start + size;
}

class Decoder {
  raw: Uint8Array[] | undefined;
  readonly #buffer: Buffer;
  readonly #rawField: string | undefined;
  #at = 0;

  constructor(buffer: Buffer, rawField?: string) {
    this.#buffer = buffer;
    this.#rawField = rawField;
  }

  document(start: number, end: number, depth: number): Doc {
    if (depth > maxDepth) throw new CommandError(15, 'a document is nested too deeply');
    const doc: Doc = new Map();
    this.#at = start + 4;
    while (this.#at < end - 1) {
      const type = this.#buffer[this.#at++] ?? 0;
      const name = this.#name(end);
      if (depth === 0 && type === 0x04 && name === this.#rawField) this.raw = this.#rawArray(end);
      else doc.set(name, this.#value(type, end, depth));
    }
    this.#finish(end);
    return doc;
  }

  #array(start: number, end: number, depth: number): Value[] {
    if (depth > maxDepth) throw new CommandError(15, 'a document is nested too deeply');
    const values: Value[] = [];
    this.#at = start + 4;
    while (this.#at < end - 1) {
      const type = this.#buffer[this.#at++] ?? 0;
      this.#skipName(end);
      values.push(this.#value(type, end, depth));
    }
    this.#finish(end);
    return values;
  }

  #rawArray(limit: number): Uint8Array[] {
    const end = documentEnd(this.#buffer, this.#at, limit);
    const found: Uint8Array[] = [];
    this.#at += 4;
    while (this.#at < end - 1) {
      if (this.#buffer[this.#at++] !== 0x03) throw new CommandError(14, `${this.#rawField} must hold documents`);
      this.#skipName(end);
      const next = documentEnd(this.#buffer, this.#at, end);
      found.push(this.#buffer.subarray(this.#at, next));
      this.#at = next;
    }
    this.#finish(end);
    return found;
  }

  #finish(end: number): void {
    if (this.#at !== end - 1) throw invalid('a field runs over the end of its document');
    this.#at = end;
  }

  #value(type: number, limit: number, depth: number): Value {
    const buffer = this.#buffer;
    const at = this.#at;
    switch (type) {
      case 0x10:
        this.#need(4, limit);
        return buffer.readInt32LE(at);
      case 0x02:
        return this.#string(limit);
      case 0x01:
        this.#need(8, limit);
        return new Double(buffer.readDoubleLE(at));
      case 0x03:
        return this.document(at, documentEnd(buffer, at, limit), depth + 1);
      case 0x04:
        return this.#array(at, documentEnd(buffer, at, limit), depth + 1);
      case 0x07:
        this.#need(12, limit);
        return new ObjectId(Uint8Array.prototype.slice.call(buffer, at, at + 12));
      case 0x08:
        this.#need(1, limit);
        return buffer[at] === 1;
      case 0x09:
        this.#need(8, limit);
        return dateOf(buffer.readBigInt64LE(at));
      case 0x0a:
      case 0x06:
        return null;
      case 0x12:
        this.#need(8, limit);
        return buffer.readBigInt64LE(at);
      default:
        return this.#rareValue(type, limit);
    }
  }

  #rareValue(type: number, limit: number): Value {
    const buffer = this.#buffer;
    const at = this.#at;
    switch (type) {
      case 0x05: {
        this.#need(5, limit);
        const size = buffer.readInt32LE(at);
        if (size < 0) throw invalid('a binary has a wrong length');
        this.#need(size, limit);
        return new Binary(Uint8Array.prototype.slice.call(buffer, at + 5, at + 5 + size), buffer[at + 4] ?? 0);
      }
      case 0x0b: {
        const pattern = this.#name(limit);
        const options = this.#name(limit);
        if (!/^[imxlsu]*$/.test(options))
          throw notSupported(`the regular expression option in ${JSON.stringify(options)}`);
        return new BSONRegExp(pattern, options);
      }
      case 0x0d:
        return new Code(this.#string(limit));
      case 0x0e:
        return new BSONSymbol(this.#string(limit));
      case 0x11:
        this.#need(8, limit);
        return new Timestamp({ t: buffer.readUInt32LE(at + 4), i: buffer.readUInt32LE(at) });
      case 0x13:
        this.#need(16, limit);
        return new Decimal128(Uint8Array.prototype.slice.call(buffer, at, at + 16));
      case 0xff:
        return new MinKey();
      case 0x7f:
        return new MaxKey();
      default:
        throw invalid(`a field has the unknown or unsupported type 0x${type.toString(16)}`);
    }
  }

  #need(size: number, limit: number): void {
    this.#at += size;
    if (this.#at > limit - 1) throw invalid('a value runs over the end of its document');
  }

  #string(limit: number): string {
    const at = this.#at;
    this.#need(4, limit);
    const size = this.#buffer.readInt32LE(at);
    if (size < 1) throw invalid('a string has a wrong length');
    this.#need(size, limit);
    const end = at + 4 + size - 1;
    if (this.#buffer[end] !== 0) throw invalid('a string is not terminated');
    return this.#buffer.toString('utf8', at + 4, end);
  }

  #skipName(limit: number): void {
    const end = this.#buffer.indexOf(0, this.#at);
    if (end < 0 || end >= limit) throw invalid('a field name is not terminated');
    this.#at = end + 1;
  }

  #name(limit: number): string {
    const buffer = this.#buffer;
    const start = this.#at;
    let hash = 0;
    let end = start;
    let byte = buffer[end] ?? 0;
    while (byte !== 0) {
      hash = (hash * 31 + byte) | 0;
      byte = buffer[++end] ?? 0;
    }
    if (end >= limit) throw invalid('a field name is not terminated');
    this.#at = end + 1;
    return internedName(buffer, start, end, hash & 2047);
  }
}

/** Field names repeat: the same few strings serve all documents, already hashed for their Map. */
const names: string[] = new Array(2048).fill('');

function internedName(buffer: Buffer, start: number, end: number, slot: number): string {
  const known = names[slot] ?? '';
  if (known.length === end - start) {
    let at = 0;
    while (at < known.length && known.charCodeAt(at) === buffer[start + at]) at++;
    if (at === known.length) return known;
  }
  const name = buffer.toString('utf8', start, end);
  if (name.length === end - start && name.length <= 64) names[slot] = name;
  return name;
}

function invalid(why: string): CommandError {
  return new CommandError(22, `invalid BSON: ${why}`);
}

const furthestDate = 8_640_000_000_000_000n;

/** JavaScript knows no later or earlier date; to keep it as another would be wrong. */
function dateOf(ms: bigint): Date {
  if (ms <= furthestDate && ms >= -furthestDate) return new Date(Number(ms));
  throw notSupported(`a date ${ms} milliseconds from 1970`);
}
