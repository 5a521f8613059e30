/** Restores one file and then the other, over and over, until it is killed. */
import { restoreDatabase } from '../src/index.ts';

const [, , dataDir = '', ...files] = process.argv;
for (let round = 0; ; round++) {
  const { keptAs } = restoreDatabase(dataDir, files[round % files.length] ?? '', new Date());
  process.stdout.write(`${keptAs}\n`);
}
