import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEmbedding } from '../src/embedding/create-embedding.ts';
import { createEnglishEmbedder } from '../src/embedding/english/english-embedder.ts';
import {
  considerMeaning,
  decide,
  defaultThresholds,
  detectLanguage,
  type Evaluation,
  evaluate,
  learn,
  readRows,
} from '../src/index.ts';
import { meanOf } from '../src/measures.ts';
import { datasetsDir } from './config.ts';
import { faqsOf } from './shop.ts';

const seeds = [1, 2, 3, 4, 5];
const read = (name: string) => readRows(`${datasetsDir}/nlu/${name}.jsonl`);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const hasDatasets = existsSync(`${datasetsDir}/nlu`);
if (!hasDatasets)
  console.log(`Skipped: the answer engine's figures, for there is no ${datasetsDir}/nlu (DATASETS_DIR).`);

/** A question's vector is waited for, and each text is embedded once for all seeds. */
const embedding = createEmbedding({
  embedder: createEnglishEmbedder(),
  questionMs: 60_000,
  mostBytes: 256 * 1024 * 1024,
});
const ways = [
  { by: 'words', way: {} },
  { by: 'meanings', way: { embedding } },
] as const;

/** What accuracy must be over, by words and by meanings. */
const floors = [
  { set: 'banking77', shots: 1, words: 0.52, meanings: 0.56 },
  { set: 'banking77', shots: 5, words: 0.68, meanings: 0.72 },
  { set: 'banking77', shots: 10, words: 0.75, meanings: 0.77 },
  { set: 'banking77', shots: undefined, words: 0.9, meanings: 0.91 },
  { set: 'clinc150', shots: 1, words: 0.6, meanings: 0.7 },
  { set: 'clinc150', shots: 5, words: 0.78, meanings: 0.85 },
  { set: 'clinc150', shots: 10, words: 0.83, meanings: 0.88 },
  { set: 'clinc150', shots: undefined, words: 0.94, meanings: 0.955 },
  { set: 'hwu64', shots: 1, words: 0.47, meanings: 0.56 },
  { set: 'hwu64', shots: 5, words: 0.64, meanings: 0.73 },
  { set: 'hwu64', shots: 10, words: 0.71, meanings: 0.79 },
  { set: 'hwu64', shots: undefined, words: 0.87, meanings: 0.9 },
];

