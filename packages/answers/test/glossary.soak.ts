import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEmbedding } from '../src/embedding/create-embedding.ts';
import { createEnglishEmbedder } from '../src/embedding/english/english-embedder.ts';
import { type Evaluation, evaluate, readRows } from '../src/index.ts';
import { meanOf } from '../src/measures.ts';
import { datasetsDir } from './config.ts';

const hasDatasets = existsSync(`${datasetsDir}/nlu`);
if (!hasDatasets) console.log(`Skipped: what a glossary brings, for there is no ${datasetsDir}/nlu (DATASETS_DIR).`);

const seeds = [1, 2, 3];
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const embedding = createEmbedding({
  embedder: createEnglishEmbedder(),
  questionMs: 60_000,
  mostBytes: 256 * 1024 * 1024,
});

/** Synonyms of each set's field, written from the names of its labels and by nobody who had read its questions. */
const written = (set: string) =>
  readFileSync(new URL(`glossaries/${set}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(', '))
    .map(([name = '', ...synonyms]) => [name, ...synonyms] as const);

describe.skipIf(!hasDatasets)('held-out accuracy with the graph off and on, mean over three seeds', () => {
  it.each(
    ['banking77', 'clinc150', 'hwu64'].flatMap((set) =>
      [1, 5].flatMap((shots) => [
        { set, shots, by: 'words', way: {} },
        { set, shots, by: 'meanings', way: { embedding } },
      ]),
    ),
  )('$set after $shots examples by $by', async ({ set, shots, by, way }) => {
    const train = await readRows(`${datasetsDir}/nlu/${set}/train.jsonl`);
    const proposed: Evaluation[] = [];
    const besides: Evaluation[] = [];
    for (const seed of seeds) {
      const options = { train, keep: 0.95, seed, shots, ...way };
      proposed.push(await evaluate({ ...options, glossary: [] }));
      besides.push(await evaluate({ ...options, glossary: written(set) }));
    }
    const of = (results: readonly Evaluation[], pick: (result: Evaluation) => number | undefined) =>
      meanOf(results.map((result) => pick(result) ?? 0));
    const off = of(proposed, ({ accuracy }) => accuracy);
    const on = of(proposed, ({ withGlossary }) => withGlossary?.accuracy);
    const onWritten = of(besides, ({ withGlossary }) => withGlossary?.accuracy);
    console.log(
      `${set} ${shots} by ${by}: off ${percent(off)} | all proposals accepted ${percent(on)}`,
      `(${of(proposed, ({ withGlossary }) => withGlossary?.terms).toFixed(0)} terms,`,
      `${of(proposed, ({ withGlossary }) => withGlossary?.readOtherwise).toFixed(0)} questions read otherwise)`,
      `| with written synonyms ${percent(onWritten)}`,
      `(${of(besides, ({ withGlossary }) => withGlossary?.readOtherwise).toFixed(0)} of ${proposed[0]?.n} read otherwise)`,
      `| p50 ${of(besides, ({ p50Ms }) => p50Ms).toFixed(2)} ms off,`,
      `${of(besides, ({ withGlossary }) => withGlossary?.p50Ms).toFixed(2)} ms on`,
    );
    expect(on).toBeGreaterThan(off - 0.005);
    expect(onWritten).toBeGreaterThan(off - 0.01);
  });
});
