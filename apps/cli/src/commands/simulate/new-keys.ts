import { randomBytes } from 'node:crypto';

/** A token as an owner would enter it on Tencent's pages. */
export function newToken(): string {
  return randomBytes(12).toString('hex');
}

/** An EncodingAESKey: 43 characters, the base64 of 32 bytes without its `=`. */
export function newAesKey(): string {
  return randomBytes(32).toString('base64').slice(0, 43);
}
