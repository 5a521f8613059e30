// Prints the weights of wish-weights.ts, and what they reach on languages and on fifths of rows that were left out.
// node packages/answers/test/fit-wish.ts
import { existsSync } from 'node:fs';
import { languageOf } from '@answerdesk/domain';
import { readList } from '@answerdesk/testing';
import { asksForPersonByRule } from '../src/intents/asks-for-person.ts';
import { phraseKinds } from '../src/intents/phrase-kinds.ts';
import { type ReadMessage, readMessage } from '../src/intents/read-message.ts';
import { chanceOf, wishCues } from '../src/intents/weigh-wish.ts';
import { fitLogistic } from '../src/logistic.ts';
import { createRandom } from '../src/random.ts';
import { readRows } from '../src/read-rows.ts';
import { datasetsDir } from './config.ts';

interface Row {
  readonly text: string;
  readonly language: string;
  readonly isWish: boolean;
  readonly weight: number;
  readonly message: ReadMessage;
  readonly pieces: readonly (readonly number[])[];
  readonly isByRule: boolean;
}

const xsid = ['ar', 'da', 'de', 'id', 'it', 'ja', 'nl', 'tr', 'zh'];
const sets = ['banking77/train', 'clinc150/train', 'hwu64/train', ...xsid.map((tag) => `xsid/${tag}`)];
const PARTS = 5;
const COPIES = 3;
const UNKNOWN = 0.08;
const UNKNOWN_TOPIC = 0.6;
const topics = phraseKinds.matter | phraseKinds.told | phraseKinds.other;
const HALF_KNOWN_WEIGHT = 0.35;
const PUBLIC_ROWS = 3_000;
const PUBLIC_WEIGHT = 0.3;
const NEAR_WEIGHT = 1;
const STRENGTH = 0.5;
const ROUNDS = 4;
const thresholds = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
const first = [-2, 2, 0.5, 1, 1, 1, 0.5, 1, 1, 0.5, 2, 2, -1, -1, -0.5, -1, -1];

const random = createRandom(11);

const JOINED_WEIGHT = 0.2;
const subjects: Readonly<Record<string, string>> = {
  en: ' about my order',
  es: ' sobre mi pedido',
  'pt-BR': ' sobre o meu pedido',
  fr: ' au sujet de ma facture',
  it: ' per il mio pacco',
  de: ' wegen meiner Rechnung',
  nl: ' over mijn pakket',
  ru: ' по поводу моей карты',
  pl: ' w sprawie mojej paczki',
  id: ' soal paket saya',
  vi: ' về tài khoản của tôi',
  ar: ' بخصوص طلبي',
};

const own = [
  ...readList('person').map((row) => ({ ...row, isWish: true, weight: 1 })),
  ...readList('person-second').map((row) => ({ ...row, isWish: true, weight: 1 })),
  ...readList('not-person').map((row) => ({ ...row, isWish: false, weight: NEAR_WEIGHT })),
  ...readList('person-development').map((row) => ({ ...row, weight: row.isWish ? 1 : NEAR_WEIGHT })),
].map(rowOf);
/** A wish stays one beside a question, and with what it is about; two questions are none. */
const joined = own.flatMap((row, index) => {
  const others = own.filter(({ isWish, language }) => !isWish && language === row.language);
  const other = others[(index * 7) % Math.max(others.length, 1)];
  const about = subjects[row.language];
  const texts = other ? [`${other.text}. ${row.text}`, `${row.text}, ${other.text}`] : [];
  if (about && row.isWish) texts.push(`${row.text.replace(/[\s.!?。！？]+$/u, '')}${about}`);
  return texts.map((text) => rowOf({ text, language: row.language, isWish: row.isWish, weight: JOINED_WEIGHT }));
});
/** No list has all the words of a language: the same rows with some of theirs unknown. */
const halfKnown = own.flatMap((row) => Array.from({ length: COPIES }, () => withoutSomeWords(row)));
const strangers = (await Promise.all(sets.map(readSet))).flat();

async function readSet(set: string): Promise<Row[]> {
  const path = `${datasetsDir}/nlu/${set}.jsonl`;
  if (!existsSync(path)) return [];
  const rows = await readRows(path);
  const order = Int32Array.from(rows, (_, index) => index);
  createRandom(7).shuffle(order);
  const chosen = [...order].slice(0, PUBLIC_ROWS).flatMap((index) => rows.slice(index, index + 1));
  return chosen.map(({ text }) => rowOf({ text, language: set, isWish: false, weight: PUBLIC_WEIGHT }));
}

function rowOf(row: { text: string; language: string; isWish: boolean; weight: number }): Row {
  const message = readMessage(row.text, row.language.includes('/') ? undefined : languageOf(row.language));
  return {
    text: row.text,
    language: row.language,
    isWish: row.isWish,
    weight: row.weight,
    message,
    pieces: wishCues(message, row.text).map(({ cues }) => cues),
    isByRule: asksForPersonByRule(row.text),
  };
}

