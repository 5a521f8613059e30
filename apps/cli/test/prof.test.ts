import { testDatabases } from '@answerdesk/testing';
import { test } from 'vitest';
import { replayRound } from './billing-replay/replay-round.ts';
test('p', async () => {
  const [k] = testDatabases(); const d = await k!.open();
  for (const seed of [22, 31, 32, 33, 34, 35, 36, 37]) await replayRound(d, { seed, tenants: 5, events: 2000, hours: 24, kills: 0 }).then((f) => console.log(seed, 'fine', JSON.stringify(f)), (e) => console.log(seed, e));
  await d.drop();
}, 600000);
