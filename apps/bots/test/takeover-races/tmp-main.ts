import { play } from './takeover-races.ts';

const [from = '1', count = '1', mode = ''] = process.argv.slice(2);
const t = performance.now();
let steps = 0,
  bad = 0,
  repeats = 0;
const kinds = new Map<string, number[]>();
const fails = new Map<string, number>();
await play(1);
for (let seed = Number(from); seed < Number(from) + Number(count); seed++) {
  const r = await play(seed, { isTraced: mode === 'trace' });
  steps += r.steps;
  repeats += r.repeats;
  for (const [w, n] of r.seen) fails.set(w, (fails.get(w) ?? 0) + n);
  if (mode === 'trace') console.log(r.trace.join('\n'));
  if (r.violations.length) {
    bad++;
    for (const v of r.violations) {
      const k = `${v.invariant} ${v.what.replace(/[0-9a-z]{24}/g, '#').replace(/\d+/g, 'n')}`;
      kinds.set(k, [...(kinds.get(k) ?? []), seed]);
    }
  }
}
console.log(
  `${count} runs, ${bad} bad, ${Math.round(steps / Number(count))} steps a run, ${((performance.now() - t) / Number(count)).toFixed(2)} ms a run, ${repeats} repeats`,
);
for (const [k, s] of [...kinds].sort((a, b) => b[1].length - a[1].length))
  console.log(s.length, k, [...new Set(s)].slice(0, 5).join(' '));
console.log(Object.fromEntries([...fails].sort()));
