/** A stretch of two texts laid over each other. */
export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Words, spaces, marks and single characters of scripts without spaces. */
const PIECE = /\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Thai}|[\p{L}\p{M}\p{N}]+|\s+|./gsu;
/** The table of a comparison is as large as one text times the other. */
const MOST_CELLS = 4_000_000;

/** What was taken away and what was added from one text to another, word by word (longest common subsequence). */
export function diffTexts(before: string, after: string): DiffPart[] {
  const [old, fresh] = [before.match(PIECE) ?? [], after.match(PIECE) ?? []];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  const longestEnd = Math.min(old.length, fresh.length) - start;
  while (end < longestEnd && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end += 1;
  const middle = compare(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end));
  const same = (texts: readonly string[]): DiffPart[] => texts.map((text) => ({ kind: 'same', text }));
  return joined([...same(old.slice(0, start)), ...middle, ...same(end > 0 ? old.slice(-end) : [])]);
}

function compare(old: readonly string[], fresh: readonly string[]): DiffPart[] {
  if ((old.length + 1) * (fresh.length + 1) > MOST_CELLS) {
    return [
      { kind: 'removed', text: old.join('') },
      { kind: 'added', text: fresh.join('') },
    ];
  }
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        old[row] === fresh[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const parts: DiffPart[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < fresh.length) {
    if (row < old.length && column < fresh.length && old[row] === fresh[column]) {
      parts.push({ kind: 'same', text: old[row] ?? '' });
      row += 1;
      column += 1;
    } else if (column === fresh.length || (row < old.length && at(row + 1, column) >= at(row, column + 1))) {
      parts.push({ kind: 'removed', text: old[row] ?? '' });
      row += 1;
    } else {
      parts.push({ kind: 'added', text: fresh[column] ?? '' });
      column += 1;
    }
  }
  return parts;
}

function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.text === '') continue;
    if (last?.kind === part.kind) result[result.length - 1] = { kind: part.kind, text: last.text + part.text };
    else result.push(part);
  }
  return result;
}
