import { hash } from 'node:crypto';

const size = 1n << 256n;

/** What a collection holds: how many documents, and a sum over the SHA-256 of each one's bytes, whatever their order. */
export interface Digest {
  documents: number;
  sum: bigint;
}

export function emptyDigest(): Digest {
  return { documents: 0, sum: 0n };
}

export function addTo(digest: Digest, bytes: Uint8Array): void {
  digest.documents += 1;
  digest.sum = (digest.sum + BigInt(`0x${hash('sha256', bytes, 'hex')}`)) % size;
}

export function isSame(one: Digest, other: Digest): boolean {
  return one.documents === other.documents && one.sum === other.sum;
}

export function digestText({ sum }: Digest): string {
  return sum.toString(16).padStart(64, '0');
}
