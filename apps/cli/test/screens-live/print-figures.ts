import { quantile } from '../live-shop.ts';
import type { Answer } from './busy-people.ts';
import type { Cost } from './costs.ts';

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printAnswers(name: string, answers: readonly Answer[]): void {
  const row = (what: string, all: readonly Answer[]) => {
    const took = all.map(({ ms }) => ms).sort((a, b) => a - b);
    const figures = [0.5, 0.95, 1].map((share) => quantile(took, share).toFixed(0).padStart(6));
    return { p95: quantile(took, 0.95), line: `  ${what.padEnd(26)}${figures.join('')}  (${took.length})` };
  };
  const rows = [...Map.groupBy(answers, ({ procedure }) => procedure)].map(([procedure, all]) => row(procedure, all));
  print(`${name}: what screens asked, p50, p95 and the longest in ms, the slowest first`);
  for (const { line } of rows.sort((a, b) => b.p95 - a.p95)) print(line);
  print(row('all', answers).line);
}

export function printCosts(name: string, costs: readonly Cost[]): void {
  print(`${name}: what a query costs when nothing else happens, processor time and time in ms, the dearest first`);
  for (const { page, procedure, cpuMs, ms } of costs) {
    print(`  ${procedure.padEnd(26)}${cpuMs.toFixed(1).padStart(8)}${ms.toFixed(1).padStart(8)}  ${page}`);
  }
}
