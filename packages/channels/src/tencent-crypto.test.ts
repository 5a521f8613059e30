import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isAesKey, isSame, open, seal, signatureOf } from './tencent-crypto.ts';

const vectorShape = z.object({
  id: z.string(),
  kind: z.string(),
  token: z.string(),
  timestamp: z.string().optional(),
  nonce: z.string().optional(),
  aesKey: z.string().optional(),
  appId: z.string().optional(),
  receiveId: z.string().optional(),
  random: z.string().optional(),
  encrypt: z.string().optional(),
  expected_encrypt: z.string().optional(),
  plaintext: z.string().optional(),
  expected_plaintext: z.string().optional(),
  msg_signature: z.string().optional(),
  expected_signature: z.string().optional(),
});
const file = new URL('../../testing/specs/wechat/wxbizmsgcrypt-vectors.json', import.meta.url);
const { vectors } = z.object({ vectors: z.array(vectorShape).min(5) }).parse(JSON.parse(readFileSync(file, 'utf8')));
const sealedOnes = vectors.filter((vector) => vector.encrypt !== undefined || vector.expected_encrypt !== undefined);
const signedOnes = vectors.filter((vector) => vector.msg_signature ?? vector.expected_signature);
const key = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

describe('what Tencent publishes', () => {
  test('holds sealed texts and signatures', () => {
    expect([sealedOnes.length, signedOnes.length]).toEqual([3, 4]);
  });

  test.each(signedOnes)('$id is signed as published', (vector) => {
    const { token, timestamp = '', nonce = '', encrypt: sealed, msg_signature, expected_signature } = vector;
    const parts = sealed === undefined ? [token, timestamp, nonce] : [token, timestamp, nonce, sealed];
    expect(signatureOf(...parts)).toBe(msg_signature ?? expected_signature);
  });

  test.each(sealedOnes)('$id opens to what was sealed, and is sealed to the same text', (vector) => {
    const { aesKey = '', appId, receiveId } = vector;
    const receiver = appId ?? receiveId ?? '';
    const sealed = vector.encrypt ?? vector.expected_encrypt ?? '';
    const message = vector.expected_plaintext ?? vector.plaintext ?? '';
    expect(open(aesKey, sealed)).toEqual({ message, receiver });
    const random = Buffer.from(vector.random ?? decrypt(aesKey, sealed).random);
    expect(seal(aesKey, { message, receiver }, random)).toBe(sealed);
  });
});

test('what is sealed here opens with an independent implementation, and the other way round', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 500 }).map((text) => text.toWellFormed());
  fc.assert(
    fc.property(texts, fc.stringMatching(/^w[wx][0-9a-f]{16}$/), (message, receiver) => {
      const aesKey = randomBytes(32).toString('base64').slice(0, 43);
      const ours = decrypt(aesKey, seal(aesKey, { message, receiver }));
      expect({ message: ours.message, id: ours.id }).toEqual({ message, id: receiver });
      expect(open(aesKey, encrypt(aesKey, message, receiver))).toEqual({ message, receiver });
      expect(signatureOf(aesKey, '1', '2', message)).toBe(getSignature(aesKey, '1', '2', message));
    }),
    { numRuns: 200 },
  );
});

describe('opening', () => {
  const sealed = seal(key, { message: 'Hello', receiver: 'wx2c2769f8efd9abc2' });

  test.each(['', 'a', 'not base64!', Buffer.alloc(15).toString('base64'), Buffer.alloc(16).toString('base64')])(
    '%j gives nothing',
    (text) => expect(open(key, text)).toBeUndefined(),
  );

  test('with another key, or none, gives nothing or another receiver', () => {
    const other = open(`z${key.slice(1)}`, sealed);
    expect(other?.receiver).not.toBe('wx2c2769f8efd9abc2');
    expect(open('', sealed)).toBeUndefined();
    expect(open(key.slice(1), sealed)).toBeUndefined();
  });

  test('random and altered texts never throws', () => {
    const bytes = Buffer.from(sealed, 'base64');
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        (random, at, by) => {
          open(key, Buffer.from(random).toString('base64'));
          const altered = Buffer.from(bytes);
          altered.writeUInt8((altered.readUInt8(at) ^ by) & 0xff, at);
          open(key, altered.toString('base64'));
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('a length that lies past the end is refused', () => {
  const lying = Buffer.concat([Buffer.alloc(16), Buffer.from([0xff, 0xff, 0xff, 0xff]), Buffer.from('x')]);
  const receiver = '';
  const whole = seal(key, { message: lying.toString('latin1').slice(20), receiver }, lying.subarray(0, 16));
  expect(open(key, whole)).toEqual({ message: 'x', receiver });
  const tooShort = seal(key, { message: '', receiver }, Buffer.concat([lying, Buffer.alloc(3)]));
  expect(open(key, tooShort)).toBeUndefined();
});

test('a key is 43 characters of base64', () => {
  expect(isAesKey(key)).toBe(true);
  for (const wrong of ['', key.slice(1), `${key}a`, `${key.slice(1)}=`, `${key.slice(1)}\n`])
    expect(isAesKey(wrong)).toBe(false);
  expect(() => seal('short', { message: '', receiver: '' })).toThrow(RangeError);
});

test('texts of different lengths are compared too', () => {
  expect([isSame('a', 'a'), isSame('a', 'ab'), isSame('', 'a'), isSame('', '')]).toEqual([true, false, false, true]);
});
