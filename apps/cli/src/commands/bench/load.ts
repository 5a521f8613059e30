import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LoadFigures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly done: number;
  readonly failed: number;
}

const connections = new Agent({ keepAlive: true, maxSockets: 512 });

/** Posts over connections that are kept open; resolves with the status once the answer is read. */
export function post(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        agent: connections,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}

/** Keeps `inFlight` exchanges going for a time and measures those that ended within it, after a warm-up of a tenth. */
export async function applyLoad(options: {
  readonly seconds: number;
  readonly inFlight: number;
  /** One exchange, from the question to its reply; rejects when there was none. */
  readonly exchange: () => Promise<void>;
}): Promise<LoadFigures> {
  const began = performance.now();
  const countsFrom = began + options.seconds * 100;
  const ends = countsFrom + options.seconds * 1_000;
  const tookMs: number[] = [];
  let failed = 0;
  async function keepGoing(): Promise<void> {
    while (performance.now() < ends) {
      const asked = performance.now();
      const isDone = await options.exchange().then(
        () => true,
        () => false,
      );
      const now = performance.now();
      if (now < countsFrom || now > ends) continue;
      if (isDone) tookMs.push(now - asked);
      else failed += 1;
    }
  }
  await Promise.all(Array.from({ length: options.inFlight }, keepGoing));
  return figuresOf(tookMs, failed, options.seconds);
}

/**
 * Begins exchanges at a steady rate, whether or not earlier ones have ended, and measures those that began after a
 * warm-up of a tenth, each from the moment it was due: what a slow server makes wait counts against it.
 */
export async function applySteadyLoad(options: {
  readonly seconds: number;
  readonly perSecond: number;
  readonly exchange: () => Promise<void>;
}): Promise<LoadFigures> {
  const apartMs = 1_000 / options.perSecond;
  const count = Math.ceil(options.seconds * 1.1 * options.perSecond);
  const firstCounted = Math.ceil(options.seconds * 0.1 * options.perSecond);
  const began = performance.now();
  const tookMs: number[] = [];
  let failed = 0;
  async function exchange(number: number): Promise<void> {
    const due = began + number * apartMs;
    try {
      await options.exchange();
      if (number >= firstCounted) tookMs.push(performance.now() - due);
    } catch {
      if (number >= firstCounted) failed += 1;
    }
  }
  const underway: Promise<void>[] = [];
  while (underway.length < count) {
    const due = Math.min(count, Math.floor((performance.now() - began) / apartMs) + 1);
    while (underway.length < due) underway.push(exchange(underway.length));
    await sleep(1);
  }
  await Promise.all(underway);
  return figuresOf(tookMs, failed, options.seconds);
}

function figuresOf(tookMs: number[], failed: number, seconds: number): LoadFigures {
  tookMs.sort((a, b) => a - b);
  const at = (share: number) => tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * share))] ?? 0;
  return { perSecond: tookMs.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), done: tookMs.length, failed };
}
