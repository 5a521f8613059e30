import type { HtmlPiece } from './read-html.ts';

const BLOCKS = new Set(
  'address article blockquote dd div dl dt fieldset figure h1 h2 h3 h4 h5 h6 hr li main ol p pre section table tr ul'.split(
    ' ',
  ),
);
const HIDDEN = new Set(['script', 'style', 'noscript', 'template', 'svg', 'button', 'iframe', 'form', 'select']);

/** The text of pieces of a page, in the markdown subset of answers: lines, list marks, bold, links. */
export function plainText(pieces: readonly HtmlPiece[], base: URL): string {
  let text = '';
  let hidden = 0;
  const links: { from: number; url: string }[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'text') {
      if (hidden === 0) text += piece.text.replace(/\s+/g, ' ');
      continue;
    }
    const { name } = piece;
    if (HIDDEN.has(name)) hidden = Math.max(0, hidden + (piece.kind === 'open' ? 1 : -1));
    if (hidden > 0) continue;
    if (name === 'br') text += '\n';
    else if (name === 'li' && piece.kind === 'open') text += '\n- ';
    else if (BLOCKS.has(name)) text += name === 'p' || name === 'ul' || name === 'ol' ? '\n\n' : '\n';
    else if (name === 'a' && piece.kind === 'open')
      links.push({ from: text.length, url: piece.attributes.get('href') ?? '' });
    else if (name === 'a') {
      const link = links.pop();
      if (link) text = withLink(text, link.from, link.url, base);
    }
  }
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '-')
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Makes the text since `from` a link, where it leads to the web or to somebody. */
function withLink(text: string, from: number, href: string, base: URL): string {
  const label = text.slice(from).trim();
  if (href === '' || href.startsWith('#') || label === '' || !URL.canParse(href, base.href)) return text;
  const url = new URL(href, base);
  const isKnown = ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol);
  if (!isKnown || /[[\]\n]/.test(label) || url.href.length > 2_000) return text;
  const address = url.href.replaceAll('(', '%28').replaceAll(')', '%29');
  return `${text.slice(0, from)}${/^\s/.test(text.slice(from)) ? ' ' : ''}[${label}](${address})`;
}