function withoutSomeWords(row: Row): Row {
  const { message, isWish } = row;
  const isUnknown = (kinds: number) => random.next() < (isWish ? UNKNOWN : (kinds & topics) !== 0 ? UNKNOWN_TOPIC : 0);
  const readings = message.readWider().map((reading) => ({
    ...reading,
    parts: reading.parts.map((part) => (isUnknown(part.kinds) ? { ...part, kinds: 0 } : part)),
  }));
  const pieces = wishCues({ ...message, readWider: () => readings }, row.text).map(({ cues }) => cues);
  return { ...row, pieces, weight: row.weight * HALF_KNOWN_WEIGHT };
}

/** Of a message the likeliest clause counts, so clauses are chosen by the weights before and weighed anew. */
function fit(rows: readonly Row[]): number[] {
  const size = rows.find(({ pieces }) => pieces.length > 0)?.pieces[0]?.length ?? 0;
  let weights: number[] = Array.from({ length: size }, (_, index) => first[index] ?? 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const chosen = rows.flatMap(({ pieces, isWish, weight }) => {
      const cues = pieces.toSorted((a, b) => chanceOf(b, weights) - chanceOf(a, weights))[0];
      return cues ? [{ cues, isRight: isWish, weight }] : [];
    });
    weights = fitLogistic(chosen, new Array<number>(size).fill(0), STRENGTH);
  }
  return weights;
}

const chance = (row: Row, weights: readonly number[]) =>
  Math.max(0, ...row.pieces.map((cues) => chanceOf(cues, weights)));
const percent = (part: number, whole: number) => ((100 * part) / Math.max(whole, 1)).toFixed(1);

function report(name: string, judged: readonly { row: Row; chance: number }[]) {
  for (const threshold of thresholds) {
    const share = (isWish: boolean) => {
      const rows = judged.filter(({ row }) => row.isWish === isWish);
      const heard = rows.filter((one) => one.row.isByRule || one.chance > threshold);
      const alone = rows.filter((one) => one.chance > threshold);
      return `${percent(heard.length, rows.length)} % (alone ${percent(alone.length, rows.length)} %)`;
    };
    console.log(`${name}, over ${threshold}: heard ${share(true)}, near misses ${share(false)}`);
  }
  for (const least of [0.02, 0.05, 0.1, 0.2]) {
    const share = (isWish: boolean) => {
      const rows = judged.filter(({ row }) => row.isWish === isWish);
      return percent(rows.filter((one) => one.chance > (one.row.isByRule ? least : 0.6)).length, rows.length);
    };
    console.log(`${name}, rules only from ${least}: heard ${share(true)} %, near misses ${share(false)} %`);
  }
}

const languages = [...new Set(own.map(({ language }) => language))];
const isLeftOut = (row: Row, part: number) => languages.indexOf(row.language) % PARTS === part;
if (!process.argv.includes('--quick')) {
  report(
    'languages left out',
    Array.from({ length: PARTS }, (_, part) => part).flatMap((part) => {
      const weights = fit([...own, ...joined, ...halfKnown].filter((row) => !isLeftOut(row, part)).concat(strangers));
      return own.filter((row) => isLeftOut(row, part)).map((row) => ({ row, chance: chance(row, weights) }));
    }),
  );
}
const weights = fit([...own, ...joined, ...halfKnown, ...strangers]);
report(
  'all seen',
  own.map((row) => ({ row, chance: chance(row, weights) })),
);
report(
  'half known',
  halfKnown.map((row) => ({ row, chance: chance(row, weights) })),
);
report(
  'joined',
  joined.map((row) => ({ row, chance: chance(row, weights) })),
);
for (const set of sets) {
  const rows = strangers.filter(({ language }) => language === set);
  const over = (threshold: number) =>
    percent(rows.filter((row) => chance(row, weights) > threshold).length, rows.length);
  console.log(`${set}: ${thresholds.map((threshold) => `${over(threshold)} %`).join(' ')}`);
}
if (process.argv.includes('--misses')) {
  for (const row of own) {
    const p = chance(row, weights);
    if (row.isWish && p < 0.5 && !row.isByRule) console.log('MISS', row.language, p.toFixed(2), row.text);
    if (!row.isWish && p > 0.5) console.log('FALSE', row.language, p.toFixed(2), row.isByRule ? 'rule' : '', row.text);
    if (row.isWish && p < 0.1 && row.isByRule) console.log('RULE ONLY', row.language, p.toFixed(2), row.text);
  }
  for (const row of strangers) {
    const p = chance(row, weights);
    if (p > 0.5) console.log('STRANGER', row.language, p.toFixed(2), row.text);
  }
}
console.log(JSON.stringify(weights.map((weight) => Number(weight.toFixed(2)))));
