import { z } from 'zod';
import { emailKeyOf } from './contact-details.ts';
import { LONGEST_TAG } from './conversation.ts';
import type { EmotionName } from './emotion.ts';
import { type FaqId, faqIdSchema } from './ids.ts';
import { type Locale, languageOf, localeSchema, writtenLanguageOf } from './locale.ts';
import type { Score } from './rating.ts';
import { stableHash } from './stable-hash.ts';

export const MOST_TAG_RULES = 50;
export const MOST_TAG_CONDITIONS = 8;
/** As many messages as a conversation's mood has. */
export const MOST_UPSET_TURNS = 5;
export const MOST_TAG_DAYS = 365;
export const MOST_TAG_ENQUIRIES = 100;

const days = z.int().min(1).max(MOST_TAG_DAYS);

/**
 * What can be asked of a customer. `email`: an address that staff wrote down ends so. `upset`: each of their last messages was
 * angry or disappointed. `enquiries`: they came with at least so many things in the last days. `category`, `faq`: the bot
 * answered them from it in the last days. `rated`: their newest rating is at most that.
 */
export const tagConditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('email'), endsWith: z.string().trim().min(1).max(254) }),
  z.strictObject({ kind: z.literal('upset'), turns: z.int().min(1).max(MOST_UPSET_TURNS) }),
  z.strictObject({ kind: z.literal('language'), language: localeSchema }),
  z.strictObject({ kind: z.literal('enquiries'), atLeast: z.int().min(1).max(MOST_TAG_ENQUIRIES), days }),
  z.strictObject({ kind: z.literal('category'), category: z.string().trim().min(1).max(100), days }),
  z.strictObject({ kind: z.literal('faq'), faqId: faqIdSchema, days }),
  z.strictObject({ kind: z.literal('rated'), atMost: z.int().min(1).max(4) }),
]);
export type TagCondition = z.infer<typeof tagConditionSchema>;

export const tagRuleIdSchema = z
  .string()
  .regex(/^[a-z0-9]{1,40}$/)
  .brand<'TagRuleId'>();
export type TagRuleId = z.infer<typeof tagRuleIdSchema>;

/** A tag that customers have for as long as all of its conditions hold, or any of them. */
export const tagRuleSchema = z.strictObject({
  id: tagRuleIdSchema,
  tag: z.string().trim().min(1).max(LONGEST_TAG),
  match: z.enum(['all', 'any']),
  conditions: z.array(tagConditionSchema).min(1).max(MOST_TAG_CONDITIONS),
});
export type TagRule = z.infer<typeof tagRuleSchema>;

/** What a judgement is kept under: a rule with other conditions is another one, and true of nobody until it was judged. */
export type TagRuleKey = z.infer<typeof tagRuleKeySchema>;
const tagRuleKeySchema = z.string().brand<'TagRuleKey'>();

/** The same for the same id and conditions, whatever the tag is called. */
export function tagRuleKeyOf({ id, match, conditions }: TagRule): TagRuleKey {
  return tagRuleKeySchema.parse(`${id}.${stableHash(JSON.stringify([match, conditions])).toString(36)}`);
}

/** Which tags customers get by themselves. */
export const tagRulesSchema = z.strictObject({
  rules: z
    .array(tagRuleSchema)
    .max(MOST_TAG_RULES)
    .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'have an id twice'),
});
export type TagRules = z.infer<typeof tagRulesSchema>;

/** Rules while they are written: an id may still be missing, a text empty. */
export type TagRulesDraft = z.input<typeof tagRulesSchema>;

/** What is known of one customer, over all the contacts that are theirs. */
export interface TagFacts {
  readonly emails: readonly string[];
  readonly language?: Locale;
  /** What their messages showed, oldest first. */
  readonly feelings: readonly (EmotionName | 'neutral')[];
  /** When what they came with began. */
  readonly enquiriesAt: readonly Date[];
  /** What the bot answered them from, and when. */
  readonly answers: readonly { readonly at: Date; readonly faqId: FaqId; readonly category?: string }[];
  /** Their newest rating. */
  readonly score?: Score;
}

export interface TagJudgement {
  /** In the order of the rules. */
  readonly ruleKeys: readonly TagRuleKey[];
  /** When time alone may first change it; missing where only something new can. */
  readonly holdsUntil?: Date;
}

const DAY_MS = 86_400_000;

interface Verdict {
  readonly holds: boolean;
  readonly until?: Date;
}

/** Which rules are true of a customer at a moment. The same facts always give the same judgement. */
export function judgeTags(rules: readonly TagRule[], facts: TagFacts, now: Date): TagJudgement {
  const judged = rules.map((rule) => {
    const { match, conditions } = rule;
    const verdicts = conditions.map((condition) => judge(condition, facts, now));
    const holds = match === 'all' ? verdicts.every((each) => each.holds) : verdicts.some((each) => each.holds);
    return { key: tagRuleKeyOf(rule), holds, verdicts };
  });
  const ends = judged.flatMap(({ verdicts }) => verdicts.flatMap(({ until }) => (until ? [until.getTime()] : [])));
  return {
    ruleKeys: judged.flatMap(({ key, holds }) => (holds ? [key] : [])),
    ...(ends.length > 0 && { holdsUntil: new Date(Math.min(...ends)) }),
  };
}

/** How many days back answers are asked about by any of these rules; 0 where none asks. */
export function answerDaysOf(rules: readonly TagRule[]): number {
  const asked = rules.flatMap(({ conditions }) =>
    conditions.flatMap((each) => (each.kind === 'category' || each.kind === 'faq' ? [each.days] : [])),
  );
  return Math.max(0, ...asked);
}

function judge(condition: TagCondition, facts: TagFacts, now: Date): Verdict {
  switch (condition.kind) {
    case 'email':
      return { holds: facts.emails.some((email) => emailKeyOf(email).endsWith(emailKeyOf(condition.endsWith))) };
    case 'upset': {
      const last = facts.feelings.slice(-condition.turns);
      return { holds: last.length === condition.turns && last.every(isUpset) };
    }
    case 'language':
      return { holds: facts.language !== undefined && isLanguage(facts.language, condition.language) };
    case 'enquiries':
      return countWithin(facts.enquiriesAt, condition.atLeast, condition.days, now);
    case 'category': {
      const answers = facts.answers.filter(({ category }) => category === condition.category);
      return countWithin(
        answers.map(({ at }) => at),
        1,
        condition.days,
        now,
      );
    }
    case 'faq': {
      const answers = facts.answers.filter(({ faqId }) => faqId === condition.faqId);
      return countWithin(
        answers.map(({ at }) => at),
        1,
        condition.days,
        now,
      );
    }
    case 'rated':
      return { holds: facts.score !== undefined && facts.score <= condition.atMost };
  }
}

function isUpset(leading: EmotionName | 'neutral'): boolean {
  return leading === 'anger' || leading === 'disappointment';
}

/** `zh` is Chinese however it is written, `zh-TW` and `zh-CN` are one script of it. */
function isLanguage(language: Locale, wanted: Locale): boolean {
  return wanted.includes('-')
    ? writtenLanguageOf(language) === writtenLanguageOf(wanted)
    : languageOf(language) === wanted;
}

function countWithin(times: readonly Date[], atLeast: number, days: number, now: Date): Verdict {
  const within = times
    .map((time) => time.getTime() + days * DAY_MS)
    .filter((end) => end > now.getTime())
    .sort((a, b) => b - a);
  const end = within[atLeast - 1];
  return end === undefined ? { holds: false } : { holds: true, until: new Date(end) };
}
