import { expect, test } from 'vitest';
import { createKeyedRunner } from './keyed-runner.ts';

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test('work of one key never runs twice at the same time, and a wake during a run is not lost', async () => {
  const first = gate();
  const done = gate();
  let running = 0;
  let runs = 0;
  const runner = createKeyedRunner<string>({
    concurrency: 10,
    nameOf: (key) => key,
    onFailure: () => {},
    async run() {
      running += 1;
      runs += 1;
      expect(running).toBe(1);
      if (runs === 1) await first.opened;
      running -= 1;
      if (runs === 2) done.open();
      return undefined;
    },
  });
  runner.wake('a');
  runner.wake('a');
  runner.wake('a');
  first.open();
  await done.opened;
  await runner.stop();
  expect(runs).toBe(2);
});

test('no more than the allowed number of keys run at once, and all of them run', async () => {
  const all = gate();
  let running = 0;
  let most = 0;
  const seen = new Set<string>();
  const runner = createKeyedRunner<string>({
    concurrency: 3,
    nameOf: (key) => key,
    onFailure: () => {},
    async run(key) {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      seen.add(key);
      running -= 1;
      if (seen.size === 20) all.open();
      return undefined;
    },
  });
  for (let key = 0; key < 20; key += 1) runner.wake(String(key));
  await all.opened;
  await runner.stop();
  expect(most).toBe(3);
});

test('a key that asks for another run gets it, and one that fails is reported and tried again', async () => {
  const done = gate();
  const failures: unknown[] = [];
  let runs = 0;
  const runner = createKeyedRunner<string>({
    concurrency: 1,
    nameOf: (key) => key,
    onFailure: (error) => failures.push(error),
    async run() {
      runs += 1;
      if (runs === 1) return 1;
      if (runs === 2) throw new Error('broken once');
      done.open();
      return undefined;
    },
  });
  runner.wake('a');
  await done.opened;
  await runner.stop();
  expect(failures).toHaveLength(1);
  expect(runs).toBe(3);
});

test('stopping waits for the run under way and starts no other', async () => {
  const first = gate();
  const seen: string[] = [];
  const runner = createKeyedRunner<string>({
    concurrency: 1,
    nameOf: (key) => key,
    onFailure: () => {},
    async run(key) {
      await first.opened;
      seen.push(key);
      return 1;
    },
  });
  runner.wake('a');
  runner.wake('b');
  const stopped = runner.stop();
  first.open();
  await stopped;
  runner.wake('c');
  expect(seen).toEqual(['a']);
});
