import { randomBytes, randomInt } from 'node:crypto';

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A token as an owner would enter it on Tencent's pages. */
export function newToken(): string {
  return randomBytes(12).toString('hex');
}

/** An EncodingAESKey: 43 letters and digits, which are the base64 of 32 bytes without its `=`. */
export function newAesKey(): string {
  return Array.from({ length: 43 }, () => LETTERS_AND_DIGITS[randomInt(LETTERS_AND_DIGITS.length)]).join('');
}
