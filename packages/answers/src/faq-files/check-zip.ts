import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

export interface ZipMeasures {
  readonly bytes: number;
  /** How many `<` the entries hold: what reading XML costs goes by its tags more than by its bytes. */
  readonly tags: number;
}

/**
 * Whether what a zip file holds, once really unpacked, keeps to `most`; what its directory declares is not believed.
 * Throws when it is not a plain zip file (PKWARE APPNOTE 6.3.10, §4.3): entries stored or deflated, nothing between
 * the directory and the end, no zip64.
 */
export async function checkZip(bytes: Uint8Array, most: ZipMeasures): Promise<boolean> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = entriesOf(zip);
  if (entries.reduce((sum, entry) => sum + entry.declaredBytes, 0) > most.bytes) return false;
  let size = 0;
  let tags = 0;
  for (const entry of entries) {
    const unpacked = await unpack(zip, entry, most.bytes - size);
    if (!unpacked) return false;
    size += unpacked.length;
    tags += tagsIn(unpacked, most.tags - tags);
    if (size > most.bytes || tags > most.tags) return false;
  }
  return true;
}

interface Entry {
  readonly method: number;
  readonly packedBytes: number;
  readonly declaredBytes: number;
  readonly at: number;
}

function entriesOf(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end === -1) throw new Error('no end of directory');
  const start = zip.readUInt32LE(end + 16);
  if (start + zip.readUInt32LE(end + 12) !== end) throw new Error('the directory is not where it is said to be');
  const entries: Entry[] = [];
  for (let at = start; at < end; ) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('not an entry');
    entries.push({
      method: zip.readUInt16LE(at + 10),
      packedBytes: zip.readUInt32LE(at + 20),
      declaredBytes: zip.readUInt32LE(at + 24),
      at: zip.readUInt32LE(at + 42),
    });
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

async function unpack(zip: Buffer, entry: Entry, mostBytes: number): Promise<Buffer | undefined> {
  const data = entry.at + 30 + zip.readUInt16LE(entry.at + 26) + zip.readUInt16LE(entry.at + 28);
  const packed = zip.subarray(data, data + entry.packedBytes);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new Error('an unknown way of packing');
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, mostBytes) });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Counts `<` in UTF-8 up to one more than `most`. */
function tagsIn(text: Buffer, most: number): number {
  let count = 0;
  for (let at = text.indexOf(0x3c); at !== -1 && count <= most; at = text.indexOf(0x3c, at + 1)) count += 1;
  return count;
}
