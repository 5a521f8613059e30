import { z } from 'zod';
import { faqIdSchema, type tenantIdSchema } from './ids.ts';
import { type Locale, languageOf, localeSchema, writtenLanguageOf } from './locale.ts';

/** How much an FAQ may hold; whoever refuses more names the limit. */
export const faqLimits = {
  question: 500,
  variants: 1_000,
  variant: 1_000,
  answer: 8_000,
  category: 100,
  translations: 40,
  buttons: 6,
  buttonLabel: 60,
  url: 2_048,
} as const;

/** Says the limit, so that whoever wrote too much knows what to cut. */
const atMost = (most: number) => `is too long, at most ${most.toLocaleString('en')} characters`;
const tooMany = (most: number) => `are too many, at most ${most.toLocaleString('en')}`;

const webAddress = (protocols: readonly string[]) =>
  z
    .string()
    .trim()
    .max(faqLimits.url, atMost(faqLimits.url))
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
      message: `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    });

const answerSchema = z.string().trim().min(1, 'is empty').max(faqLimits.answer, atMost(faqLimits.answer));

/** The answer in a further language. `basedOn` is the mark of the source answer that it was written from. */
const faqTranslationSchema = z.object({
  locale: localeSchema,
  answer: answerSchema,
  basedOn: z.string().max(32),
});
export type FaqTranslation = z.infer<typeof faqTranslationSchema>;

const buttonLabel = z.string().trim().min(1, 'is empty').max(faqLimits.buttonLabel, atMost(faqLimits.buttonLabel));

/** A button under an answer: it opens an address, or asks another FAQ. */
const faqButtonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link'), label: buttonLabel, url: webAddress(['https:', 'http:']) }),
  z.object({ kind: z.literal('faq'), label: buttonLabel, faqId: faqIdSchema }),
]);
export type FaqButton = z.infer<typeof faqButtonSchema>;

/**
 * What an FAQ says, as somebody writes it: the row of an import, the fields of an editor. `locale` is the language of
 * question and answer; answers are in the markdown subset of outbound content, whatever else they hold is plain text.
 */
export const faqContentSchema = z
  .object({
    question: z.string().trim().min(1, 'is empty').max(faqLimits.question, atMost(faqLimits.question)),
    variants: z
      .array(z.string().trim().min(1).max(faqLimits.variant, atMost(faqLimits.variant)))
      .max(faqLimits.variants, tooMany(faqLimits.variants))
      .default([]),
    answer: answerSchema,
    locale: localeSchema.optional(),
    category: z.string().trim().min(1).max(faqLimits.category, atMost(faqLimits.category)).optional(),
    validFrom: z.coerce.date().optional(),
    validUntil: z.coerce.date().optional(),
    translations: z.array(faqTranslationSchema).max(faqLimits.translations, tooMany(faqLimits.translations)).optional(),
    buttons: z.array(faqButtonSchema).max(faqLimits.buttons, tooMany(faqLimits.buttons)).optional(),
    imageUrl: webAddress(['https:']).optional(),
  })
  .refine((faq) => !faq.validFrom || !faq.validUntil || faq.validFrom < faq.validUntil, {
    path: ['validUntil'],
    message: 'must be after validFrom',
  })
  .refine(
    ({ locale, translations = [] }) =>
      new Set([locale, ...translations.map((translation) => translation.locale)]).size > translations.length,
    {
      path: ['translations'],
      message: "must name each language once, and not the FAQ's own",
    },
  );
export type FaqContent = z.infer<typeof faqContentSchema>;

/**
 * A published FAQ: a question, other ways to ask it (`variants`), and the approved answer, served verbatim. `validFrom`
 * is inclusive, `validUntil` exclusive; either may be missing.
 */
export interface Faq extends FaqContent {
  readonly id: z.infer<typeof faqIdSchema>;
  readonly tenantId: z.infer<typeof tenantIdSchema>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Whether an FAQ may be served at a moment, by its own calendar. */
export function isFaqValidAt(faq: Pick<Faq, 'validFrom' | 'validUntil'>, at: Date): boolean {
  return !(faq.validFrom && at < faq.validFrom) && !(faq.validUntil && at >= faq.validUntil);
}

/**
 * A short mark of an answer's text, to see later whether the answer that a translation was written from still stands
 * (cyrb53, a hash of 53 bits without secrets: an equal mark is no proof against somebody who wants one).
 */
export function markOfAnswer(answer: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < answer.length; at += 1) {
    const code = answer.charCodeAt(at);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36);
}

/** The languages in which an FAQ's answer was written from a source answer that has changed since. */
export function outOfDateLocales({ answer, translations = [] }: Pick<FaqContent, 'answer' | 'translations'>): Locale[] {
  const mark = markOfAnswer(answer);
  return translations.filter(({ basedOn }) => basedOn !== mark).map(({ locale }) => locale);
}

/**
 * An FAQ's answer for a customer of a language: in that very form of it, else in the same script, else in another form of the
 * language (zh-TW for zh-CN, pt-PT for pt-BR), else as it was written.
 */
export function answerIn(
  faq: Pick<FaqContent, 'answer' | 'locale' | 'translations'>,
  language: Locale,
): { readonly answer: string; readonly locale: Locale | undefined } {
  const written = [{ locale: faq.locale, answer: faq.answer }, ...(faq.translations ?? [])];
  const found =
    written.find(({ locale }) => locale === language) ??
    written.find(({ locale }) => locale !== undefined && writtenLanguageOf(locale) === writtenLanguageOf(language)) ??
    written.find(({ locale }) => locale !== undefined && languageOf(locale) === languageOf(language)) ??
    written[0];
  return { answer: found?.answer ?? faq.answer, locale: found?.locale };
}
