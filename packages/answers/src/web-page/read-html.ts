/** A piece of a web page, in its order. */
export type HtmlPiece =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const NAME = /[a-z][^\s/>]*/iy;
const ATTRIBUTE = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/y;
/** Elements whose content is not markup. */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'noscript', 'iframe', 'template', 'xmp']);
const MOST_ATTRIBUTES = 100;

/**
 * Reads HTML as pieces, as far as finding questions and answers needs it (WHATWG HTML, 13.2.5, without the tree): no text
 * fails, nothing is run, and time is linear in the length.
 */
export function* readHtml(html: string): Generator<HtmlPiece> {
  let at = 0;
  const ends = new Map<string, number>();
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) {
      yield { kind: 'text', text: decodeEntities(html.slice(at)) };
      return;
    }
    if (open > at) yield { kind: 'text', text: decodeEntities(html.slice(at, open)) };
    if (html.startsWith('<!--', open)) {
      at = after(html, '-->', open + 4);
    } else if (html[open + 1] === '!' || html[open + 1] === '?') {
      at = after(html, '>', open + 2);
    } else if (html[open + 1] === '/') {
      NAME.lastIndex = open + 2;
      const name = NAME.exec(html)?.[0].toLowerCase();
      at = after(html, '>', open + 2);
      if (name) yield { kind: 'close', name };
    } else {
      NAME.lastIndex = open + 1;
      const name = NAME.exec(html)?.[0].toLowerCase();
      if (name === undefined) {
        yield { kind: 'text', text: '<' };
        at = open + 1;
        continue;
      }
      const { attributes, end } = readAttributes(html, NAME.lastIndex);
      yield { kind: 'open', name, attributes };
      at = end;
      if (RAW.has(name)) {
        const close = rawEnd(html, name, at, ends);
        const text = html.slice(at, close);
        if (text !== '')
          yield { kind: 'text', text: name === 'title' || name === 'textarea' ? decodeEntities(text) : text };
        at = close;
      }
    }
  }
}

function readAttributes(html: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  let at = from;
  for (let count = 0; count < MOST_ATTRIBUTES; count += 1) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(html);
    if (!found) break;
    at = ATTRIBUTE.lastIndex;
    const [, name = '', double, single, plain] = found;
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeEntities(double ?? single ?? plain ?? ''));
  }
  return { attributes, end: after(html, '>', at) };
}

/** Where raw text ends; what was searched for in vain once is not searched for again. */
function rawEnd(html: string, name: string, from: number, ends: Map<string, number>): number {
  const known = ends.get(name);
  if (known !== undefined && known >= from) return known;
  const pattern = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  pattern.lastIndex = from;
  const end = pattern.exec(html)?.index ?? html.length;
  ends.set(name, end);
  return end;
}

function after(html: string, what: string, from: number): number {
  const at = html.indexOf(what, from);
  return at === -1 ? html.length : at + what.length;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  middot: '·',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  pound: '£',
  yen: '¥',
  iquest: '¿',
  iexcl: '¡',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  aacute: 'á',
  eacute: 'é',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  ntilde: 'ñ',
  egrave: 'è',
  agrave: 'à',
  ecirc: 'ê',
  ccedil: 'ç',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : '\uFFFD';
  });
}
