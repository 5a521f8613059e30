import { expect } from 'vitest';
import { acceptedName } from './accepted-differences.ts';
import { compareRuns, refusals, script } from './compare-runs.ts';

const mostRefusedShare = 0.15;
const shown = 20;

/**
 * Performs drawn operations on the real MongoDB at `realUri` and on the embedded database; fails for every difference the
 * README does not state, and where the embedded one refuses more than 15 % of them.
 */
export async function expectNoDifference(realUri: string, seed: number, operations: number): Promise<void> {
  const found = await compareRuns(realUri, seed, operations);
  const unexpected = found.differences.filter((one) => acceptedName(one) === undefined);
  const accepted = Map.groupBy(found.differences, acceptedName);
  for (const [name, all] of accepted) if (name !== undefined) console.log(`accepted ${all.length} times: ${name}`);
  for (const one of unexpected.slice(0, shown)) console.log(script(one));
  console.log(refusals(found));
  console.log(`seed ${seed}: operations ${found.operations}, differences ${unexpected.length}`);
  expect(found.operations).toBeGreaterThanOrEqual(operations);
  expect(unexpected.map(script).slice(0, shown)).toEqual([]);
  const refused = [...found.refused.values()].reduce((sum, one) => sum + one, 0);
  expect(refused / found.operations).toBeLessThan(mostRefusedShare);
}
