import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faqIdSchema, messageIdSchema } from './ids.ts';
import { isResolved, REJECTABLE_FOR_MS, type ResolutionFact, readEnquiries } from './resolution.ts';

const HOUR = 3_600_000;
const windowMs = 24 * HOUR;
const begin = Date.parse('2026-11-02T09:00:00Z');
const at = (hours: number) => new Date(begin + hours * HOUR);
const returns = faqIdSchema.parse('returns');
const hours = faqIdSchema.parse('hours');

/** Facts as `[hours since the beginning, what happened]`. */
type Told = readonly [number, Omit<ResolutionFact, 'id' | 'at'> & Pick<ResolutionFact, 'kind'>];
const asked = (faqId = returns) => ({ kind: 'asked', faqId }) as const;
const wonders = { kind: 'asked' } as const;
const wantsPerson = { kind: 'asked-for-person' } as const;
const bot = (faqId = returns) => ({ kind: 'answered', by: 'bot', faqId }) as const;
const person = { kind: 'answered', by: 'person' } as const;
const handedOver = { kind: 'handed-over' } as const;
const handedBack = { kind: 'handed-back' } as const;
const closed = { kind: 'closed' } as const;
const thanks = { kind: 'confirmed', how: 'thanked' } as const;
const yes = { kind: 'confirmed', how: 'said-yes' } as const;
const ratedWell = { kind: 'confirmed', how: 'rated-well' } as const;
const noHelp = { kind: 'rejected', how: 'said-so' } as const;
const ratedBadly = { kind: 'rejected', how: 'rated-badly' } as const;

function factsOf(told: readonly Told[]): ResolutionFact[] {
  return told.map(([hour, what], index) => {
    const fact = { id: messageIdSchema.parse(`m${String(index).padStart(4, '0')}`), at: at(hour), ...what };
    return fact as ResolutionFact;
  });
}

function read(told: readonly Told[], hour: number) {
  return readEnquiries(factsOf(told), { windowMs, now: at(hour) });
}

const inWords = (told: readonly Told[], hour: number) =>
  read(told, hour).map(({ state, reason, by }) => [state, reason, by ?? 'nobody'].join(' '));

