import type { Chance } from '@answerdesk/testing';
import { ask, type Person } from './busy-people.ts';
import { type Known, pages } from './pages.ts';

/** What one query costs where nothing else is asked; medians, in ms. */
export interface Cost {
  readonly page: string;
  readonly procedure: string;
  readonly cpuMs: number;
  readonly ms: number;
}

const TIMES = 5;

/** Asks what the pages of owners ask, one query after another, of a product that has nothing else to do. */
export async function readCosts(address: string, owner: Person, known: Known, chance: Chance): Promise<Cost[]> {
  const costs: Cost[] = [];
  for (const [page, queriesOf] of Object.entries(pages.owner)) {
    for (const place of queriesOf(known, chance.fork(1)).keys()) {
      const took: { cpuMs: number; ms: number }[] = [];
      for (let time = 0; time < TIMES; time += 1) {
        const query = queriesOf(known, chance.fork(time))[place];
        if (!query) continue;
        const before = await cpuMsOf(address);
        const { ms } = await ask(address, owner, query);
        took.push({ cpuMs: (await cpuMsOf(address)) - before, ms });
      }
      const [procedure] = queriesOf(known, chance)[place] ?? [page];
      const middle = (of: (one: (typeof took)[number]) => number) =>
        took.map(of).sort((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0;
      costs.push({ page, procedure, cpuMs: middle(({ cpuMs }) => cpuMs), ms: middle(({ ms }) => ms) });
    }
  }
  return costs.sort((a, b) => b.cpuMs - a.cpuMs);
}

/** Processor time that a running product took so far, all its threads together. */
export async function cpuMsOf(address: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return 1_000 * Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
}
