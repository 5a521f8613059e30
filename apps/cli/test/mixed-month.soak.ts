import { existsSync } from 'node:fs';
import { defaultThresholds, openEmbedding } from '@answerdesk/answers';
import { createChance, type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Figures, figuresOf } from './mixed-month/figures.ts';
import { openShop } from './mixed-month/open-shop.ts';
import { planMonth } from './mixed-month/plan-month.ts';
import { asked, mannersColumns, tableOf, tradeColumns } from './mixed-month/print-figures.ts';
import { nluDir, readShop } from './mixed-month/read-shop.ts';
import { type Month, runMonth } from './mixed-month/run-month.ts';

const SEED = 20_261_130;
const CONVERSATIONS = 1_500;
/** People make a wording of six in ten questions that they answer from an FAQ. */
const TAUGHT = 0.6;
const WEEKS = [0, 1, 2, 3];
const tried = [0.35, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9];

const hasDatasets = existsSync(nluDir);
if (!hasDatasets) process.stderr.write(`Skipped: a shop's mixed month, for there is no ${nluDir} (DATASETS_DIR).\n`);
const print = (text: string) => void process.stdout.write(`${text}\n`);
const english = openEmbedding({ kind: 'english' }, { note: print, now: () => new Date(), questionMs: 60_000 });

describe.skipIf(!hasDatasets).each([
  { name: 'clinc150', by: 'meanings', embedding: english },
  { name: 'banking77', by: 'meanings', embedding: english },
  { name: 'clinc150', by: 'words', embedding: undefined },
  { name: 'banking77', by: 'words', embedding: undefined },
] as const)('a mixed month of a shop made of $name, by $by', ({ name, by, embedding }) => {
  const chance = createChance(SEED);
  let desk: TestDatabase | undefined;
  let options: Pick<Parameters<typeof runMonth>[0], 'shop' | 'visits' | 'chance'>;
  let alone: Month;
  const title = `${name}, by ${by}, seed ${SEED}`;

  beforeAll(async () => {
    desk = await testDatabases()[0]?.open();
    if (!desk) throw new Error('There is no database to test on');
    const read = await readShop(name, chance.fork(1));
    const visits = planMonth(read, CONVERSATIONS, chance.fork(2));
    options = { shop: await openShop(desk, read, embedding), visits, chance: chance.fork(3) };
    alone = await runMonth({ ...options, thresholds: defaultThresholds });
  }, 3_600_000);
  afterAll(async () => desk?.drop());

  test('every standard question ends in one way, at every threshold', async () => {
    const months: Month[] = [];
    for (const answer of tried) {
      const before = months.at(-1) ?? alone;
      const isDefault = answer === defaultThresholds.answer;
      months.push(
        isDefault ? alone : await runMonth({ ...options, thresholds: { ...defaultThresholds, answer }, before }),
      );
    }
    const rows = months.map(({ thresholds, diary }) => [nameOf(thresholds.answer), figuresOf(diary.flat())] as const);
    report(`${title}, nothing learnt`, 'from', rows);
    for (const [, { right, rightAnew, wrong, handedOver, neither }] of rows) {
      expect(right + rightAnew + wrong + handedOver + neither).toBeCloseTo(1);
    }
  });

  test('at the default threshold four in five standard questions are answered rightly, and one answer in twenty is wrong at most', async () => {
    const learning = await runMonth({ ...options, thresholds: defaultThresholds, taught: TAUGHT });
    const rows = [...weeksOf('nothing learnt', alone), ...weeksOf(`${learning.taught} taught`, learning)];
    report(`${title}, from ${nameOf(defaultThresholds.answer)}`, '', rows);
    for (const { diary } of [alone, learning]) {
      const { right, wrongOfStandard, wrongOfAnswers } = figuresOf(diary.flat());
      expect.soft(right, 'answered rightly').toBeGreaterThanOrEqual(asked.right);
      expect.soft(wrongOfStandard, 'wrong answers to anything, of standard questions').toBeLessThanOrEqual(asked.wrong);
      expect.soft(wrongOfAnswers, 'wrong answers to anything, of answers').toBeLessThanOrEqual(asked.wrong);
    }
  });
});

function weeksOf(which: string, { diary }: Month): [string, Figures][] {
  const weeks = WEEKS.map((week): [string, Figures] => [
    `${which}, week ${week + 1}`,
    figuresOf(diary.slice(week * 7, (week + 1) * 7).flat()),
  ]);
  return [...weeks, [`${which}, the month`, figuresOf(diary.flat())]];
}

function nameOf(threshold: number): string {
  return threshold.toFixed(2).replace(/^0(\.\d+?)0*$/, '$1');
}

function report(title: string, first: string, rows: readonly (readonly [string, Figures])[]): void {
  const figures = rows.at(-1)?.[1];
  if (!figures) return;
  const { standard, strangers, answers } = figures;
  const { user, system } = process.cpuUsage();
  print(`\n${title}: ${standard} standard questions, ${strangers} strangers, ${answers} answers`);
  print(`${Math.round((user + system) / 1e6)} s of processor since the start\n`);
  print(`${tableOf(first, tradeColumns, rows)}\n\n${tableOf(first, mannersColumns, rows)}\n`);
}
