/** Which words of a vocabulary a word may be a misspelling of. */
export interface NearWords {
  /** Adds a word, or what words begin with. */
  add(word: string, isStem: boolean): void;
  /** What the word may be meant for: words, and stems with `*` behind them. */
  near(word: string): readonly string[];
}

const SHORTEST = 5;
const SHORTEST_STEM = 6;
const LONG = 7;

/** Keeps words of Latin, Cyrillic, Greek, Arabic, Hebrew and Devanagari by their first letter, which may be missing and is else never the slip. */
export function createNearWords(): NearWords {
  const words = new Map<string, string[]>();
  const stems = new Map<string, string[]>();
  /** Long words without their first letter. */
  const headless = new Map<string, string[]>();
  const put = (kept: Map<string, string[]>, key: string, word: string) => {
    const before = kept.get(key);
    if (before) before.push(word);
    else kept.set(key, [word]);
  };
  return {
    add(word, isStem) {
      if (!mayBeMisspelt(word)) return;
      if (!isStem) {
        put(words, `${word[0]}${word.length}`, word);
        if (word.length >= LONG) put(headless, word.slice(1), word);
      } else if (word.length >= SHORTEST_STEM) put(stems, word[0] ?? '', word);
    },
    near(word) {
      if (!mayBeMisspelt(word)) return [];
      const alike = [-1, 0, 1].flatMap((more) => words.get(`${word[0]}${word.length + more}`) ?? []);
      const found = alike.filter((other) => isOneSlipFrom(word, other, false));
      found.push(...(headless.get(word) ?? []));
      if (found.length > 0) return found;
      for (const stem of stems.get(word[0] ?? '') ?? []) if (isOneSlipFrom(word, stem, true)) found.push(`${stem}*`);
      return found;
    },
  };
}

function mayBeMisspelt(word: string): boolean {
  return (
    word.length >= SHORTEST &&
    /^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Devanagari}]+$/u.test(word)
  );
}

/** Whether one letter too many, too few, another one, or two that changed places make one word, or its beginning, the other. */
function isOneSlipFrom(word: string, other: string, isStem: boolean): boolean {
  let same = 0;
  while (same < word.length && word[same] === other[same]) same += 1;
  if (same === 0) return false;
  const goesOn = (at: number, rest: number) =>
    word.startsWith(other.slice(rest), at) && (isStem || word.length - at === other.length - rest);
  const isSwapped = word[same] === other[same + 1] && word[same + 1] === other[same];
  if (isSwapped && goesOn(same + 2, same + 2)) return true;
  return goesOn(same + 1, same + 1) || goesOn(same, same + 1) || goesOn(same + 1, same);
}
