/** A stretch of text in one style. `url` makes it a link; an url is always http, https, mailto or tel. */
export interface Span {
  readonly text: string;
  readonly style: 'plain' | 'bold' | 'italic' | 'code' | 'link';
  readonly url?: string;
}

interface Token {
  readonly span: Span;
  readonly end: number;
}

const MARKER = /\*\*|[*`[]/gu;
const LONGEST_URL = 2_048;

/**
 * Reads the markdown subset of answers: **bold**, *italic*, `code`, [label](url). Styles do not nest nor pass a line's
 * end. Whatever is not one of these is plain text, so no input fails, and the texts of the spans joined are what a
 * reader sees.
 */
export function parseMarkdown(text: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  let lineEnd = -1;
  let noBoldBefore = -1;
  let bracket = -1;
  for (const { 0: marker, index } of text.matchAll(MARKER)) {
    if (index < at || (marker === '**' && index < noBoldBefore)) continue;
    if (index > lineEnd) lineEnd = indexOrEnd(text, '\n', index);
    if (marker === '[' && bracket < index) bracket = indexOrEnd(text, ']', index);
    const token = readToken(text, marker, { index, lineEnd, bracket });
    if (!token) {
      // What did not close for this one closes for none after it in the line; to look again each time would be quadratic.
      if (marker === '**' && !isSpace(text[index + 2])) noBoldBefore = lineEnd;
      continue;
    }
    if (index > at) spans.push({ text: text.slice(at, index), style: 'plain' });
    spans.push(token.span);
    at = token.end;
  }
  if (at < text.length) spans.push({ text: text.slice(at), style: 'plain' });
  return spans;
}

/** Where a mark stands, its line ends and the next closing bracket is; found once, as each search may be long. */
interface Place {
  readonly index: number;
  readonly lineEnd: number;
  readonly bracket: number;
}

function readToken(text: string, marker: string, { index, lineEnd, bracket }: Place): Token | undefined {
  switch (marker) {
    case '**':
      return readBold(text, index, lineEnd);
    case '*':
      return readItalic(text, index, lineEnd);
    case '`':
      return readCode(text, index, lineEnd);
    default:
      return readLink(text, index, lineEnd, bracket);
  }
}

function readBold(text: string, index: number, lineEnd: number): Token | undefined {
  if (isSpace(text[index + 2])) return undefined;
  let close = text.indexOf('**', index + 3);
  while (close !== -1 && close < lineEnd && isSpace(text[close - 1])) close = text.indexOf('**', close + 1);
  if (close === -1 || close > lineEnd) return undefined;
  return { span: { text: text.slice(index + 2, close), style: 'bold' }, end: close + 2 };
}

/** An asterisk beside a letter or digit on its outer side is arithmetic (2*3*4), not italic. */
function readItalic(text: string, index: number, lineEnd: number): Token | undefined {
  const close = text.indexOf('*', index + 1);
  if (close <= index + 1 || close > lineEnd) return undefined;
  if (isSpace(text[index + 1]) || isSpace(text[close - 1])) return undefined;
  if (/[*\w]/u.test(text[index - 1] ?? '') || /[*\w]/u.test(text[close + 1] ?? '')) return undefined;
  return { span: { text: text.slice(index + 1, close), style: 'italic' }, end: close + 1 };
}

function readCode(text: string, index: number, lineEnd: number): Token | undefined {
  const close = text.indexOf('`', index + 1);
  if (close <= index + 1 || close > lineEnd) return undefined;
  return { span: { text: text.slice(index + 1, close), style: 'code' }, end: close + 1 };
}

function readLink(text: string, index: number, lineEnd: number, close: number): Token | undefined {
  if (close === index + 1 || close >= lineEnd || text[close + 1] !== '(') return undefined;
  const urlEnd = endOfUrl(text, close + 2, lineEnd);
  const label = text.slice(index + 1, close);
  const url = text.slice(close + 2, urlEnd);
  if (urlEnd === undefined || label.trim() === '' || !isSafeUrl(url)) return undefined;
  return { span: { text: label, style: 'link', url }, end: urlEnd + 1 };
}

/** Where the bracket that ends an url stands; an url may hold pairs of brackets, but not one in another. */
function endOfUrl(text: string, start: number, lineEnd: number): number | undefined {
  let depth = 0;
  for (let at = start; at < Math.min(lineEnd, start + LONGEST_URL + 1); at += 1) {
    const character = text[at];
    if (isSpace(character)) return undefined;
    if (character === '(') {
      if (depth === 1) return undefined;
      depth = 1;
    }
    if (character === ')') {
      if (depth === 0) return at;
      depth = 0;
    }
  }
  return undefined;
}

function isSafeUrl(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:', 'mailto:', 'tel:'].includes(new URL(url).protocol);
}

function indexOrEnd(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at === -1 ? text.length : at;
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/u.test(character);
}
