import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@answerdesk/domain';
import type { FakeStripe, TestDatabase } from '@answerdesk/testing';
import { childEnvironment } from '../../src/config.ts';

/** Has a process of its own report, and kills it. Resolves to 1. */
export async function killReporter(
  desk: TestDatabase,
  fake: FakeStripe,
  nowIso: string,
  afterMs: number,
): Promise<number> {
  const { DATA_DIR = '', MONGODB_URI = '' } = desk.environment;
  const child = fork(
    join(import.meta.dirname, 'reporter-process.ts'),
    [DATA_DIR, MONGODB_URI, fake.apiRoot, nowIso, newId()],
    {
      stdio: 'ignore',
      env: childEnvironment({}),
    },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await Promise.race([new Promise((ready) => child.once('message', ready)), ended]);
  await Promise.race([sleep(afterMs), ended]);
  child.kill('SIGKILL');
  await ended;
  return 1;
}
