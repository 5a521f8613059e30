import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { DomainError } from '@answerdesk/domain';

const VERSION = 'v1';

/** Seals and opens the credentials of tenants. */
export interface SecretBox {
  /** `v1.<key id>.<iv>.<tag>.<ciphertext>` in base64url; `owner` (an account's id) is bound in and needed to open it. */
  seal(secrets: Readonly<Record<string, string>>, owner: string): string;
  /** Throws DomainError `unavailable` when the text was sealed under another key, for another owner, or was altered. */
  open(sealed: string, owner: string): Record<string, string>;
  /** Whether a text was sealed under the current key, by the name of the key it bears. */
  isCurrent(sealed: string): boolean;
}

interface NamedKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * Makes a box from `SECRET_KEY`: AES-256-GCM, the key derived with SHA-256, a fresh iv for each sealing. What was sealed
 * under `oldSecretKey` can be opened too, while keys are being rotated.
 */
export function createSecretBox(secretKey: string, oldSecretKey?: string): SecretBox {
  const current = nameKey(secretKey);
  const keys = oldSecretKey === undefined ? [current] : [current, nameKey(oldSecretKey)];
  return {
    seal(secrets, owner) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
      const parts = [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'));
      return [VERSION, current.id, ...parts].join('.');
    },
    open(sealed, owner) {
      const [version, id, iv, tag, body] = sealed.split('.');
      const named = keys.find((one) => one.id === id);
      if (version !== VERSION || !named || !iv || !tag || body === undefined) {
        throw new DomainError('unavailable', 'These credentials were sealed under another SECRET_KEY.');
      }
      try {
        const decipher = createDecipheriv('aes-256-gcm', named.key, Buffer.from(iv, 'base64url'))
          .setAAD(Buffer.from(owner))
          .setAuthTag(Buffer.from(tag, 'base64url'));
        const opened = Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]);
        return JSON.parse(opened.toString('utf8'));
      } catch (error) {
        throw new DomainError('unavailable', 'These credentials cannot be opened.', { cause: error });
      }
    },
    isCurrent: (sealed) => sealed.startsWith(`${VERSION}.${current.id}.`),
  };
}

function nameKey(secretKey: string): NamedKey {
  const key = createHash('sha256').update(`answerdesk credentials\n${secretKey}`).digest();
  return { id: createHash('sha256').update(key).digest('base64url').slice(0, 8), key };
}
