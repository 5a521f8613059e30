import { createChance, testDatabases } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { readQuestions } from './questions.ts';
import { walkWholePath } from './whole-path.ts';

const ROWS = { embedded: 1_000, MongoDB: 300 };
const SEED = 20_261_124;

test.each(testDatabases())(
  'on $name every update has one reply or a reason, each repeat its cause, and seven in ten are answered right at once where the dial says so',
  async ({ name, open }) => {
    const chance = createChance(SEED);
    const database = await open();
    try {
      const questions = await readQuestions(ROWS[name], chance);
      const result = await walkWholePath({ database, questions, chance });
      const share = (count: number) => `${((100 * count) / result.rows).toFixed(1)} %`;
      process.stdout.write(
        `strict whole path on ${name}, ${questions.name}, seed ${SEED}: ${result.rows} questions; answered right ${share(result.right)}, answered wrong ${share(result.wrong)}, asked back ${share(result.clarified)} (right FAQ among the buttons ${share(result.offered)}), handed over ${share(result.handedOver)}; refused by the platform ${result.refused}; sends whose answer never came ${result.uncertain}, arrived twice ${result.repeatedByHang}\n`,
      );
      expect(result.rows).toBe(ROWS[name]);
      expect(result.repeatedByKill).toBe(0);
      expect(result.right / result.rows, 'answered with the right FAQ').toBeGreaterThanOrEqual(0.7);
    } finally {
      await (await database.reopen()).drop();
    }
  },
);
