import { expect, test } from 'vitest';
import { type Entry, idOf, type Transcript } from '../../conversation-parts/entry.ts';
import { type KeptTranscript, piecesOf, withEarlier, withNewest } from './merge-transcript.ts';

/** Just enough of an entry: nothing here reads more of it. */
function entry(number: number, state = 'sent'): Entry {
  const message = { id: `m${String(number).padStart(5, '0')}` };
  return { kind: 'out', message, delivery: { state, uncertainSends: 0 } } as Entry;
}

function page(from: number, until: number, hasMore: boolean, state?: string): Transcript {
  const entries = Array.from({ length: until - from }, (_, at) => entry(from + at, state));
  return { entries, ...(hasMore && { nextCursor: `m${String(from).padStart(5, '0')}` }) } as Transcript;
}

function known(transcript: KeptTranscript | undefined): KeptTranscript {
  if (!transcript) throw new Error('nothing is known');
  return transcript;
}

test('5,000 messages read page by page are all there once, in their order, in pieces that never change where they begin', () => {
  let kept = known(withNewest(undefined, page(4_950, 5_000, true)));
  for (let from = 4_900; from >= 0; from -= 50) {
    const before = kept.starts;
    kept = withEarlier(kept, page(from, from + 50, from > 0));
    expect(kept.starts.slice(1)).toEqual(before);
  }
  expect(kept.earlier).toBeUndefined();
  expect(kept.entries.map(idOf)).toEqual(page(0, 5_000, false).entries.map(idOf));
  const pieces = piecesOf(kept);
  expect(pieces.flatMap(({ entries }) => entries)).toEqual(kept.entries);
  expect(Math.max(...pieces.map(({ entries }) => entries.length))).toBeLessThanOrEqual(60);
});

test('reading the newest page again adds what is new, takes over what changed, and leaves the rest the same objects', () => {
  const before = known(withNewest(undefined, page(0, 50, true)));
  const after = known(withNewest(before, { ...page(2, 52, true), entries: page(2, 52, true).entries }));
  expect(after.entries).toHaveLength(52);
  expect(after.entries.slice(0, 50).every((each, at) => each === before.entries[at])).toBe(true);
  const changed = known(withNewest(after, page(2, 52, true, 'failed')));
  expect(changed.entries[1]).toBe(before.entries[1]);
  expect(changed.entries[2]).toEqual(entry(2, 'failed'));
});

test('a conversation that goes on while it is open begins new pieces instead of growing one', () => {
  let kept = known(withNewest(undefined, page(0, 50, false)));
  for (let until = 51; until <= 300; until += 1) kept = known(withNewest(kept, page(until - 50, until, true)));
  expect(kept.entries).toHaveLength(300);
  expect(Math.max(...piecesOf(kept).map(({ entries }) => entries.length))).toBeLessThanOrEqual(61);
});

test('where more came than a page holds nothing is shown as if nothing lay between', () => {
  const before = known(withNewest(undefined, page(0, 50, false)));
  expect(withNewest(before, page(100, 150, true))).toBeUndefined();
});
