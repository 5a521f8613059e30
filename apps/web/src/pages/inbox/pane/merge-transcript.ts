import { type Entry, idOf, type Transcript } from '../../conversation-parts/entry.ts';

/** What is known of a conversation's transcript: its newest page's facts, and every entry read so far. */
export interface KeptTranscript {
  readonly newest: Transcript;
  /** Oldest first, each once. */
  readonly entries: readonly Entry[];
  /** The ids at which the pieces begin that are drawn or left out together; the first is the oldest entry's. */
  readonly starts: readonly string[];
  /** Where the entries before the oldest begin; undefined when there are none. */
  readonly earlier?: string;
}

/** Most entries in the newest piece before another is begun. */
const PIECE = 60;

/**
 * The transcript with its newest page as it is read now: what changed is taken over, what is new added, what is as it was
 * stays the same object. Undefined when entries may lie between the page and what was known.
 */
export function withNewest(known: KeptTranscript | undefined, page: Transcript): KeptTranscript | undefined {
  if (!known) return begun(page);
  const oldest = page.entries[0];
  const last = known.entries.at(-1);
  if (page.nextCursor !== undefined && oldest && last && idOf(oldest) > idOf(last)) return undefined;
  const entries = merged(known.entries, page.entries);
  const starts = [...known.starts];
  const begin = starts.at(-1) ?? '';
  const inLast = entries.filter((entry) => idOf(entry) >= begin);
  const next = inLast[PIECE];
  if (next) starts.push(idOf(next));
  if (starts.length === 0 && entries[0]) starts.push(idOf(entries[0]));
  return { ...known, newest: page, entries, starts };
}

/** The transcript with the page before what was known. */
export function withEarlier(known: KeptTranscript, page: Transcript): KeptTranscript {
  const { earlier: _before, ...rest } = known;
  const first = page.entries[0];
  const entries = merged(known.entries, page.entries);
  const isOlder = first !== undefined && idOf(first) < (known.starts[0] ?? '');
  return {
    ...rest,
    entries,
    starts: isOlder ? [idOf(first), ...known.starts] : known.starts,
    ...(page.nextCursor !== undefined && { earlier: page.nextCursor }),
  };
}

/** The entries in pieces, each by the id it begins with. */
export function piecesOf({ entries, starts }: KeptTranscript): { readonly key: string; readonly entries: Entry[] }[] {
  const pieces = starts.map((key) => ({ key, entries: [] as Entry[] }));
  let at = 0;
  for (const entry of entries) {
    while (at + 1 < pieces.length && idOf(entry) >= (starts[at + 1] ?? '')) at += 1;
    pieces[at]?.entries.push(entry);
  }
  return pieces;
}

function begun(page: Transcript): KeptTranscript {
  const entries = merged([], page.entries);
  return {
    newest: page,
    entries,
    starts: entries[0] ? [idOf(entries[0])] : [],
    ...(page.nextCursor !== undefined && { earlier: page.nextCursor }),
  };
}

function merged(known: readonly Entry[], read: readonly Entry[]): Entry[] {
  const all = new Map(known.map((entry) => [idOf(entry), entry]));
  for (const entry of read) {
    const before = all.get(idOf(entry));
    if (!before || JSON.stringify(before) !== JSON.stringify(entry)) all.set(idOf(entry), entry);
  }
  return [...all.values()].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}
