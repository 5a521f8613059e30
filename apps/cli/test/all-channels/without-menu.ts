/** What a message says over its menu; a reader sees the items as lines under it. */
export function withoutMenu({
  text,
  menu,
}: {
  readonly text: string;
  readonly menu: readonly { readonly content: string }[];
}): string {
  const items = new Set(menu.map(({ content }) => content));
  return text
    .split('\n')
    .filter((line) => !items.has(line))
    .join('\n');
}