// Worked by hand: what happened, when it is looked at, and what each enquiry is then.
const table: readonly [string, readonly Told[], number, readonly string[]][] = [
  ['nothing happened', [], 1, []],
  [
    'a greeting and a hand-over alone',
    [
      [0, wonders],
      [0, handedOver],
    ],
    30,
    ['unresolved person-wanted nobody'],
  ],
  ['the bot asked back and was left', [[0, wonders]], 23, ['open unanswered nobody']],
  ['the same a day later', [[0, wonders]], 24, ['unresolved unanswered nobody']],
  [
    'thanks for being asked back',
    [
      [0, wonders],
      [1, thanks],
    ],
    2,
    ['open unanswered nobody'],
  ],
  [
    'thanks for a person to come',
    [
      [0, wonders],
      [0, handedOver],
      [1, thanks],
    ],
    30,
    ['unresolved person-wanted nobody'],
  ],
  ['thanks out of the blue', [[0, thanks]], 1, []],
  [
    'an answer, within the window',
    [
      [0, asked()],
      [0, bot()],
    ],
    23.9,
    ['pending quiet bot'],
  ],
  [
    'an answer, quiet for the window',
    [
      [0, asked()],
      [0, bot()],
    ],
    24,
    ['assumed quiet bot'],
  ],
  [
    'an answer and thanks',
    [
      [0, asked()],
      [0, bot()],
      [1, thanks],
    ],
    1,
    ['confirmed thanked bot'],
  ],
  [
    'an answer and a yes',
    [
      [0, asked()],
      [0, bot()],
      [1, yes],
    ],
    1,
    ['confirmed said-yes bot'],
  ],
  [
    'thanks after it was assumed',
    [
      [0, asked()],
      [0, bot()],
      [40, thanks],
    ],
    41,
    ['confirmed thanked bot'],
  ],
  [
    'thanks too late to mean it',
    [
      [0, asked()],
      [0, bot()],
      [24 + 168, thanks],
    ],
    200,
    ['assumed quiet bot'],
  ],
  [
    'that did not help',
    [
      [0, asked()],
      [0, bot()],
      [1, noHelp],
    ],
    30,
    ['unresolved rejected bot'],
  ],
  [
    'it did not help, the next did',
    [
      [0, asked()],
      [0, bot()],
      [1, noHelp],
      [1, bot(hours)],
    ],
    26,
    ['assumed quiet bot'],
  ],
  [
    'thanks for what did not help',
    [
      [0, asked()],
      [0, bot()],
      [1, noHelp],
      [2, thanks],
    ],
    30,
    ['unresolved rejected bot'],
  ],
  [
    'the same answer once more',
    [
      [0, asked()],
      [0, bot()],
      [1, asked()],
      [1, bot()],
    ],
    30,
    ['unresolved same-answer bot'],
  ],
  [
    'the same question twice before there was an answer',
    [
      [0, asked()],
      [0.2, bot()],
      [0.1, asked()],
      [0.3, bot()],
    ],
    30,
    ['assumed quiet bot'],
  ],
  [
    'the same answer, and thanks',
    [
      [0, asked()],
      [0, bot()],
      [1, asked()],
      [1, bot()],
      [2, thanks],
    ],
    3,
    ['confirmed thanked bot'],
  ],
  [
    'another matter in one sitting',
    [
      [0, asked()],
      [0, bot()],
      [20, asked(hours)],
      [20, bot(hours)],
    ],
    30,
    ['pending quiet bot'],
  ],
  [
    'one of two without an answer',
    [
      [0, asked()],
      [0, bot()],
      [1, wonders],
    ],
    30,
    ['unresolved unanswered bot'],
  ],
  [
    'a person after the answer',
    [
      [0, asked()],
      [0, bot()],
      [1, wantsPerson],
    ],
    30,
    ['unresolved person-wanted bot'],
  ],
  [
    'a person who came',
    [
      [0, asked()],
      [0, bot()],
      [1, wantsPerson],
      [2, person],
    ],
    26,
    ['assumed quiet person'],
  ],
  [
    'a person who closed it',
    [
      [0, wantsPerson],
      [2, person],
      [3, closed],
    ],
    26.9,
    ['pending closed person'],
  ],
  [
    'the same, quiet since',
    [
      [0, wantsPerson],
      [2, person],
      [3, closed],
    ],
    27,
    ['assumed closed person'],
  ],
  [
    'closed without a word',
    [
      [0, wantsPerson],
      [3, closed],
    ],
    4,
    ['unresolved person-wanted nobody'],
  ],
  [
    'the bot went on while a person was wanted',
    [
      [0, wantsPerson],
      [1, asked()],
      [1, bot()],
      [2, thanks],
    ],
    30,
    ['unresolved person-wanted bot'],
  ],
  [
    'given back, and the bot answered',
    [
      [0, wantsPerson],
      [1, handedBack],
      [2, asked()],
      [2, bot()],
    ],
    26,
    ['assumed quiet bot'],
  ],
  [
    'a person, then the bot',
    [
      [0, wantsPerson],
      [1, person],
      [2, handedBack],
      [3, asked()],
      [3, bot()],
    ],
    27,
    ['assumed quiet person'],
  ],
  [
    'an answer with anger, and a person called beside it',
    [
      [0, asked()],
      [0, bot()],
      [0, handedOver],
    ],
    30,
    ['unresolved person-wanted bot'],
  ],
  [
    'it waited for days, then a person came',
    [
      [0, wantsPerson],
      [50, wonders],
      [70, person],
    ],
    94,
    ['assumed quiet person'],
  ],
  [
    'rated well',
    [
      [0, wantsPerson],
      [1, person],
      [2, closed],
      [3, ratedWell],
    ],
    3,
    ['confirmed rated-well person'],
  ],
  [
    'rated badly',
    [
      [0, wantsPerson],
      [1, person],
      [2, closed],
      [3, ratedBadly],
    ],
    3,
    ['unresolved rated-badly person'],
  ],
  [
    'a bad rating of what was closed is none of what was asked since',
    [
      [0, wantsPerson],
      [1, person],
      [2, thanks],
      [3, closed],
      [4, asked()],
      [4, bot()],
      [5, ratedBadly],
    ],
    30,
    ['confirmed thanked person', 'assumed quiet bot'],
  ],
  [
    'rated badly once assumed',
    [
      [0, wantsPerson],
      [1, person],
      [2, closed],
      [40, ratedBadly],
    ],
    41,
    ['reopened rated-badly person'],
  ],
  [
    'thanked and then rated badly',
    [
      [0, wantsPerson],
      [1, person],
      [2, thanks],
      [3, closed],
      [4, ratedBadly],
    ],
    5,
    ['reopened rated-badly person'],
  ],
  [
    'closed, and the customer was not done',
    [
      [0, wantsPerson],
      [1, person],
      [2, closed],
      [3, wonders],
    ],
    30,
    ['unresolved unanswered person'],
  ],
  [
    'it came back with the same question',
    [
      [0, asked()],
      [0, bot()],
      [30, asked()],
    ],
    31,
    ['reopened asked-again bot', 'open unanswered nobody'],
  ],
  [
    'the same question a week later',
    [
      [0, asked()],
      [0, bot()],
      [168, asked()],
      [168, bot()],
    ],
    169,
    ['assumed quiet bot', 'pending quiet bot'],
  ],
  [
    'another question the day after',
    [
      [0, asked()],
      [0, bot()],
      [30, asked(hours)],
    ],
    31,
    ['assumed quiet bot', 'open unanswered nobody'],
  ],
  [
    'it came back for a person',
    [
      [0, asked()],
      [0, bot()],
      [30, wantsPerson],
    ],
    31,
    ['reopened asked-for-person bot', 'open person-wanted nobody'],
  ],
  [
    'thanked, then a person for something',
    [
      [0, asked()],
      [0, bot()],
      [1, thanks],
      [2, wantsPerson],
    ],
    3,
    ['confirmed thanked bot', 'open person-wanted nobody'],
  ],
  [
    'thanked, then the same question',
    [
      [0, asked()],
      [0, bot()],
      [1, thanks],
      [2, asked()],
    ],
    3,
    ['reopened asked-again bot', 'open unanswered nobody'],
  ],
  [
    'days later: that did not help',
    [
      [0, asked()],
      [0, bot()],
      [100, noHelp],
    ],
    101,
    ['reopened rejected bot', 'open rejected nobody'],
  ],
  [
    'much later: that did not help',
    [
      [0, asked()],
      [0, bot()],
      [500, noHelp],
    ],
    501,
    ['assumed quiet bot', 'open rejected nobody'],
  ],
  [
    'an agent writes after the thanks',
    [
      [0, asked()],
      [0, bot()],
      [1, thanks],
      [2, person],
    ],
    3,
    ['confirmed thanked bot'],
  ],
];

