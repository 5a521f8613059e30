import { testDatabases } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { createChance } from './chance.ts';
import { readQuestions } from './questions.ts';
import { walkWholePath } from './whole-path.ts';

const ROWS = { embedded: 1_000, MongoDB: 300 };

test.each(testDatabases())(
  'on $name every customer gets exactly one reply or a recorded reason, in order, mostly the right one, whatever the platform does',
  { timeout: 400_000 },
  async ({ name, open }) => {
    const chance = createChance(20_261_124);
    const database = await open();
    try {
      const questions = await readQuestions(ROWS[name], chance);
      const result = await walkWholePath({ database, questions, chance });
      const share = (count: number) => `${((100 * count) / result.rows).toFixed(1)} %`;
      process.stdout.write(
        `whole path on ${name}, ${questions.name}: ${result.rows} questions, right at once ${share(result.right)}, right among the buttons ${share(result.offered)}, refused by the platform ${result.refused}, arrived twice ${result.repeated}\n`,
      );
      expect((result.right + result.offered) / result.rows).toBeGreaterThanOrEqual(0.7);
    } finally {
      await (await database.reopen()).drop();
    }
  },
);
