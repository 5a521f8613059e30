import { createHmac } from 'node:crypto';
import type { mongodbAdapter } from 'better-auth/adapters/mongodb';
import { authCollections } from './auth-collections.ts';

/** What better-auth signs and encrypts with: the current key, and an old one that what is not yet rotated opens with. */
export interface SignInKeys {
  readonly secret: string;
  readonly secrets: { version: number; value: string }[];
}

/** Derives the keys of sign-in from `SECRET_KEY` and, while keys are being rotated, the one before it. */
export function signInKeysOf(secretKey: string, oldSecretKey?: string): SignInKeys {
  const keys = [secretKey, ...(oldSecretKey === undefined ? [] : [oldSecretKey])].map(deriveKey);
  return {
    // What was encrypted before keys had names was encrypted with the oldest one.
    secret: keys.at(-1) ?? '',
    secrets: keys.map((value) => ({ version: nameOf(value), value })),
  };
}

/**
 * Encrypts people's second factors under the current key alone; safe to repeat and to break off. What neither key opens is
 * left as it is, and counted.
 */
export async function rotateSecondFactors(
  db: Parameters<typeof mongodbAdapter>[0],
  { secret, secrets }: SignInKeys,
): Promise<{ readonly rotated: number; readonly unreadable: number }> {
  const { symmetricDecrypt, symmetricEncrypt } = await import('better-auth/crypto');
  const current = secrets[0];
  if (!current) throw new RangeError('There is no key to encrypt with.');
  const key = {
    keys: new Map(secrets.map(({ version, value }) => [version, value])),
    currentVersion: current.version,
    legacySecret: secret,
  };
  const people = db.collection(authCollections.twoFactor);
  const count = { rotated: 0, unreadable: 0 };
  for await (const { _id, secret: factor, backupCodes } of people.find()) {
    try {
      const anew = async (data: string) => symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data }) });
      const $set = { secret: await anew(String(factor)), backupCodes: await anew(String(backupCodes)) };
      const { matchedCount } = await people.updateOne({ _id, secret: factor, backupCodes }, { $set });
      count.rotated += matchedCount;
    } catch {
      count.unreadable += 1;
    }
  }
  return count;
}

function deriveKey(secretKey: string): string {
  return createHmac('sha256', secretKey).update('answerdesk sign-in').digest('base64url');
}

/** A name for a key that tells nothing of it. */
function nameOf(key: string): number {
  return createHmac('sha256', key).update('name').digest().readUInt32BE() >>> 1;
}
