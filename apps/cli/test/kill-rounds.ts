import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabaseKind } from '@answerdesk/testing';
import { createChance } from './chance.ts';
import type { Product } from './product.ts';
import { readQuestions } from './questions.ts';
import { type WholePathResult, walkWholePath } from './whole-path.ts';

/**
 * The whole path while the product is killed at random moments and started again, `rounds` times; prints the seed that
 * replays the moments and how many messages arrived twice.
 */
export async function walkWithKills(
  { name, open }: TestDatabaseKind,
  options: { readonly seed: number; readonly rounds: number; readonly rows: number },
): Promise<WholePathResult> {
  const chance = createChance(options.seed);
  const moments = createChance(options.seed + 1);
  const database = await open();
  let killed = 0;
  async function disturb(product: Product): Promise<void> {
    for (; killed < options.rounds; killed += 1) {
      await sleep(150 + moments.next() * 1_500);
      await product.kill();
      await product.start();
    }
  }
  try {
    const questions = await readQuestions(options.rows, chance);
    const result = await walkWholePath({ database, questions, chance, disturb });
    process.stdout.write(
      `kill -9 on ${name}, seed ${options.seed}: ${killed} kills, ${result.rows} questions, none lost, none answered twice; sends whose answer never came and that arrived twice: ${result.repeated}\n`,
    );
    return result;
  } finally {
    await (await database.reopen()).drop();
  }
}
