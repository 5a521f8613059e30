/** Ends of paragraphs, lines, sentences and words, best place to cut first. */
const PLACES = [/\n{2,}/gu, /\n/gu, /[.!?…]['")\]]*\s+|[。！？؟।]+/gu, /\s+/gu];

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units, at a paragraph's end where there is one in the second half
 * of the piece, else a line's, a sentence's or a word's; never inside a character a person sees as one. Returns where
 * each piece begins and ends; the pieces cover the text.
 */
export function splitText(text: string, limit: number): { readonly start: number; readonly end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  let start = 0;
  while (text.length - start > limit) {
    const end = start + cutAt(text.slice(start, start + limit));
    pieces.push({ start, end });
    start = end;
  }
  pieces.push({ start, end: text.length });
  return pieces;
}

function cutAt(window: string): number {
  for (const place of PLACES) {
    let best = 0;
    for (const match of window.matchAll(place)) best = match.index + match[0].length;
    if (best > window.length / 2) return best;
  }
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(window.slice(-64))];
  const last = graphemes.at(-1);
  const offset = window.length - Math.min(64, window.length);
  if (last && graphemes.length > 1) return offset + last.index;
  const code = window.charCodeAt(window.length - 1);
  return code >= 0xd800 && code <= 0xdbff ? window.length - 1 : window.length;
}
