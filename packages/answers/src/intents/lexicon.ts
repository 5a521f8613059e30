import { createState, createWalker, followed, lead, type State, say } from './automaton.ts';
import { createNearWords } from './near-words.ts';
import { type PhraseKind, type Phrases, phraseKinds } from './phrase-kinds.ts';
import { type Piece, readPattern } from './read-pattern.ts';
import { readWords, type Word } from './read-words.ts';

/** A phrase found in a message: how many words it has, and what it is in which language. */
export interface Found {
  readonly length: number;
  readonly kinds: ReadonlyMap<string, number>;
  /** The same with what it may be a misspelling of. */
  readonly slipped: ReadonlyMap<string, number>;
}

/** The phrases of all languages. */
export interface Lexicon {
  /** Every phrase that begins with the word at `place`, shorter ones first. */
  phrasesAt(words: readonly Word[], place: number): readonly Found[];
  /** The words of one language that a word was written of without spaces ("talktohuman"); undefined where it is none of that. */
  takenApart(word: string): readonly string[] | undefined;
}

const SHORTEST_STEM = 2;
const LONGEST_STEM = 14;
const MOST_FORMS = 12;
const KEPT_WORDS = 4_000;
/** So little of a word says hardly what it is; it may be a slip of another one. */
const SHORT_STEM = 5;
/** A compound stands for what it ends with, where that is as long ("Bankmitarbeiter"). */
const SHORTEST_HEAD = 7;
const SHORTEST_RUN = 8;
const LONGEST_RUN = 40;
const MOST_PIECES = 6;
const MOST_TRIED = 400;
const noKinds: ReadonlyMap<string, number> = new Map();
/** Words that Arabic, Persian and Hebrew write together with the next one. */
const JOINED_BEFORE = /^(?:وال|بال|فال|كال|لل|ال|و|ب|ل|ف|ה|ו|ב|ל|כ|מ|ש)(?=\p{L}{2})/u;

