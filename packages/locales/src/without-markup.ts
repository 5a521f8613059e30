/** The markdown subset has no escape, so its marks are replaced by the nearest signs that are none. */
export function withoutMarkup(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value.replaceAll('*', '∗').replaceAll('`', "'").replaceAll('](', '] ('),
    ]),
  );
}
