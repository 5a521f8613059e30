import { expect, test } from 'vitest';
import { raceSeed } from './config.ts';
import { mutations } from './takeover-races/mutations.ts';
import { play, playAll } from './takeover-races/takeover-races.ts';

const MOST_TO_NOTICE = 2_000;

test('in 2,000 interleavings of customers, agents, deliveries and crashes nobody talks over anybody and nothing is lost', async () => {
  const { runs, steps, repeats, seen } = await playAll(raceSeed ?? 1, raceSeed === undefined ? 2_000 : 1);
  process.stdout.write(`take-over races: ${runs} interleavings, ${steps} steps, ${repeats} parts arrived again\n`);
  if (raceSeed !== undefined) return;
  for (const what of ofNote) expect(seen.get(what), what).toBeGreaterThan(0);
});

/** What must have happened somewhere for the test to have tested it. */
const ofNote = [
  'takeOver taken',
  'takeOver held',
  'takeOver unanswered',
  'reply queued',
  'reply not-holder',
  'reply unanswered',
  'handBack done',
  'handBack held',
  'transfer done',
  'close done',
  'assign done',
  'snooze done',
  'may still arrive',
  'send unheard',
  "bot's cancelled",
  "bot's failed",
  "bot's made anew sent",
  'handed-back cancelled',
  'back-in-line sent',
  'rating-asked sent',
  'message rated',
  'message clarify',
  'message handover',
  'message left-to-agent',
  'message noted',
  'event reopened',
  'event woken',
];

test('a seed replays its interleaving step by step', async () => {
  const first = await play(7, { isTraced: true });
  const again = await play(7, { isTraced: true });
  expect(first.trace.length).toBeGreaterThan(100);
  expect(again.trace.map(withoutIds)).toEqual(first.trace.map(withoutIds));
});

function withoutIds(line: string): string {
  return line.replaceAll(/[0-9a-z]{24}/g, '#');
}

test.each(mutations)('it is noticed when $name', async ({ mutate, noticedBy }) => {
  for (let seed = 1; seed <= MOST_TO_NOTICE; seed += 1) {
    const { violations } = await play(seed, { mutate });
    if (violations.some(({ invariant }) => noticedBy.includes(invariant))) return;
  }
  throw new Error(`In ${MOST_TO_NOTICE} interleavings nothing showed it.`);
});
