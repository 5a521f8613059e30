/**
 * A whole number of 32 bits that is always the same for the same text, to share things out evenly; anybody can foresee it.
 * FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv), its bits mixed once more, as ids differ in little.
 */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