describe.skipIf(!hasDatasets)('the answer engine, mean over five seeds', () => {
  it.each(
    floors.flatMap(({ words, meanings, ...rest }) =>
      ways.map(({ by, way }) => ({ ...rest, by, way, least: by === 'words' ? words : meanings })),
    ),
  )('finds the right FAQ on $set after $shots examples by $by', async ({ set, shots, by, way, least }) => {
    const train = await read(`${set}/train`);
    const oos = await read('clinc150/val_oos');
    const results: Evaluation[] = [];
    for (const seed of seeds) {
      const options = { train, keep: 0.95, seed, ...way, ...(shots !== undefined && { shots }) };
      results.push(await evaluate({ ...options, ...(set === 'clinc150' && { oos }) }));
    }
    const of = (pick: (result: Evaluation) => number) => meanOf(results.map(pick));
    const accuracy = of((result) => result.accuracy);
    const refused = of(({ oos: scope }) => scope?.recallAtKeep ?? 0);
    const scope =
      set === 'clinc150'
        ? ` | auroc ${of((result) => result.oos?.auroc ?? 0).toFixed(3)}, oos refused ${percent(refused)}`
        : '';
    console.log(
      `${set} ${shots ?? 'all'} by ${by}: accuracy ${percent(accuracy)} | ece ${of(({ ece }) => ece).toFixed(3)}${scope}`,
      `| train ${of(({ trainMs }) => trainMs).toFixed(0)} ms, p50 ${of(({ p50Ms }) => p50Ms).toFixed(2)} ms, p95 ${of(({ p95Ms }) => p95Ms).toFixed(2)} ms`,
    );
    expect(accuracy).toBeGreaterThan(least);
    expect(of(({ ece }) => ece)).toBeLessThan(shots === 1 || shots === 10 ? 0.08 : 0.05);
    if (set === 'clinc150' && shots === undefined) expect(refused).toBeGreaterThan(0.86);
  });

  it('finds the right one of 15 intents about as well in other languages as in English, by words', async () => {
    const languages = ['en', 'zh', 'ja', 'ar', 'da', 'de', 'id', 'it', 'nl', 'tr'];
    const accuracies = new Map<string, number>();
    for (const language of languages) {
      const train = await read(`xsid/${language}`);
      const results: Evaluation[] = [];
      for (const seed of seeds) results.push(await evaluate({ train, keep: 0.95, seed }));
      accuracies.set(language, meanOf(results.map(({ accuracy }) => accuracy)));
    }
    console.log(
      `xsid: ${languages.map((language) => `${language} ${percent(accuracies.get(language) ?? 0)}`).join(', ')}`,
    );
    for (const [language, accuracy] of accuracies) {
      expect(accuracy, language).toBeGreaterThan((accuracies.get('en') ?? 0) - 0.06);
    }
  });

  it.each([
    { set: 'banking77', least: 0.72 },
    { set: 'clinc150', least: 0.8 },
    { set: 'hwu64', least: 0.64 },
  ])('answers $set rightly after 10 examples where the dial is turned to .35', async ({ set, least }) => {
    const groups = [...Map.groupBy(await read(`${set}/train`), ({ label }) => label)];
    const strangers = await read('clinc150/val_oos');
    const nothing = () => ({ right: 0, wrong: 0, clarify: 0, strangersAnswered: 0 });
    const counts = new Map([0.35, 0.5, 0.6, 0.7, defaultThresholds.answer].map((answer) => [answer, nothing()]));
    let asked = 0;
    for (const seed of seeds) {
      const isTest = (index: number) => (index + seed) % 5 === 0;
      const taught = groups.map(([label, rows]) => ({
        question: label.replaceAll('_', ' '),
        variants: rows.flatMap(({ text }, index) => (isTest(index) ? [] : [text])).slice(seed * 3, seed * 3 + 10),
        answer: label,
      }));
      const model = await learn(faqsOf(taught), { version: 1, embedding });
      const consider = (text: string) => considerMeaning(model, { text, at: new Date(0) });
      for (const { text, label } of groups.flatMap(([, rows]) => rows.filter((_, index) => isTest(index)))) {
        const considered = await consider(text);
        asked += 1;
        for (const [threshold, count] of counts) {
          const answer = decide(considered, { ...defaultThresholds, answer: threshold });
          if (answer.outcome === 'clarify') count.clarify += 1;
          if (answer.outcome === 'answered') count[answer.text === label ? 'right' : 'wrong'] += 1;
        }
      }
      for (const { text } of strangers) {
        const considered = await consider(text);
        for (const [threshold, count] of counts) {
          const { outcome } = decide(considered, { ...defaultThresholds, answer: threshold });
          if (outcome === 'answered') count.strangersAnswered += 1;
        }
      }
    }
    for (const [threshold, { right, wrong, clarify, strangersAnswered }] of counts) {
      console.log(
        `${set} 10, from ${threshold}: answered right ${percent(right / asked)}, wrong ${percent(wrong / asked)},`,
        `clarify ${percent(clarify / asked)} | clinc150 oos answered ${percent(strangersAnswered / strangers.length / seeds.length)}`,
      );
    }
    expect((counts.get(0.35)?.right ?? 0) / asked).toBeGreaterThan(least);
  });

  it.each([
    { hints: 'no hints', isHinted: false, least: 0.94 },
    { hints: 'ten candidates', isHinted: true, least: 0.95 },
  ])('knows the language of a turn by $hints', async ({ hints, isHinted, least }) => {
    const languages = ['ar', 'da', 'de', 'en', 'id', 'it', 'ja', 'nl', 'tr', 'zh'];
    const candidates = isHinted ? languages : [];
    const shares: number[] = [];
    for (const language of languages) {
      const rows = await read(`xsid/${language}`);
      const right = rows.filter(({ text }) => detectLanguage(text, { candidates }).startsWith(language));
      shares.push(right.length / rows.length);
    }
    console.log(
      `language by ${hints}: ${percent(meanOf(shares))}; ${languages.map((language, index) => `${language} ${percent(shares[index] ?? 0)}`).join(', ')}`,
    );
    expect(meanOf(shares)).toBeGreaterThan(least);
  });
});
