/** What a language is called in the language of the screen; its tag where nobody knows. */
export function languageName(tag: string, screen: string): string {
  try {
    return new Intl.DisplayNames([screen], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
