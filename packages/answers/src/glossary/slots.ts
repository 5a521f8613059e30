import type { FieldWord } from './read-words.ts';

/** Two ways to say something that stand in the same place of two texts that are otherwise the same. */
export interface Slot {
  readonly texts: readonly [string, string];
}

const LONGEST = 3;
/** How many words the two texts must share around the place. */
const LEAST_AROUND = 3;
const MOST_WORDS = 20;
const MOST_IN_ONE_PLACE = 6;

/** The places in which texts of one FAQ, which mean the same, differ: what stands there may mean the same too. */
export function readSlots(texts: readonly { readonly text: string; readonly words: readonly FieldWord[] }[]): Slot[] {
  const places = new Map<string, Map<string, string>>();
  for (const { text, words } of texts) {
    if (words.length > MOST_WORDS) continue;
    for (let at = 0; at < words.length; at += 1) {
      for (let length = 1; length <= LONGEST && at + length <= words.length; length += 1) {
        if (words.length - length < LEAST_AROUND) continue;
        const run = words.slice(at, at + length);
        const first = run[0];
        const last = run.at(-1);
        if (!first || !last || run.some((word, index) => word.isSmall || (index > 0 && word.isAfterBreak))) continue;
        const around = [
          ...words.slice(0, at).map(({ key }) => key),
          '_',
          ...words.slice(at + length).map(({ key }) => key),
        ];
        const place = places.get(around.join(' ')) ?? new Map<string, string>();
        places.set(around.join(' '), place);
        const key = run.map((word) => word.key).join(' ');
        if (!place.has(key) && place.size < MOST_IN_ONE_PLACE) place.set(key, text.slice(first.start, last.end));
      }
    }
  }
  return [...places.values()].flatMap((place) => pairsOf([...place.values()]));
}

function pairsOf(texts: readonly string[]): Slot[] {
  return texts.flatMap((one, index) => texts.slice(index + 1).map((other): Slot => ({ texts: [one, other] })));
}