/** Makes the lexicon of languages, each under its tag. Throws on a pattern that cannot be read. */
export function createLexicon(languages: Readonly<Record<string, Phrases>>): Lexicon {
  let states = 0;
  const root = newState();
  /** Each word with the languages that it is in, as bits. */
  const vocabulary = new Map<string, number>();
  const stems = new Set<string>();
  const nearWords = createNearWords();
  const read = new Map<string, readonly string[]>();
  let tongue = 1;
  for (const [language, phrases] of Object.entries(languages)) {
    for (const [kind, pattern] of Object.entries(phrases)) {
      const bit = phraseKinds[kind as PhraseKind];
      for (const pieces of readPattern(pattern)) {
        if (pieces.length === 0) continue;
        say(addPieces(root, pieces), language, bit);
      }
    }
    tongue <<= 1;
  }
  for (const word of vocabulary.keys()) nearWords.add(word, false);
  for (const stem of stems) nearWords.add(stem, true);
  read.clear();
  const known = new Map<string, readonly string[]>();
  const knownExactly = new Map<string, readonly string[]>();
  const walker = createWalker(root, formsOf);
  const exactWalker = createWalker(root, exactFormsOf);

  function newState(): State {
    states += 1;
    return createState(states);
  }

  /** Adds a pattern's pieces behind a state; returns the state that they end in. */
  function addPieces(from: State, pieces: readonly Piece[]): State {
    let state = from;
    for (const piece of pieces) {
      if (piece.kind === 'words') {
        state = addWords(state, piece.text);
        continue;
      }
      const begin = newState();
      const end = newState();
      lead(state, begin);
      for (const option of piece.options) lead(addPieces(begin, option), end);
      if (piece.mayBeMissing) lead(begin, end);
      if (piece.mayRepeat) lead(end, begin);
      state = end;
    }
    if (state !== from) return state;
    const end = newState();
    lead(from, end);
    return end;
  }

  function addWords(from: State, text: string): State {
    let state = from;
    for (const part of text.split(' ')) {
      const keys = read.get(part) ?? keysOf(part);
      read.set(part, keys);
      for (const key of keys) {
        if (key.endsWith('*')) stems.add(key.slice(0, -1));
        else {
          const spoken = vocabulary.get(key) ?? 0;
          if ((spoken & tongue) === 0) vocabulary.set(key, spoken | tongue);
        }
        state = followed(state, key, newState);
      }
    }
    return state;
  }

  /** What a word stands for: itself, what it begins with, itself without what is joined to it. */
  function exactFormsOf(word: string): readonly string[] {
    const before = knownExactly.get(word);
    if (before) return before;
    const forms = vocabulary.has(word) ? [word] : [];
    for (let length = SHORTEST_STEM; length <= Math.min(word.length, LONGEST_STEM); length += 1) {
      if (stems.has(word.slice(0, length))) forms.push(`${word.slice(0, length)}*`);
    }
    if (forms.length === 0) {
      const bare = word.replace(JOINED_BEFORE, '');
      if (bare !== word) forms.push(...exactFormsOf(bare));
    }
    const kept = forms.slice(0, MOST_FORMS);
    if (knownExactly.size >= KEPT_WORDS) knownExactly.clear();
    knownExactly.set(word, kept);
    return kept;
  }

  /** The same, and of a word that stands for nothing what it is a misspelling of. */
  function formsOf(word: string): readonly string[] {
    const before = known.get(word);
    if (before) return before;
    const forms = [...exactFormsOf(word)];
    if (forms.every((form) => form.endsWith('*') && form.length <= SHORT_STEM)) {
      const near = nearWords.near(word);
      forms.push(...(near.length > 0 ? near : headOf(word)));
    }
    const kept = forms.slice(0, MOST_FORMS);
    if (known.size >= KEPT_WORDS) known.clear();
    known.set(word, kept);
    return kept;
  }

  /** The longest word known that a compound ends with. */
  function headOf(word: string): readonly string[] {
    for (let cut = SHORTEST_STEM + 1; cut <= word.length - SHORTEST_HEAD; cut += 1) {
      const head = word.slice(cut);
      if (vocabulary.has(head)) return [head];
    }
    return [];
  }

  function takenApart(word: string): readonly string[] | undefined {
    if (word.length < SHORTEST_RUN || word.length > LONGEST_RUN || exactFormsOf(word).length > 0) return undefined;
    // One word with a slip in it is likelier.
    if (nearWords.near(word).length > 0) return undefined;
    let tried = 0;
    const from = (at: number, spoken: number, pieces: readonly string[]): readonly string[] | undefined => {
      if (at === word.length) return pieces;
      tried += 1;
      if (pieces.length === MOST_PIECES || tried > MOST_TRIED) return undefined;
      for (let end = Math.min(word.length, at + LONGEST_STEM); end >= at + SHORTEST_STEM; end -= 1) {
        const piece = word.slice(at, end);
        const both = spoken & (vocabulary.get(piece) ?? 0);
        const found = both === 0 ? undefined : from(end, both, [...pieces, piece]);
        if (found) return found;
      }
      return undefined;
    };
    const pieces = from(0, ~0, []);
    if (!pieces?.some((piece) => piece.length > SHORTEST_STEM + 1)) return undefined;
    return pieces.filter((piece) => piece.length === SHORTEST_STEM).length <= 1 ? pieces : undefined;
  }

  return {
    takenApart,
    phrasesAt(words, place) {
      const found: Found[] = [];
      let places = walker.start();
      let exactPlaces: ReturnType<typeof walker.step> = exactWalker.start();
      for (let at = place; at < words.length; at += 1) {
        const word = words[at];
        if (!word || (word.isAfterStop && at > place)) break;
        const next = walker.step(places, word.text);
        if (!next) break;
        places = next;
        exactPlaces = exactPlaces && exactWalker.step(exactPlaces, word.text);
        if (places.kinds.size === 0) continue;
        found.push({ length: at + 1 - place, kinds: exactPlaces?.kinds ?? noKinds, slipped: places.kinds });
      }
      return found;
    },
  };
}

/** The words of a part of a pattern; the last keeps the `*` behind what words begin with. */
function keysOf(part: string): readonly string[] {
  const isStem = part.endsWith('*');
  const { words } = readWords(isStem ? part.slice(0, -1) : part, Number.POSITIVE_INFINITY);
  return words.map(({ text }, place) => (isStem && place === words.length - 1 ? `${text}*` : text));
}
