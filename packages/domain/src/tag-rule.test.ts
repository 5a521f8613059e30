import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faqIdSchema } from './ids.ts';
import {
  answerDaysOf,
  judgeTags,
  type TagCondition,
  type TagFacts,
  type TagJudgement,
  type TagRule,
  tagRuleKeyOf,
  tagRulesSchema,
} from './tag-rule.ts';

const now = new Date('2026-11-30T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const faqId = faqIdSchema.parse('returns-1');
const nothing: TagFacts = { emails: [], feelings: [], enquiriesAt: [], answers: [] };

const ruleOf = (conditions: readonly TagCondition[], match: TagRule['match'] = 'all', id = 'r') =>
  tagRulesSchema.parse({ rules: [{ id, tag: 'A tag', match, conditions }] }).rules;
const idsIn = ({ ruleKeys }: TagJudgement) => ruleKeys.map((key) => key.split('.')[0]);
const holds = (condition: TagCondition, facts: Partial<TagFacts>) =>
  judgeTags(ruleOf([condition]), { ...nothing, ...facts }, now).ruleKeys.length === 1;

test('an e-mail ending is compared as addresses are, without case', () => {
  const rule = { kind: 'email', endsWith: '@Shop.example' } as const;
  expect(holds(rule, { emails: ['x@other.example', 'Ada@SHOP.example '] })).toBe(true);
  expect(holds(rule, { emails: ['ada@shop.example.org'] })).toBe(false);
  expect(holds(rule, {})).toBe(false);
});

test('a customer is upset when each of the last messages was, and there were so many', () => {
  const rule = { kind: 'upset', turns: 2 } as const;
  expect(holds(rule, { feelings: ['neutral', 'anger', 'disappointment'] })).toBe(true);
  expect(holds(rule, { feelings: ['anger', 'anger', 'neutral'] })).toBe(false);
  expect(holds(rule, { feelings: ['anger'] })).toBe(false);
  expect(holds(rule, { feelings: ['urgency', 'anger'] })).toBe(false);
});

test('a language without a region is all of it, Chinese with one is its script', () => {
  const language = (wanted: string) => ({ kind: 'language', language: wanted }) as const;
  expect(holds(language('zh'), { language: 'zh-TW' })).toBe(true);
  expect(holds(language('zh-TW'), { language: 'zh-HK' })).toBe(true);
  expect(holds(language('zh-CN'), { language: 'zh-TW' })).toBe(false);
  expect(holds(language('pt'), { language: 'pt-BR' })).toBe(true);
  expect(holds(language('pt'), {})).toBe(false);
});

test('a rating counts up to the limit, and none is no bad one', () => {
  expect(holds({ kind: 'rated', atMost: 2 }, { score: 2 })).toBe(true);
  expect(holds({ kind: 'rated', atMost: 2 }, { score: 3 })).toBe(false);
  expect(holds({ kind: 'rated', atMost: 2 }, {})).toBe(false);
});

test('answers count by their category or FAQ within the days', () => {
  const answers = [{ at: daysAgo(5), faqId, category: 'Returns' }];
  expect(holds({ kind: 'category', category: 'Returns', days: 6 }, { answers })).toBe(true);
  expect(holds({ kind: 'category', category: 'Returns', days: 5 }, { answers })).toBe(false);
  expect(holds({ kind: 'category', category: 'Shipping', days: 6 }, { answers })).toBe(false);
  expect(holds({ kind: 'faq', faqId, days: 6 }, { answers })).toBe(true);
  expect(holds({ kind: 'faq', faqId: faqIdSchema.parse('another'), days: 6 }, { answers })).toBe(false);
});

test('all conditions must hold, or any', () => {
  const conditions: TagCondition[] = [
    { kind: 'rated', atMost: 2 },
    { kind: 'upset', turns: 1 },
  ];
  const facts = { ...nothing, score: 1 } as const;
  expect(idsIn(judgeTags(ruleOf(conditions, 'all'), facts, now))).toEqual([]);
  expect(idsIn(judgeTags(ruleOf(conditions, 'any'), facts, now))).toEqual(['r']);
});

test('who came often enough is judged again when that is no longer so, and not before', () => {
  const rules = ruleOf([{ kind: 'enquiries', atLeast: 2, days: 30 }]);
  const facts = { ...nothing, enquiriesAt: [daysAgo(1), daysAgo(40), daysAgo(10)] };
  const judged = judgeTags(rules, facts, now);
  expect(idsIn(judged)).toEqual(['r']);
  expect(judged.holdsUntil).toEqual(new Date(daysAgo(10).getTime() + 30 * 86_400_000));
  const { holdsUntil = now } = judged;
  expect(idsIn(judgeTags(rules, facts, new Date(holdsUntil.getTime() - 1)))).toEqual(['r']);
  expect(judgeTags(rules, facts, holdsUntil)).toEqual({ ruleKeys: [] });
});

test('between two judgements of the same facts nothing changes before it was said to', () => {
  const condition = fc.record({ atLeast: fc.integer({ min: 1, max: 4 }), days: fc.integer({ min: 1, max: 60 }) });
  const rule = fc.record({
    match: fc.constantFrom('all', 'any'),
    conditions: fc.array(condition, { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(
      fc.array(rule, { maxLength: 3 }),
      fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 8 }),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (drawn, days, share) => {
        const rules = drawn.flatMap(({ match, conditions }, index) =>
          ruleOf(
            conditions.map((each) => ({ kind: 'enquiries', ...each })),
            match as TagRule['match'],
            `r${index}`,
          ),
        );
        const facts = { ...nothing, enquiriesAt: days.map(daysAgo) };
        const { ruleKeys, holdsUntil } = judgeTags(rules, facts, now);
        const endMs = holdsUntil?.getTime() ?? now.getTime() + 400 * 86_400_000;
        const between = new Date(now.getTime() + Math.floor((endMs - now.getTime()) * share));
        expect(judgeTags(rules, facts, between).ruleKeys).toEqual(ruleKeys);
      },
    ),
  );
});

test('answers are read as far back as any rule asks, and not at all where none does', () => {
  expect(answerDaysOf(ruleOf([{ kind: 'enquiries', atLeast: 1, days: 90 }]))).toBe(0);
  expect(
    answerDaysOf(
      ruleOf([
        { kind: 'faq', faqId, days: 7 },
        { kind: 'category', category: 'x', days: 30 },
      ]),
    ),
  ).toBe(30);
});

test('a rule is judged under the same key by whatever name, and under another with other conditions', () => {
  const [rule] = ruleOf([{ kind: 'upset', turns: 1 }]);
  if (!rule) throw new Error('there is a rule');
  expect(tagRuleKeyOf({ ...rule, tag: 'Another name' })).toBe(tagRuleKeyOf(rule));
  expect(tagRuleKeyOf({ ...rule, match: 'any' })).not.toBe(tagRuleKeyOf(rule));
  expect(tagRuleKeyOf({ ...rule, conditions: [{ kind: 'upset', turns: 2 }] })).not.toBe(tagRuleKeyOf(rule));
});

test('rules with an id twice are refused', () => {
  const rule = { id: 'r', tag: 'A', match: 'all', conditions: [{ kind: 'upset', turns: 1 }] };
  expect(tagRulesSchema.safeParse({ rules: [rule, rule] }).success).toBe(false);
  expect(tagRulesSchema.safeParse({ rules: [rule, { ...rule, id: 's' }] }).success).toBe(true);
  expect(tagRulesSchema.safeParse({ rules: [{ ...rule, conditions: [] }] }).success).toBe(false);
});
