import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly published: JWK & { readonly endorsements: readonly string[] };
}

/** Which key signs: the channel's own, one endorsed for another channel, or one that borrows the channel's id. */
export type Signer = 'endorsed' | 'not-endorsed' | 'forger' | 'unknown-id';

export interface SigningKeys {
  /** The JWKS as it is published now. */
  published(): { readonly keys: readonly JWK[] };
  /** Replaces the endorsed key: its old id is gone from the JWKS at once. */
  rotate(): Promise<void>;
  sign(claims: JWTPayload, signer?: Signer): Promise<string>;
}

/**
 * The keys that sign what the channel posts to bots. A key that is published without endorsements would pass for any
 * channel in the SDK's eyes, so the one that is not endorsed names another channel.
 */
export async function createSigningKeys(): Promise<SigningKeys> {
  let generation = 1;
  const other = await newKey('fake-webchat-key', ['webchat']);
  const forger = await newKey('fake-forger-key', []);
  let endorsed = await newKey(`fake-msteams-key-${generation}`, ['msteams']);
  return {
    published: () => ({ keys: [endorsed.published, other.published] }),
    async rotate() {
      generation += 1;
      endorsed = await newKey(`fake-msteams-key-${generation}`, ['msteams']);
    },
    sign(claims, signer = 'endorsed') {
      const signing = { endorsed, 'not-endorsed': other, forger, 'unknown-id': forger }[signer];
      const kid = signer === 'forger' ? endorsed.kid : signing.kid;
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, x5t: kid })
        .sign(signing.privateKey);
    },
  };
}

async function newKey(kid: string, endorsements: readonly string[]): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const published = { ...(await exportJWK(publicKey)), use: 'sig', kid, x5t: kid, endorsements };
  return { kid, privateKey, published };
}
