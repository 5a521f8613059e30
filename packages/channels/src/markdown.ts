/** A stretch of text in one style. `url` makes it a link; an url is always http, https, mailto or tel. */
export interface Span {
  readonly text: string;
  readonly style: 'plain' | 'bold' | 'italic' | 'code' | 'link';
  readonly url?: string;
}

const TOKEN =
  /\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<![*\w])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![*\w])|`([^`\n]+)`|\[([^\]\n]+)\]\(([^()\s]+)\)/gu;

/**
 * Reads the markdown subset of answers: **bold**, *italic*, `code`, [label](url). Styles do not nest. Whatever is not
 * one of these is plain text, so no input fails, and the texts of the spans joined are what a reader sees.
 */
export function parseMarkdown(text: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    const span = spanOf(match);
    if (!span) continue;
    if (match.index > at) spans.push({ text: text.slice(at, match.index), style: 'plain' });
    spans.push(span);
    at = match.index + match[0].length;
  }
  if (at < text.length) spans.push({ text: text.slice(at), style: 'plain' });
  return spans;
}

function spanOf([, bold, italic, code, label, url]: RegExpExecArray): Span | undefined {
  if (bold !== undefined) return { text: bold, style: 'bold' };
  if (italic !== undefined) return { text: italic, style: 'italic' };
  if (code !== undefined) return { text: code, style: 'code' };
  if (label === undefined || url === undefined || !isSafeUrl(url)) return undefined;
  return { text: label, style: 'link', url };
}

function isSafeUrl(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:', 'mailto:', 'tel:'].includes(new URL(url).protocol);
}
