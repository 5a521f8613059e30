/** Languages whose nearest relative is not found by their tag. */
const relatives: ReadonlyMap<string, string> = new Map([
  ['zh-hant', 'zh-tw'],
  ['zh-hk', 'zh-tw'],
  ['zh-mo', 'zh-tw'],
  ['zh', 'zh-cn'],
  ['pt', 'pt-br'],
  ['no', 'nb'],
  ['nn', 'nb'],
  ['iw', 'he'],
  ['in', 'id'],
]);

/** Of the languages there are the nearest to a tag: the tag in whatever case, then its language, then English. */
export function nearestLanguage(locale: string, languages: readonly string[]): string {
  const tag = locale.replaceAll('_', '-').toLowerCase();
  const [language = tag, next] = tag.split('-');
  const wanted = [tag, relatives.get(`${language}-${next}`), language, relatives.get(language)];
  const known = wanted.map((each) => languages.find((one) => one.toLowerCase() === each));
  return known.find((each) => each !== undefined) ?? 'en';
}

const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he']);

/** Where the lines of a language begin; `language` is a tag that the system speaks. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.has(language) ? 'rtl' : 'ltr';
}
