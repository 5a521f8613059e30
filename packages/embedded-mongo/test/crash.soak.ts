import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lookAfterCrash } from './crash-findings.ts';
import { type Ledger, newLedger, writeUntilKilled } from './crash-writers.ts';
import { temporaryDir } from './databases.ts';
import { serve } from './served.ts';

const rounds = 60;

/** A killed process shows the order of commit and reply; the machine stays up, so it says nothing of the disk. */
test(`killed ${rounds} times by SIGKILL under 16 writers, it loses no acknowledged write and keeps none by half`, async () => {
  const dataDir = temporaryDir();
  const ledger: Ledger = newLedger();
  const problems: string[] = [];
  let done = 0;
  for (let round = 0; round < rounds && problems.length === 0; round++) {
    const server = await serve(dataDir);
    await writeUntilKilled(server, ledger, round, 50 + Math.floor(Math.random() * 900));
    problems.push(...lookAfterCrash(dataDir, ledger).map((problem) => `round ${round}: ${problem}`));
    done++;
  }
  const { acknowledged, transfers, hasTransactions } = ledger;
  console.log(
    `rounds ${done}, acknowledged writes ${acknowledged}, lost ${problems.length}; ` +
      (hasTransactions ? `transactions ${transfers.size}` : 'transactions: this server has none, so none were written'),
  );
  expect(problems).toEqual([]);
  rmSync(dataDir, { recursive: true, force: true });
});
