import { normalise } from '../normalise.ts';

const WORD = /[\p{L}\p{N}]+(?:'\p{L}+)*|\p{Extended_Pictographic}|[!?]+|[:;=]-?[()dp/]/gu;
const ELONGATED = /(\p{L})\1{2,}/gu;
const BEGINNING = 5;
const MOST_TOKENS = 120;
const SHOUTED = /\b\p{Lu}{3,}\b/u;

/** Hashes of the words of an English text, of pairs of neighbours and of the beginnings of longer words; each once. */
export function englishFeaturesOf(text: string): Set<number> {
  const tokens = (normalise(text).match(WORD) ?? []).slice(0, MOST_TOKENS);
  const hashes = new Set<number>();
  let previous = '^';
  for (const raw of tokens) {
    const token = raw.replace(ELONGATED, '$1$1');
    hashes.add(hashOf(token));
    hashes.add(hashOf(`${previous} ${token}`));
    if (token.length > BEGINNING) hashes.add(hashOf(`${token.slice(0, BEGINNING)}*`));
    if (token !== raw) hashes.add(hashOf('~elongated'));
    previous = token;
  }
  if (SHOUTED.test(text.slice(0, 2_000))) hashes.add(hashOf('~shouted'));
  return hashes;
}

/** FNV-1a over UTF-16 units, finished as MurmurHash3 is. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
