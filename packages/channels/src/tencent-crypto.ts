import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;
const BLOCK = 32;

/** What was sealed, and for whom: an appid or a corpid. */
export interface Opened {
  readonly message: string;
  readonly receiver: string;
}

/**
 * The signature of a callback: sha1 over its parts, sorted and joined, in hex.
 * Source: developer.work.weixin.qq.com, document/path/90968.
 */
export function signatureOf(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** Compares two texts in a time that tells nothing about either. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

/** Whether a text is an EncodingAESKey: 43 characters of base64, which are 32 bytes. */
export function isAesKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{43}$/.test(text) && keyOf(text).length === BLOCK;
}

/**
 * Seals a message for a receiver: AES-256-CBC over 16 random bytes, the length, the message and the receiver, padded to
 * 32 bytes; in base64. Throws RangeError for a key that is none.
 */
export function seal(
  aesKey: string,
  { message, receiver }: Opened,
  random: Uint8Array = randomBytes(RANDOM_BYTES),
): string {
  if (!isAesKey(aesKey)) throw new RangeError('not an EncodingAESKey');
  const text = Buffer.from(message);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([random, length, text, Buffer.from(receiver)]);
  const padding = BLOCK - (plain.length % BLOCK);
  const key = keyOf(aesKey);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString(
    'base64',
  );
}

/** Opens what `seal` made; undefined for anything else. Check its signature first, and the receiver after. */
export function open(aesKey: string, sealed: string): Opened | undefined {
  if (!isAesKey(aesKey)) return undefined;
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined;
  const key = keyOf(aesKey);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK || padding > padded.length) return undefined;
  if (padded.subarray(padded.length - padding).some((byte) => byte !== padding)) return undefined;
  const plain = padded.subarray(0, padded.length - padding);
  const start = RANDOM_BYTES + LENGTH_BYTES;
  if (plain.length < start) return undefined;
  const end = start + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length) return undefined;
  return { message: plain.toString('utf8', start, end), receiver: plain.toString('utf8', end) };
}

function keyOf(aesKey: string): Buffer {
  return Buffer.from(`${aesKey}=`, 'base64');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
