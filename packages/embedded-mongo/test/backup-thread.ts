/** Makes one backup in a thread of its own. */
import { workerData } from 'node:worker_threads';
import { backupDatabase } from '../src/index.ts';

const { dir, file }: { dir: string; file: string } = workerData;
backupDatabase(dir, file, { force: true });
