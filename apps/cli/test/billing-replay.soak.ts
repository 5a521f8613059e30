import { testDatabases } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { type ReplayFigures, replayRound } from './billing-replay/replay-round.ts';

const seed = Date.now() % 1_000_000_007;
/** A round takes ten seconds to a minute, by what else the machine does. */
const LIMIT = { timeout: 4 * 3_600_000 };
const ROUNDS_A_LINE = 10;

test.each(testDatabases())(
  'on $name 200 rounds of a month end with what Stripe counted equal to what was used, to the unit',
  LIMIT,
  async (kind) => {
    const databases = testDatabases().length;
    const rounds = Math.ceil(200 / databases);
    const total: Record<string, number> = {};
    for (let round = 0; round < rounds; round += 1) {
      const desk = await kind.open();
      try {
        const plan = { seed: seed + round, tenants: 5, events: 2_000, hours: 24, kills: round % 5 === 0 ? 3 : 0 };
        add(total, await replayRound(desk, plan));
      } finally {
        await desk.drop();
      }
      if ((round + 1) % ROUNDS_A_LINE === 0) print(`${kind.name}: ${round + 1} rounds from seed ${seed}`, total);
    }
    expect(total['deaths']).toBeGreaterThan(0);
  },
);

test.each(testDatabases())(
  'on $name a month of 50 tenants and 200,000 events is counted to the unit',
  LIMIT,
  async (kind) => {
    const desk = await kind.open();
    try {
      const figures = await replayRound(desk, { seed, tenants: 50, events: 200_000, hours: 60, kills: 10 });
      print(`${kind.name}: 50 tenants, 200,000 events, seed ${seed}`, { ...figures });
    } finally {
      await desk.drop();
    }
  },
);

function add(total: Record<string, number>, figures: ReplayFigures): void {
  for (const [name, value] of Object.entries(figures)) total[name] = (total[name] ?? 0) + value;
}

function print(what: string, figures: Readonly<Record<string, number>>): void {
  const words = Object.entries(figures).map(([name, value]) => `${name} ${value.toLocaleString('en')}`);
  process.stderr.write(`billing replay, ${what}: ${words.join(', ')}\n`);
}
