import { z } from 'zod';

/** A BCP 47 language tag such as `en`, `zh-CN` or `es`. */
export const localeSchema = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en, zh-CN or es');
export type Locale = z.infer<typeof localeSchema>;

/** The language part of a tag: `zh-CN` → `zh`. */
export function languageOf(locale: Locale): string {
  return locale.split('-', 1)[0] ?? locale;
}

/** A tag's language, with its script where two are in use: `zh-CN` and `zh` → `zh-Hans`, `es-MX` → `es`. */
export function writtenLanguageOf(tag: string): string {
  const [language = '', ...rest] = tag.toLowerCase().split(/[-_]/);
  if (language !== 'zh') return language;
  return rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) && !rest.includes('hans')
    ? 'zh-Hant'
    : 'zh-Hans';
}
