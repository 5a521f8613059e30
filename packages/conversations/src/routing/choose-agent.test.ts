import { defaultStaffProfile, userIdSchema } from '@answerdesk/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Agent, chooseAgent } from './choose-agent.ts';

const now = new Date('2026-03-02T10:00:00Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const agent = (name: string, changes: Partial<Agent> = {}): Agent => ({
  ...defaultStaffProfile,
  userId: userIdSchema.parse(name),
  isOnline: true,
  load: 0,
  ...changes,
});
const ann = agent('ann', { lastAssignedAt: at(-10) });
const bo = agent('bo', { lastAssignedAt: at(-20), load: 5 });
const chen = agent('chen', { languages: ['zh'], categories: ['Returns'], lastAssignedAt: at(-30) });

describe('a waiting conversation is given', () => {
  test.each<[string, Parameters<typeof chooseAgent>, string | undefined]>([
    ['to nobody where the rule says so', ['nobody', {}, [ann], now], undefined],
    ['in turn to who had one longest ago', ['round-robin', {}, [ann, bo], now], 'bo'],
    ['first to who never had one', ['round-robin', {}, [ann, bo, agent('new')], now], 'new'],
    ['to the least busy', ['least-busy', {}, [ann, bo], now], 'ann'],
    [
      'to the least busy by share, not by number',
      ['least-busy', {}, [agent('small', { load: 1, capacity: 2 }), agent('big', { load: 4, capacity: 10 })], now],
      'big',
    ],
    ['to nobody who is not there', ['round-robin', {}, [{ ...ann, isOnline: false }], now], undefined],
    ['to nobody who is away', ['round-robin', {}, [{ ...ann, awayUntil: at(1) }], now], undefined],
    ['to who is back', ['round-robin', {}, [{ ...ann, awayUntil: now }], now], 'ann'],
    ['to nobody who is full', ['least-busy', {}, [{ ...ann, load: 10 }], now], undefined],
    ['to who speaks its language, in any script', ['round-robin', { language: 'zh-Hant' }, [chen], now], 'chen'],
    ['to nobody who does not speak it', ['round-robin', { language: 'es' }, [chen], now], undefined],
    ['to who knows its category', ['round-robin', { queue: 'Returns' }, [chen], now], 'chen'],
    ['to nobody who does not know it', ['round-robin', { queue: 'Invoices' }, [chen], now], undefined],
    [
      'to anybody who never said what they take',
      ['round-robin', { language: 'es', queue: 'Invoices' }, [ann], now],
      'ann',
    ],
    ['to who held it last, out of turn', ['round-robin', { lastAgentId: ann.userId }, [ann, bo], now], 'ann'],
    [
      'to another when who held it last is full',
      ['round-robin', { lastAgentId: ann.userId }, [{ ...ann, load: 10 }, bo], now],
      'bo',
    ],
    [
      'to another when who held it last did not come',
      ['round-robin', { lastAgentId: ann.userId, passedIds: [ann.userId] }, [ann, bo], now],
      'bo',
    ],
  ])('%s', (_, args, expected) => {
    expect(chooseAgent(...args)).toBe(expected);
  });
});

const staff = fc.array(
  fc.record({
    capacity: fc.integer({ min: 1, max: 6 }),
    load: fc.nat(6),
    isOnline: fc.boolean(),
    isAway: fc.boolean(),
    lastMinutes: fc.option(fc.nat(600)),
    languages: fc.subarray(['en', 'es', 'zh']),
    categories: fc.subarray(['Returns', 'Invoices']),
  }),
  { maxLength: 8 },
);
const toAgents = (drawn: typeof staff extends fc.Arbitrary<infer T> ? T : never): Agent[] =>
  drawn.map(({ lastMinutes, isAway, ...rest }, index) =>
    agent(`agent-${index}`, {
      ...rest,
      ...(isAway && { awayUntil: at(60) }),
      ...(lastMinutes !== null && { lastAssignedAt: at(-lastMinutes) }),
    }),
  );

/** Gives one conversation after another, as routing does. */
function giveAll(rule: 'round-robin' | 'least-busy', count: number, staffed: readonly Agent[]): Agent[] {
  let agents = [...staffed];
  for (let round = 0; round < count; round += 1) {
    const chosen = chooseAgent(rule, {}, agents, now);
    agents = agents.map((each) =>
      each.userId === chosen ? { ...each, load: each.load + 1, lastAssignedAt: at(round + 1) } : each,
    );
  }
  return agents;
}

const rules = fc.constantFrom('round-robin' as const, 'least-busy' as const);

test('nobody ever gets more than their capacity, and nobody gets anything who is not there, away or unsuited', () => {
  fc.assert(
    fc.property(rules, staff, fc.constantFrom('en', 'es', 'zh'), fc.nat(30), (rule, drawn, language, count) => {
      const before = toAgents(drawn);
      for (const [index, after] of giveAll(rule, count, before).entries()) {
        const given = after.load - (before[index]?.load ?? 0);
        if (given === 0) continue;
        expect(after.load).toBeLessThanOrEqual(after.capacity);
        expect(after.isOnline).toBe(true);
        expect(after.awayUntil).toBeUndefined();
      }
      const chosen = before.find(({ userId }) => userId === chooseAgent(rule, { language }, before, now));
      if (chosen?.languages.length) expect(chosen.languages).toContain(language);
    }),
  );
});

test('as long as somebody able has room, a conversation finds them', () => {
  fc.assert(
    fc.property(rules, staff, (rule, drawn) => {
      const agents = toAgents(drawn);
      const isAnybody = agents.some((each) => each.isOnline && !each.awayUntil && each.load < each.capacity);
      expect(chooseAgent(rule, {}, agents, now) !== undefined).toBe(isAnybody);
    }),
  );
});

test('in turn, equals get equally many, but for one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(60), (members, count) => {
      const agents = Array.from({ length: members }, (_, index) => agent(`agent-${index}`, { capacity: 100 }));
      const loads = giveAll('round-robin', count, agents).map(({ load }) => load);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    }),
  );
});

test('by room, shares of capacity stay within one conversation of each other', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 }),
      fc.nat(40),
      (sizes, count) => {
        const agents = sizes.map((capacity, index) => agent(`agent-${index}`, { capacity }));
        const after = giveAll('least-busy', count, agents);
        for (const a of after) {
          for (const b of after) {
            // Nobody was given one while another had a smaller share taken.
            if (a.load > 0 && b.load < b.capacity) {
              expect((a.load - 1) / a.capacity).toBeLessThanOrEqual(b.load / b.capacity + 1e-9);
            }
          }
        }
      },
    ),
  );
});
