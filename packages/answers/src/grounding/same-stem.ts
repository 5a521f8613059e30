/** What inflection adds to words of the languages that are compared word by word. */
const ENDINGS = new Set(
  's es d ed ing ings n en e em er ers te ten et t o a os as i y ly r ar ir ung ungen ons ez ent ment ments ado ada ados adas x'.split(
    ' ',
  ),
);
const SHORTEST_STEM = 4;
const GRAM = 3;

/**
 * Whether two words, as `foldWord` writes them, are forms of one: one is the other with a usual ending, or they share their
 * beginning and most runs of three characters. `week` and `weekend`, `refund` and `refuse` are two.
 */
export function isSameStem(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let shared = 0;
  while (shared < short.length && short[shared] === long[shared]) shared += 1;
  if (shared === short.length) {
    const tail = long.slice(shared);
    if (short.length < SHORTEST_STEM) return short.length === 3 && (tail === 's' || tail === 'es');
    if (ENDINGS.has(tail)) return true;
    const isDoubled = tail[0] === short.at(-1) && ENDINGS.has(tail.slice(1));
    return isDoubled || sharedGrams(short, long) > 0.7;
  }
  return shared >= SHORTEST_STEM && shared * 3 > short.length * 2 && sharedGrams(short, long) > 0.5;
}

function sharedGrams(short: string, long: string): number {
  const of = new Set(gramsOf(short));
  const grams = gramsOf(long);
  return grams.filter((gram) => of.has(gram)).length / grams.length;
}

/** The first one is marked as such. */
function gramsOf(word: string): string[] {
  const marked = `^${word}`;
  return Array.from({ length: Math.max(1, marked.length - GRAM + 1) }, (_, at) => marked.slice(at, at + GRAM));
}