test.each(table)('%s', (_what, told, hour, expected) => {
  expect(inWords(told, hour)).toEqual(expected);
});

test('says when an enquiry was resolved, by what, when it came back, and when it settles by itself', () => {
  const [first, second] = read(
    [
      [0, asked()],
      [0.5, bot()],
      [30, asked()],
    ],
    31,
  );
  expect(first).toMatchObject({ id: 'm0000', startedAt: at(0), answerId: 'm0001', answeredAt: at(0.5) });
  expect(first).toMatchObject({ resolvedAt: at(24.5), reopenedAt: at(30), reopenedById: 'm0002' });
  expect(first).not.toHaveProperty('settlesAt');
  expect(second).toMatchObject({ id: 'm0002', settlesAt: at(54) });
});

const anything = fc.constantFrom(
  ...[asked(), asked(hours), wonders, wantsPerson, bot(), bot(hours), person, handedOver, handedBack, closed],
  ...[thanks, yes, ratedWell, noHelp, ratedBadly],
);
const gaps = fc.constantFrom(0, 0.1, 1, 12, 23, 24, 25, 60, REJECTABLE_FOR_MS / HOUR, 400);
const stories = fc
  .array(fc.tuple(gaps, anything), { maxLength: 14 })
  .map((steps) =>
    steps.map(([_gap, what], index): Told => [steps.slice(0, index + 1).reduce((sum, [gap]) => sum + gap, 0), what]),
  );
