import { mutations } from './mutations.ts';
import { play } from './takeover-races.ts';

for (const { name, mutate } of mutations) {
  let caught = '';
  for (let seed = 1; seed <= 2000 && !caught; seed++) {
    const r = await play(seed, { mutate });
    if (r.violations.length)
      caught = `${seed}: ${[...new Set(r.violations.map((v) => v.invariant))].join('')} ${r.violations[0]?.what}`;
  }
  console.log(name, '→', caught || 'NOT CAUGHT');
}
