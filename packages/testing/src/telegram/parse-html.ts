/** One stretch of marked-up text, as the Bot API reports it: offsets in UTF-16 units of the plain text. */
export interface MessageEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

export type ParsedHtml =
  | { readonly kind: 'parsed'; readonly text: string; readonly entities: readonly MessageEntity[] }
  | { readonly kind: 'refused'; readonly description: string };

/** Tags of HTML style, by the entity they make (https://core.telegram.org/bots/api#html-style). */
const TAGS: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** Parses HTML as strictly as the Bot API does: an unknown, unclosed or misnested tag or a bare `<` is refused. */
export function parseHtml(html: string): ParsedHtml {
  const open: { tag: string; offset: number; url?: string }[] = [];
  const entities: MessageEntity[] = [];
  let text = '';
  let at = 0;
  const refuse = (problem: string): ParsedHtml => ({
    kind: 'refused',
    description: `Bad Request: can't parse entities: ${problem} at byte offset ${Buffer.byteLength(html.slice(0, at))}`,
  });
  while (at < html.length) {
    const character = html[at] ?? '';
    if (character === '<') {
      const tag = /^<(\/)?([a-z][a-z0-9-]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>/i.exec(html.slice(at));
      if (!tag) return refuse('Unsupported start tag');
      const name = (tag[2] ?? '').toLowerCase();
      const type = Object.hasOwn(TAGS, name) ? TAGS[name] : undefined;
      if (type === undefined) return refuse(`Unsupported start tag "${name}"`);
      if (tag[1]) {
        const last = open.pop();
        if (last?.tag !== name)
          return refuse(`Unmatched end tag, expected "</${last?.tag ?? ''}>", found "</${name}>"`);
        const length = text.length - last.offset;
        if (length > 0) {
          entities.push({ type, offset: last.offset, length, ...(last.url !== undefined && { url: last.url }) });
        }
      } else {
        const url = /\shref="([^"]*)"/i.exec(tag[3] ?? '')?.[1];
        if (name === 'a' && url === undefined) return refuse('Tag "a" must have the attribute href');
        open.push({ tag: name, offset: text.length, ...(url !== undefined && { url: unescapeHtml(url) }) });
      }
      at += tag[0].length;
    } else if (character === '&') {
      const entity = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/i.exec(html.slice(at));
      const plain = entity ? unescapeHtml(entity[0]) : '&';
      text += plain;
      at += entity && plain !== entity[0] ? entity[0].length : 1;
    } else {
      text += character;
      at += 1;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) return refuse(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  return { kind: 'parsed', text, entities: entities.sort((a, b) => a.offset - b.offset) };
}

function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
