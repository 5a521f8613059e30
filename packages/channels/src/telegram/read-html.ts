const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };

/**
 * The text that a reader sees of Telegram's HTML, for tests. Stricter than the platform: only the tags that are ever
 * rendered, closed in turn and not nested, and every bare <, > or & is an error.
 */
export function readHtml(html: string): string {
  let text = '';
  let rest = html;
  let open = '';
  while (rest !== '') {
    const [token = '', tag, close, entity, plain] =
      /^(?:<(b|i|code|a(?= href="[^"<>]+">))(?: href="[^"]*")?>|<\/(b|i|code|a)>|(&(?:lt|gt|amp|quot);)|([^<>&]+))/u.exec(
        rest,
      ) ?? [];
    if (token === '' || (tag !== undefined && open !== '') || (close !== undefined && close !== open)) {
      throw new Error(`not Telegram's HTML: ${rest.slice(0, 60)}`);
    }
    if (tag !== undefined) open = tag;
    if (close !== undefined) open = '';
    text += entity === undefined ? (plain ?? '') : (ENTITIES[entity] ?? '');
    rest = rest.slice(token.length);
  }
  if (open !== '') throw new Error(`<${open}> is not closed`);
  return text;
}
