import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/** SCRAM-SHA-256 on the server's side: https://www.rfc-editor.org/rfc/rfc7677 on https://www.rfc-editor.org/rfc/rfc5802 */
export interface ScramSecret {
  readonly user: string;
  readonly salt: Buffer;
  readonly iterations: number;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** The password has 192 random bits: more rounds would only slow down every connection. */
const iterations = 4096;

/** What proves a password without keeping it in memory. */
export function scramSecret(user: string, password: string): ScramSecret {
  const salt = randomBytes(28);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest();
  return { user, salt, iterations, storedKey, serverKey: hmac(salted, 'Server Key') };
}

/** Who cannot prove the password, or does not keep to the protocol; says nothing about which of these. */
export class ScramRefused extends Error {}

/** One exchange: the client's first message is answered with a challenge, its second with the server's own proof. */
export interface ScramExchange {
  readonly challenge: string;
  /** Throws ScramRefused when the proof is wrong. */
  finish(clientFinal: string): string;
}

/** Throws ScramRefused when the message is malformed or names another user. */
export function startExchange(secret: ScramSecret, clientFirst: string): ScramExchange {
  const parts = /^([ny],(?:a=[^,]*)?,)(n=([^,]*),r=([^,]+)(?:,.*)?)$/.exec(clientFirst);
  if (!parts) throw new ScramRefused();
  const [, header = '', bare = '', name = '', clientNonce = ''] = parts;
  if (name.replaceAll('=2C', ',').replaceAll('=3D', '=') !== secret.user) throw new ScramRefused();
  const nonce = clientNonce + randomBytes(24).toString('base64');
  const challenge = `r=${nonce},s=${secret.salt.toString('base64')},i=${secret.iterations}`;
  return {
    challenge,
    finish(clientFinal) {
      const said = /^(c=([^,]*),r=([^,]*)(?:,.*)?),p=([^,]+)$/.exec(clientFinal);
      const [, withoutProof = '', binding = '', echoed, proof = ''] = said ?? [];
      const isSameExchange = echoed === nonce && Buffer.from(binding, 'base64').toString() === header;
      const message = `${bare},${challenge},${withoutProof}`;
      if (!isSameExchange || !isProof(secret, message, Buffer.from(proof, 'base64'))) throw new ScramRefused();
      return `v=${hmac(secret.serverKey, message).toString('base64')}`;
    },
  };
}

function isProof(secret: ScramSecret, message: string, proof: Buffer): boolean {
  const signature = hmac(secret.storedKey, message);
  if (proof.length !== signature.length) return false;
  const clientKey = signature.map((byte, at) => byte ^ (proof[at] ?? 0));
  return timingSafeEqual(createHash('sha256').update(clientKey).digest(), secret.storedKey);
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
