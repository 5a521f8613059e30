import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

const script = `
  const { parentPort } = await import('node:worker_threads');
  const { getPriority } = await import('node:os');
  const { stepBack } = await import(${JSON.stringify(new URL('./step-back.ts', import.meta.url).href)});
  stepBack();
  parentPort.postMessage(getPriority());
`;

test.skipIf(process.platform !== 'linux')(
  'a thread that steps back yields to those that answer customers, and is alone in it',
  async () => {
    const usual = getPriority();
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
    const priority = await new Promise<number>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    await worker.terminate();
    expect(priority).toBe(Math.min(usual + 4, 19));
    expect(getPriority()).toBe(usual);
  },
);
