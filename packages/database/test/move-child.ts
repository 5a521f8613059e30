/** Moves a directory's database, naming on stdout what it has copied, until it is done or killed. */
import { moveDatabase } from '../src/index.ts';

const [, , dataDir = '', to = ''] = process.argv;
await moveDatabase({
  dataDir,
  to,
  restart: false,
  onProgress: ({ namespace, step, done }) => process.stdout.write(`${step} ${namespace} ${done}\n`),
});
