import type { ChannelCapabilities } from '@answerdesk/domain';

/** Ends of paragraphs, lines, sentences and words, best place to cut first. */
const PLACES = [/\n{2,}/gu, /\n/gu, /[.!?…]['")\]]*\s+|[。！？؟।]+/gu, /\s+/gu];
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Cuts a text into pieces of at most `limit` units (2 characters or 4 bytes at least), at a paragraph's end where there
 * is one in the second half of the piece, else a line's, a sentence's or a word's, else between two characters as a
 * person sees them. Returns where each piece begins and ends; the pieces cover the text.
 */
export function splitText(
  text: string,
  limit: number,
  unit: ChannelCapabilities['text']['unit'] = 'characters',
): { readonly start: number; readonly end: number }[] {
  if (limit < (unit === 'characters' ? 2 : 4)) throw new RangeError(`a limit of ${limit} ${unit} holds no character`);
  const pieces: { start: number; end: number }[] = [];
  let start = 0;
  for (;;) {
    const room = endOfRoom(text, start, limit, unit);
    const end = room === text.length ? room : cutBefore(text, start, room);
    pieces.push({ start, end });
    if (end === text.length) return pieces;
    start = end;
  }
}

/** The last place up to which the text from `start` fits, between two code points. */
function endOfRoom(text: string, start: number, limit: number, unit: 'characters' | 'utf8-bytes'): number {
  if (unit === 'utf8-bytes') {
    let end = start;
    for (let bytes = 0; end < text.length; ) {
      const code = text.codePointAt(end) ?? 0;
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      if (bytes > limit) break;
      end += code < 0x10000 ? 1 : 2;
    }
    return end;
  }
  const end = Math.min(text.length, start + limit);
  return (text.codePointAt(end - 1) ?? 0) >= 0x10000 ? end - 1 : end;
}

function cutBefore(text: string, start: number, end: number): number {
  const room = text.slice(start, end);
  // Two units more, so that a character which goes on past the end is seen to do so.
  const graphemes = GRAPHEMES.segment(text.slice(start, end + 2));
  for (const place of PLACES) {
    const ends = [...room.matchAll(place)].map((match) => match.index + match[0].length);
    const best = ends.findLast((at) => (graphemes.containing(at)?.index ?? at) === at);
    if (best !== undefined && best > room.length / 2) return start + best;
  }
  const last = graphemes.containing(room.length)?.index ?? room.length;
  return last > 0 ? start + last : end;
}
