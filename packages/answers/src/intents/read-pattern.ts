import { isUnspaced } from './read-words.ts';

/** A pattern taken apart: words as they are written, or alternatives of which one stands there, or none. */
export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  | {
      readonly kind: 'one-of';
      readonly options: readonly (readonly Piece[])[];
      readonly mayBeMissing: boolean;
      readonly mayRepeat: boolean;
    };

const MOST_GLUED = 400;

/**
 * Reads a pattern of phrases into its alternatives. `|` sets alternatives apart, brackets group them, `?` makes the letter or
 * group before it one that may be missing, `*` and `+` a group that may come more than once: `(talk|speak) (to|with) (a )?person` is eight phrases. Throws on a bracket too many.
 */
export function readPattern(pattern: string): readonly (readonly Piece[])[] {
  const line = pattern.replaceAll(/\s+/gu, ' ');
  const { options, at } = readOptions(line, 0);
  if (at < line.length) throw new Error(`A bracket too many in "${pattern.slice(0, 60)}".`);
  return options;
}

const SPECIAL = /[|()?]/gu;

function readOptions(pattern: string, from: number): { options: Piece[][]; at: number } {
  const options: Piece[][] = [];
  let pieces: Piece[] = [];
  let at = from;
  const addText = (end: number) => {
    if (end > at) pieces.push({ kind: 'words', text: pattern.slice(at, end) });
  };
  for (;;) {
    SPECIAL.lastIndex = at;
    const end = SPECIAL.exec(pattern)?.index ?? pattern.length;
    const special = pattern[end];
    if (special === '?') {
      addText(end - 1);
      const letter = pattern.slice(end - 1, end);
      pieces.push({
        kind: 'one-of',
        options: [[{ kind: 'words', text: letter }]],
        mayBeMissing: true,
        mayRepeat: false,
      });
      at = end + 1;
      continue;
    }
    addText(end);
    at = end;
    if (special === undefined || special === ')') return { options: [...options, glued(pieces)], at };
    at += 1;
    if (special === '|') {
      options.push(glued(pieces));
      pieces = [];
      continue;
    }
    const group = readOptions(pattern, at);
    if (pattern[group.at] !== ')') throw new Error(`A bracket is missing in "${pattern.slice(0, 60)}".`);
    at = group.at + 1;
    const often = /^[?*+]/u.exec(pattern.slice(at, at + 1))?.[0];
    if (often) at += 1;
    const mayBeMissing = often === '?' || often === '*';
    pieces.push({ kind: 'one-of', options: group.options, mayBeMissing, mayRepeat: often === '*' || often === '+' });
  }
}

/** Pieces that make one word together (`connect(ed|ing)`) become whole words to choose from. */
function glued(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = [];
  let run: Piece[] = [];
  const endRun = () => {
    if (run.length > 1)
      whole.push({ kind: 'one-of', options: textsOf(run).map(wordsOf), mayBeMissing: false, mayRepeat: false });
    else whole.push(...run);
    run = [];
  };
  for (const piece of pieces) {
    const last = run.at(-1);
    if (last && !(touches(last, 'end') && touches(piece, 'start'))) endRun();
    run.push(piece);
  }
  endRun();
  return whole;
}

function wordsOf(text: string): Piece[] {
  return text.trim() === '' ? [] : [{ kind: 'words', text }];
}

/** Whether a piece has a letter of a spaced script at one of its ends. */
function touches(piece: Piece, side: 'start' | 'end'): boolean {
  if (piece.kind === 'words') {
    const letter = side === 'start' ? piece.text.at(0) : piece.text.at(-1);
    return letter !== undefined && letter !== ' ' && letter !== '*' && !isUnspaced(letter);
  }
  return piece.options.some((pieces) => {
    const outer = side === 'start' ? pieces.at(0) : pieces.at(-1);
    return outer !== undefined && touches(outer, side);
  });
}

function textsOf(pieces: readonly Piece[]): string[] {
  let texts = [''];
  for (const piece of pieces) {
    const parts =
      piece.kind === 'words'
        ? [piece.text]
        : [...(piece.mayBeMissing ? [''] : []), ...piece.options.flatMap((option) => textsOf(option))];
    texts = texts.flatMap((beginning) => parts.map((part) => beginning + part));
    if (texts.length > MOST_GLUED) throw new Error(`Too many words are made by "${texts[0]}".`);
  }
  return texts;
}
