import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { DomainError } from '@answerdesk/domain';

const VERSION = 'v1';

/** Seals and opens the credentials of tenants. */
export interface SecretBox {
  /** `v1.<key id>.<iv>.<tag>.<ciphertext>` in base64url; `owner` (an account's id) is bound in and needed to open it. */
  seal(secrets: Readonly<Record<string, string>>, owner: string): string;
  /** Throws DomainError `unavailable` when the text was sealed under another key, for another owner, or was altered. */
  open(sealed: string, owner: string): Record<string, string>;
}

/** Makes a box from `SECRET_KEY`: AES-256-GCM, the key derived with SHA-256, a fresh iv for each sealing. */
export function createSecretBox(secretKey: string): SecretBox {
  const key = createHash('sha256').update(`answerdesk credentials\n${secretKey}`).digest();
  const keyId = createHash('sha256').update(key).digest('base64url').slice(0, 8);
  return {
    seal(secrets, owner) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
      return [VERSION, keyId, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
    },
    open(sealed, owner) {
      const [version, id, iv, tag, body] = sealed.split('.');
      if (version !== VERSION || id !== keyId || !iv || !tag || body === undefined) {
        throw new DomainError('unavailable', 'These credentials were sealed under another SECRET_KEY.');
      }
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'))
          .setAAD(Buffer.from(owner))
          .setAuthTag(Buffer.from(tag, 'base64url'));
        const opened = Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]);
        return JSON.parse(opened.toString('utf8'));
      } catch (error) {
        throw new DomainError('unavailable', 'These credentials cannot be opened.', { cause: error });
      }
    },
  };
}