const endOf = (told: readonly Told[]) => told.at(-1)?.[0] ?? 0;

test('nothing is resolved without an answer to it, and nothing that a person had part in is the bot’s', () => {
  fc.assert(
    fc.property(stories, gaps, (told, later) => {
      const facts = factsOf(told);
      const enquiries = read(told, endOf(told) + later);
      for (const [index, one] of enquiries.entries()) {
        const next = enquiries[index + 1]?.id ?? 'n';
        const own = facts.filter(({ id }) => id >= one.id && id < next);
        const answers = own.flatMap((fact) => (fact.kind === 'answered' ? [fact] : []));
        if (isResolved(one)) expect(answers.length).toBeGreaterThan(0);
        if (one.by === 'person') expect(answers.some(({ by }) => by === 'person')).toBe(true);
        if (one.by === undefined) expect(isResolved(one)).toBe(false);
        if (one.resolvedAt && one.answeredAt) expect(one.resolvedAt >= one.answeredAt).toBe(true);
        if (isResolved(one) && one.by === 'bot') {
          const called = own.findLastIndex(({ kind }) => kind === 'handed-over' || kind === 'asked-for-person');
          const back = own.findLastIndex(({ kind }) => kind === 'handed-back');
          // Whatever comes once it is resolved changes nothing of it.
          if (called > back) expect(own[called]?.at.getTime()).toBeGreaterThanOrEqual(one.resolvedAt?.getTime() ?? 0);
        }
      }
    }),
  );
});

test('reading on from where any enquiry begins gives that one and all behind it', () => {
  fc.assert(
    fc.property(stories, gaps, (told, later) => {
      const facts = factsOf(told);
      const rule = { windowMs, now: at(endOf(told) + later) };
      const all = readEnquiries(facts, rule);
      for (const [index, { id }] of all.entries()) {
        const from = facts.findIndex((fact) => fact.id === id);
        expect(readEnquiries(facts.slice(from), rule)).toEqual(all.slice(index));
      }
    }),
  );
});

test('as time passes without a word, an enquiry only settles, at the moment it names, and stays so', () => {
  fc.assert(
    fc.property(stories, gaps, gaps, (told, later, still) => {
      const before = read(told, endOf(told) + later);
      const since = read(told, endOf(told) + later + still);
      expect(since.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      for (const [index, one] of before.entries()) {
        const settles = one.settlesAt;
        const isDue = settles !== undefined && at(endOf(told) + later + still) >= settles;
        const expected = !isDue ? one.state : one.state === 'pending' ? 'assumed' : 'unresolved';
        expect(since[index]?.state).toBe(expected);
      }
    }),
  );
});

test('what a customer rejects at once is not resolved, and what they ask is in exactly one enquiry', () => {
  fc.assert(
    fc.property(stories, (told) => {
      const rejected: readonly Told[] = [...told, [endOf(told), noHelp]];
      const last = read(rejected, endOf(told) + 1_000).at(-1);
      expect(last && isResolved(last)).toBe(false);
      const ids = read(told, endOf(told)).map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].sort());
      const firstAsked = factsOf(told).find(({ kind }) => kind === 'asked' || kind === 'asked-for-person');
      if (firstAsked) expect(ids.length > 0 && (ids[0] ?? '') <= firstAsked.id).toBe(true);
    }),
  );
});
