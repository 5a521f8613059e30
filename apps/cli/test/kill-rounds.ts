import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabaseKind } from '@answerdesk/testing';
import { createChance } from '@answerdesk/testing';
import { expect } from 'vitest';
import type { Product } from './product.ts';
import { readQuestions } from './questions.ts';
import { walkWholePath } from './whole-path.ts';

/**
 * The whole path while the product is killed at random moments and started again, `rounds` times; prints the seed that
 * replays the moments before they come, and afterwards how many messages arrived twice.
 */
export async function walkWithKills(
  { name, open }: TestDatabaseKind,
  options: { readonly seed: number; readonly rounds: number; readonly rows: number },
): Promise<void> {
  const chance = createChance(options.seed);
  const moments = chance.fork(-1);
  process.stdout.write(`strict kill -9 on ${name}: seed ${options.seed}\n`);
  const database = await open();
  let kills = 0;
  let killsAtWork = 0;
  async function disturb(product: Product, isAtWork: () => boolean): Promise<void> {
    for (; kills < options.rounds; kills += 1) {
      await sleep(150 + moments.next() * 1_500);
      if (isAtWork()) killsAtWork += 1;
      await product.kill();
      await product.start();
    }
  }
  try {
    const questions = await readQuestions(options.rows, chance);
    const result = await walkWholePath({ database, questions, chance, disturb });
    process.stdout.write(
      `strict kill -9 on ${name}, seed ${options.seed}: ${kills} kills (${killsAtWork} with replies to come), ${result.rows} questions, none lost, none answered twice; sends whose answer never came ${result.uncertain}, arrived twice: ${result.repeatedByHang} by a hang, ${result.repeatedByKill} by a kill\n`,
    );
    expect(result.rows).toBe(options.rows);
    expect(kills).toBe(options.rounds);
    expect(killsAtWork, 'every kill came while replies were to come').toBe(options.rounds);
  } finally {
    await (await database.reopen()).drop();
  }
}
