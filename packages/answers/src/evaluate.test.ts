import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { datasetsDir } from '../test/config.ts';
import { evaluate, type LabelledRow, readRows } from './index.ts';
import { aurocOf, calibrationErrorOf, recallAtKeep } from './measures.ts';

const topics = ['parcel', 'refund', 'invoice', 'password', 'discount', 'warranty', 'address', 'voucher'];
const ways = [
  'where do i find the X',
  'X please',
  'problem with my X',
  'tell me about the X',
  'X',
  'no X',
  'the X again',
];
const rows: LabelledRow[] = topics.flatMap((topic) =>
  ways.map((way) => ({ text: way.replace('X', topic), label: `${topic}_help`, lang: 'en' })),
);
const oos: LabelledRow[] = ['asdf', 'who won the cup', '你好'].map((text) => ({ text, label: 'oos' }));

describe('an evaluation', () => {
  it('holds out a fifth of each label, and is the same again but for timings', async () => {
    const options = { train: rows, oos, keep: 0.95, seed: 4 };
    const first = await evaluate(options);
    expect(first).toMatchObject({ labels: 8, variants: 48, n: 8, accuracy: 1, oos: { n: 3, auroc: 1 } });
    const timeless = { trainMs: 0, p50Ms: 0, p95Ms: 0, rssMb: 0 };
    expect({ ...(await evaluate(options)), ...timeless }).toEqual({ ...first, ...timeless });
  });

  it('learns from as many examples a label as asked for, and tests on the rows it is given', async () => {
    const result = await evaluate({ train: rows, test: rows.slice(0, 5), keep: 0.95, shots: 2, seed: 1 });
    expect(result).toMatchObject({ labels: 8, variants: 16, n: 5, oos: null });
  });

  it('takes more variants than an editor would', async () => {
    const many = Array.from({ length: 1_200 }, (_, index) => ({ text: `parcel ${index}`, label: 'parcel' }));
    const other = [{ text: 'refund', label: 'refund' }];
    const result = await evaluate({ train: [...many, ...other], test: other, keep: 0.95, seed: 1 });
    expect(result).toMatchObject({ variants: 1_201, accuracy: 1 });
  });
});

describe('measures', () => {
  const judged = (confidence: number, isRight: boolean) => ({ confidence, isRight });

  it('of calibration are the gap between confidence and right, bin by bin', () => {
    expect(calibrationErrorOf([judged(0.9, true), judged(0.9, true)])).toBeCloseTo(0.1);
    expect(calibrationErrorOf([judged(0.55, true), judged(0.55, false)])).toBeCloseTo(0.05);
  });

  it('of scope rank in-scope over out-of-scope, and count what the threshold refuses', () => {
    const inScope = [0.9, 0.8, 0.7, 0.2].map((confidence) => judged(confidence, true));
    const strangers = [0.1, 0.3, 0.75].map((confidence) => judged(confidence, false));
    expect(aurocOf(inScope, strangers)).toBeCloseTo((3 + 3 + 2 + 1) / 12);
    expect(recallAtKeep(inScope, strangers, 0.75)).toBeCloseTo(2 / 3);
    expect(recallAtKeep(inScope, strangers, 1)).toBeCloseTo(1 / 3);
  });
});

describe('reading rows', () => {
  it('names the file and line of a row that is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rows-'));
    const path = join(folder, 'rows.jsonl');
    try {
      await writeFile(path, '{"text":"a","label":"b"}\n\n{"text":"a"}\n');
      await expect(readRows(path)).rejects.toThrow(`${path}, line 3`);
      await writeFile(path, '{"text":"a","label":"b","lang":"en"}\r\n');
      expect(await readRows(path)).toEqual([{ text: 'a', label: 'b', lang: 'en' }]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

const banking = join(datasetsDir, 'nlu/banking77/train.jsonl');
const hasDatasets = existsSync(banking);
if (!hasDatasets) console.log(`Skipped: evaluation on public sets, for there is no ${banking} (DATASETS_DIR).`);

describe('on public sets', () => {
  it.skipIf(!hasDatasets)('tells 25 banking intents apart after 10 examples each, knowing how sure it is', async () => {
    const all = await readRows(banking);
    const labels = [...new Set(all.map(({ label }) => label))].sort().filter((_, index) => index % 3 === 0);
    const train = all.filter(({ label }) => labels.includes(label));
    const strangers = (await readRows(join(datasetsDir, 'nlu/clinc150/val_oos.jsonl'))).slice(0, 100);
    const result = await evaluate({ train, oos: strangers, keep: 0.95, shots: 10, seed: 1 });
    expect(result.accuracy).toBeGreaterThan(0.8);
    expect(result.ece).toBeLessThan(0.1);
    expect(result.oos?.auroc).toBeGreaterThan(0.93);
  });
});
