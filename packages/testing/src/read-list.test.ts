import { expect, test } from 'vitest';
import { type ListName, readList } from './read-list.ts';

const spoken = 'en es zh-CN zh-TW ja ko ar fr de it pt-BR ru tr vi id hi nl pl'.split(' ');
const written = [...spoken, ...'uk th da sv nb fi cs el he ro hu fa'.split(' ')];
const felt = 'en es zh-CN zh-TW ja ko ar fr de it pt-BR ru'.split(' ');

function countBy<T>(rows: readonly T[], keyOf: (row: T) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[keyOf(row)] = (counts[keyOf(row)] ?? 0) + 1;
  return counts;
}

function expectAtLeast(counts: Readonly<Record<string, number>>, keys: readonly string[], least: number) {
  expect(Object.keys(counts).sort()).toEqual([...keys].sort());
  expect(Object.entries(counts).filter(([, count]) => count < least)).toEqual([]);
}

test('every language has its share of those who ask for a person, and of those who do not', () => {
  expectAtLeast(
    countBy(readList('person'), (row) => row.language),
    spoken,
    25,
  );
  expectAtLeast(
    countBy(readList('not-person'), (row) => row.language),
    spoken,
    11,
  );
});

test('a second list asks for a person in every language, threefold in English', () => {
  const counts = countBy(readList('person-second'), (row) => row.language);
  expectAtLeast(counts, spoken, 20);
  expect(counts['en']).toBeGreaterThanOrEqual(60);
});

test('the list that detectors are made with has wishes and near misses in every language', () => {
  const counts = countBy(readList('person-development'), ({ language, isWish }) => `${language} ${isWish}`);
  const keys = [...spoken, 'uk', 'th'].flatMap((language) => [`${language} true`, `${language} false`]);
  expect(keys.filter((key) => (counts[key] ?? 0) < 40)).toEqual([]);
});

test('of what is typed on a chat half is held out in every language, of wishes and of near misses', () => {
  const rows = readList('person-chat');
  const counts = countBy(rows, ({ language, isWish, isHeldOut }) => `${language} ${isWish} ${isHeldOut}`);
  const all = countBy(rows, ({ language, isWish }) => `${language} ${isWish}`);
  const uneven = Object.entries(all).filter(([key, count]) => Math.abs(2 * (counts[`${key} true`] ?? 0) - count) > 1);
  expect(uneven).toEqual([]);
  expect(Object.keys(all)).toHaveLength(32);
});

test('every kind of small talk is there in every language, twelvefold in English', () => {
  const intents = ['thanks', 'goodbye', 'hello', 'yes', 'no', 'not-helped', 'stop', 'insult', 'none'];
  const keys = spoken.flatMap((language) => intents.map((intent) => `${language} ${intent}`));
  const counts = countBy(readList('small-talk'), (row) => `${row.language} ${row.intent}`);
  expectAtLeast(counts, keys, 4);
  expect(intents.filter((intent) => (counts[`en ${intent}`] ?? 0) < 12)).toEqual([]);
});

test('a third of what customers feel is nothing, in every language', () => {
  const rows = readList('emotion');
  const all = countBy(rows, (row) => row.language);
  const calm = countBy(
    rows.filter((row) => row.emotion === 'neutral'),
    (row) => row.language,
  );
  expectAtLeast(all, felt, 30);
  expect(felt.filter((language) => 3 * (calm[language] ?? 0) < (all[language] ?? 0))).toEqual([]);
});

test('short messages are short, in every language, a third of them very short where words have spaces', () => {
  const rows = readList('languages').filter((row) => row.wish === undefined);
  const isVeryShort = ({ text }: { text: string }) => text.split(/\s+/).length <= 3;
  expectAtLeast(
    countBy(rows, (row) => row.language),
    written,
    15,
  );
  expect(rows.filter(({ text }) => text.split(/\s+/).length > 8)).toEqual([]);
  const counts = countBy(rows.filter(isVeryShort), (row) => row.language);
  expectAtLeast(counts, written, 7);
});

test('wishes for a language have their near misses', () => {
  const counts = countBy(readList('languages'), (row) => `${row.wish}`);
  expect(counts['true']).toBeGreaterThanOrEqual(60);
  expect(counts['false']).toBeGreaterThanOrEqual(60);
});

test.each<ListName>([
  'person',
  'person-second',
  'not-person',
  'person-development',
  'person-chat',
  'small-talk',
  'emotion',
  'languages',
])('nothing is said twice, or judged in two ways, in %s', (name) => {
  const rows = readList(name);
  const counts = countBy(rows, (row) => JSON.stringify(row));
  expect(Object.entries(counts).filter(([, count]) => count > 1)).toEqual([]);
  const judged = new Set(rows.map((row) => JSON.stringify({ ...row, text: row.text.trim().toLowerCase() })));
  const said = new Set(rows.map(({ language, text }) => `${language} ${text.trim().toLowerCase()}`));
  expect(judged.size).toBe(said.size);
});

test.each<'person' | 'person-second'>(['person', 'person-second'])('nobody in %s is a near miss as well', (name) => {
  const asking = new Set(readList(name).map(({ text }) => text.trim().toLowerCase()));
  expect(readList('not-person').filter(({ text }) => asking.has(text.trim().toLowerCase()))).toEqual([]);
});
