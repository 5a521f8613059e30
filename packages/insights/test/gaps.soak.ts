import { existsSync } from 'node:fs';
import { openEmbedding, readRows, sketchQuestion } from '@answerdesk/answers';
import { newTenantId } from '@answerdesk/domain';
import { describe, expect, test } from 'vitest';
import { centred, centreOf } from '../src/gaps/centre.ts';
import { clusterQuestions } from '../src/index.ts';
import { clustered, vMeasure } from './clustered.ts';
import { datasetsDir } from './config.ts';
import { keepGapsInMemory } from './gaps-in-memory.ts';

const QUESTIONS = 100_000;
const note = (line: string) => void process.stderr.write(`${line}\n`);
const tenantId = newTenantId();
const english = openEmbedding({ kind: 'english' }, { note, now: () => new Date(), questionMs: 60_000 });
const file = `${datasetsDir}/nlu/clinc150/train.jsonl`;
const hasRows = existsSync(file);
if (!hasRows)
  process.stderr.write(`Skipped: how well gaps are put together, for there is no ${file} (DATASETS_DIR).\n`);

/** The same order each time, in which what is alike does not come together. */
function shuffled<T>(rows: readonly T[]): T[] {
  const order = rows.map((row, at) => ({ row, at: (at * 7_919) % 15_013 }));
  return order.sort((a, b) => a.at - b.at).map(({ row }) => row);
}

describe.skipIf(!hasRows)('gaps of 15,000 questions about 150 things', () => {
  test.each([
    ['words', undefined, 0.7],
    ['words and meanings', english, 0.8],
  ] as const)('questions that ask the same come together, by %s', async (by, embedding, least) => {
    const gaps = keepGapsInMemory();
    const rows = shuffled(await readRows(file));
    const texts = rows.map(({ text }) => text);
    const started = performance.now();
    const embed = embedding && { embed: embedding.ofQuestion };
    const { gapIds, orderedMs } = await clustered({ gaps, ...embed }, tenantId, texts);
    const labels = rows.map(({ label }) => label);
    const v = vMeasure(labels, gapIds);
    note(
      `gaps by ${by}: V-measure ${v.toFixed(3)}, ${new Set(gapIds).size} gaps of ${rows.length} questions, ` +
        `${Math.round(performance.now() - started)} ms, the last time in order ${Math.round(orderedMs)} ms`,
    );
    expect(v).toBeGreaterThan(least);
  });

  test(`${QUESTIONS} questions are put together in less than a minute of a processor`, async () => {
    const rows = shuffled(await readRows(file));
    const raw: Float32Array[] = [];
    for (const { text } of rows) {
      raw.push(sketchQuestion(text, await english?.ofQuestion(tenantId, { text, language: 'en' })));
    }
    const centre = centreOf(raw.map((sketch) => [sketch]));
    const sketches = raw.map((sketch) => centred(sketch, centre));
    const questions = Array.from({ length: QUESTIONS }, (_, at) => ({
      id: `q${at}`,
      vector: sketches[at % sketches.length] ?? centre,
    }));
    const [started, before] = [performance.now(), process.cpuUsage()];
    const { changed } = clusterQuestions([], questions);
    const { user, system } = process.cpuUsage(before);
    const processorMs = (user + system) / 1_000;
    note(
      `gaps: ${QUESTIONS} questions into ${changed.length} clusters in ${Math.round(processorMs)} ms of a processor, ` +
        `${Math.round(performance.now() - started)} ms in all`,
    );
    expect(processorMs).toBeLessThan(60_000);
  });
});
