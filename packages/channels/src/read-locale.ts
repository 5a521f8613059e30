import { type Locale, localeSchema } from '@answerdesk/domain';

/** A platform's language tag as ours: Chinese by the region its script is written in; undefined for what is no tag. */
export function readLocale(code: string | undefined): Locale | undefined {
  if (code === undefined) return undefined;
  if (/^zh-hans/i.test(code)) return 'zh-CN';
  if (/^zh-hant/i.test(code)) return 'zh-TW';
  try {
    return localeSchema.safeParse(Intl.getCanonicalLocales(code)[0]).data;
  } catch {
    return undefined;
  }
}
