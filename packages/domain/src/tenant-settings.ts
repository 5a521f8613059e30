import { z } from 'zod';
import { businessHoursSchema } from './business-hours.ts';
import { contrastOf } from './contrast.ts';
import { userIdSchema } from './ids.ts';
import { localeSchema, writtenLanguageOf } from './locale.ts';
import { tagRulesSchema } from './tag-rule.ts';

/** Least contrast of text with its ground (WCAG 2.2, 1.4.3). */
export const leastContrast = 4.5;

const MOST_LANGUAGES = 40;

const sentence = z.string().trim().min(1).max(1_000);

/** One text in several languages. */
const textsSchema = z
  .record(localeSchema, sentence)
  .refine((texts) => Object.keys(texts).length <= MOST_LANGUAGES, `has more than ${MOST_LANGUAGES} languages`);

/**
 * What a business says in its own words instead of the system's; plain text. In `offHours`, `{{opening}}` stands for
 * when somebody is there again.
 */
export const tenantTextsSchema = z.strictObject({
  tone: z.enum(['neutral', 'formal', 'friendly']),
  greeting: textsSchema,
  fallback: textsSchema,
  offHours: textsSchema,
});
export type TenantTexts = z.infer<typeof tenantTextsSchema>;

/** When the bot stops asking back, and what a customer is told of other ways to reach somebody while nobody is there. */
export const handoverRulesSchema = z.strictObject({
  /** The unsure turn in a row that hands over: 1 never asks back. */
  unsureTurns: z.int().min(1).max(3),
  contactDetails: z.string().trim().max(300),
  /** What a customer feels changes nothing of what the bot does. */
  ignoresMood: z.boolean().optional(),
});
export type HandoverRules = z.infer<typeof handoverRulesSchema>;

/** `colour` is `#rrggbb`, dark enough to read on white and for white to be read on it. */
export const brandSchema = z.strictObject({
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, 'must be a colour such as #1a5fb4')
    .refine((colour) => contrastOf(colour, '#ffffff') >= leastContrast, 'is too light to be read on white'),
});
export type Brand = z.infer<typeof brandSchema>;

/** Where a language model of the tenant's own is asked, as an owner gives it; the key is stored apart, sealed. */
export const modelEndpointSchema = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .max(500)
    .refine((url) => !/[?#@]/.test(url), 'must have no password, question mark or hash'),
  model: z.string().trim().min(1).max(200),
  /** Most that may be spent in a calendar month, in US cents; 0 is nothing at all. */
  monthlyBudgetCents: z.int().min(0).max(100_000_00),
  /** Whether it may phrase answers from FAQs where the bot is unsure, and translate approved ones; it may unless told. */
  phrasesAnswers: z.boolean().optional(),
  translatesAnswers: z.boolean().optional(),
});
export type ModelEndpoint = z.infer<typeof modelEndpointSchema>;

/** How long conversations are kept after their last message; without `days`, for ever. */
export const retentionSchema = z.strictObject({ days: z.int().min(7).max(3_650).optional() });
export type Retention = z.infer<typeof retentionSchema>;

const minutes = z.int().min(1).max(10_080);

/** How people take over from the bot. Times count while the business is open. */
export const inboxRulesSchema = z.strictObject({
  /** Off: what the bot cannot answer is met with the business's contact details, and waits for nobody. */
  isOn: z.boolean(),
  /** Whom a waiting conversation is given to: nobody until somebody takes it, the next in turn, or who has most room. */
  routing: z.enum(['nobody', 'round-robin', 'least-busy']),
  firstReplyMinutes: minutes,
  nextReplyMinutes: minutes,
  /** Share of that time after which staff are warned, in percent. */
  warnAtPercent: z.int().min(10).max(95),
  /** After how many minutes without an agent each further way of telling staff is used. */
  pushAfterMinutes: z.int().min(0).max(1_440),
  emailAfterMinutes: z.int().min(0).max(1_440),
  onCallAfterMinutes: z.int().min(0).max(1_440),
  /** Who is told last, in the chat they linked. */
  onCallIds: z.array(userIdSchema).max(20),
  /** Whether a customer is asked how it was once an agent closes. */
  asksRating: z.boolean(),
  /** Words that are never translated. */
  glossary: z.array(z.string().trim().min(1).max(80)).max(500),
});
export type InboxRules = z.infer<typeof inboxRulesSchema>;

/** Whether staff are told of topics that come up far more often than usual. */
export const topicRulesSchema = z.strictObject({ warns: z.boolean() });
export type TopicRules = z.infer<typeof topicRulesSchema>;

/** How many of 100 questions publishing may cost their right answer, or give a wrong one, before a reason is asked for. */
export const gateRulesSchema = z.strictObject({ tolerance: z.number().min(0).max(50) });
export type GateRules = z.infer<typeof gateRulesSchema>;
/** How long a customer must be quiet after an answer for it to be taken as having helped. */
export const resolutionRulesSchema = z.strictObject({ quietHours: z.int().min(1).max(168) });
export type ResolutionRules = z.infer<typeof resolutionRulesSchema>;

/** Whether customers are offered up to three questions about the same things under an answer. */
export const glossaryRulesSchema = z.strictObject({ offersRelated: z.boolean() });
export type GlossaryRules = z.infer<typeof glossaryRulesSchema>;

/** Everything a tenant may set, as stored: `sealedKey` is ciphertext and leaves the server for nobody. */
export const tenantSettingsSchema = z.strictObject({
  hours: businessHoursSchema.optional(),
  texts: tenantTextsSchema,
  handover: handoverRulesSchema,
  brand: brandSchema,
  model: modelEndpointSchema.extend({ sealedKey: z.string().max(5_000) }).optional(),
  retention: retentionSchema,
  inbox: inboxRulesSchema,
  topics: topicRulesSchema,
  gate: gateRulesSchema,
  resolution: resolutionRulesSchema,
  glossary: glossaryRulesSchema,
  tags: tagRulesSchema,
});
export type TenantSettings = z.infer<typeof tenantSettingsSchema>;

/** What holds until somebody sets something else. */
export const defaultTenantSettings: TenantSettings = {
  texts: { tone: 'neutral', greeting: {}, fallback: {}, offHours: {} },
  handover: { unsureTurns: 2, contactDetails: '' },
  brand: { colour: '#1a5fb4' },
  retention: {},
  inbox: {
    isOn: true,
    routing: 'round-robin',
    firstReplyMinutes: 15,
    nextReplyMinutes: 30,
    warnAtPercent: 75,
    pushAfterMinutes: 0,
    emailAfterMinutes: 5,
    onCallAfterMinutes: 15,
    onCallIds: [],
    asksRating: true,
    glossary: [],
  },
  topics: { warns: true },
  gate: { tolerance: 1 },
  // A day: whoever is not helped says so within it in a chat, and an answer is free if rejected within it.
  resolution: { quietHours: 24 },
  glossary: { offersRelated: true },
  tags: { rules: [] },
};

/**
 * A text in the language nearest to `locale`: that tag, then another of its language (Chinese only in the same script);
 * undefined when there is none.
 */
export function textFor(texts: Readonly<Record<string, string>>, locale: string): string | undefined {
  const wanted = writtenLanguageOf(locale);
  const tags = Object.keys(texts).sort();
  const tag =
    tags.find((each) => each.toLowerCase() === locale.toLowerCase()) ??
    tags.find((each) => writtenLanguageOf(each) === wanted && !each.includes('-')) ??
    tags.find((each) => writtenLanguageOf(each) === wanted);
  return tag === undefined ? undefined : texts[tag];
}
