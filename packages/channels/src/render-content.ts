import {
  type ChannelCapabilities,
  type Choice,
  DomainError,
  type OutboundContent,
  type RenderedPart,
} from '@answerdesk/domain';
import { isVisible } from './clean-text.ts';
import { parseMarkdown, type Span } from './markdown.ts';
import { splitText } from './split-text.ts';

/** How a platform writes a stretch of text in one style, with its own marks and escapes. */
export type MarkUp = (span: Span) => string;

type TextLimit = ChannelCapabilities['text'];

const ELLIPSIS = '…';

/**
 * Renders content for a channel, degrading to what its capabilities say: styles it has no marks for become plain text and
 * links `label (address)`; choices become a numbered list under the text where buttons cannot stand; an image that cannot
 * be sent becomes a link; a text that is too long becomes several parts, or, where messages are scarce, is cut at the end
 * of a sentence. An image is a part of its own before the text, choices stand under the last part.
 * Throws DomainError `invalid` for a text that shows nothing or a choice whose id the platform cannot carry.
 */
export function renderContent(
  content: OutboundContent,
  capabilities: ChannelCapabilities,
  markUp: MarkUp,
): RenderedPart[] {
  const spans = degrade(
    parseMarkdown(content.text.replaceAll('\u0000', '').toWellFormed().trim()),
    capabilities.markup,
  );
  if (!isVisible(textOf(spans))) throw new DomainError('invalid', 'A message without text cannot be sent.');
  const choices = readChoices(content.choices ?? [], capabilities);
  const { imageUrl } = content;
  const isNative = imageUrl !== undefined && capabilities.images === 'native';
  const links: Span[] = imageUrl === undefined || isNative ? [] : degrade(linkBelow(imageUrl), capabilities.markup);
  const sized = capabilities.text.counts === 'shown' ? ({ text }: Span) => text : markUp;
  const { style, textLimit } = capabilities.choices;
  const fitsOverButtons =
    textLimit === undefined || sizeOf([...spans, ...links], sized, capabilities.text) <= textLimit;
  const asButtons = style === 'buttons' && fitsOverButtons;
  const listed = asButtons ? [] : choices;
  const whole =
    capabilities.messages === 'scarce'
      ? fitIntoOne(spans, links, listed, sized, capabilities.text)
      : [...spans, ...links, ...numberedList(listed)];
  const pieces = splitSpans(whole, sized, capabilities.text).filter((piece) => isVisible(textOf(piece)));
  const texts = pieces.map((piece, index) => ({
    text: piece.map(markUp).join('').trim(),
    choices: asButtons && index === pieces.length - 1 ? choices : [],
  }));
  return isNative ? [{ text: '', choices: [], imageUrl }, ...texts] : texts;
}

/** What the marks that a channel does not have become. */
function degrade(spans: readonly Span[], markup: ChannelCapabilities['markup']): Span[] {
  if (markup === 'html' || markup === 'markdown') return [...spans];
  return spans.map((span) => {
    if (span.style !== 'link') return { text: span.text, style: 'plain' };
    if (markup === 'links') return span;
    const address = span.url?.replace(/^(?:mailto|tel):/, '') ?? '';
    return {
      text: span.text === span.url || span.text === address ? address : `${span.text} (${address})`,
      style: 'plain',
    };
  });
}

function linkBelow(url: string): Span[] {
  return [
    { text: '\n\n', style: 'plain' },
    { text: url, style: 'link', url },
  ];
}

function readChoices(choices: readonly Choice[], { text, choices: can }: ChannelCapabilities): Choice[] {
  return choices.slice(0, can.most).map(({ id, label }) => {
    if (id === '' || !id.isWellFormed() || Buffer.byteLength(id) > can.idLimitBytes) {
      throw new DomainError('invalid', `A choice's id must have 1 to ${can.idLimitBytes} bytes.`);
    }
    return { id, label: shorten(label, can.labelLimit, text.unit) };
  });
}

function shorten(label: string, limit: number, unit: TextLimit['unit']): string {
  const clean = label
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (!isVisible(clean)) return ELLIPSIS;
  if (lengthOf(clean, unit) <= limit) return clean;
  const [first] = splitText(clean, limit - lengthOf(ELLIPSIS, unit), unit);
  return `${clean.slice(0, first?.end ?? 0).trimEnd()}${ELLIPSIS}`;
}

function numberedList(choices: readonly Choice[]): Span[] {
  if (choices.length === 0) return [];
  const lines = choices.map(({ label }, index) => `${index + 1}. ${label}`);
  return [{ text: `\n\n${lines.join('\n')}`, style: 'plain' }];
}

/**
 * One message: the text is cut at the end of a sentence, what stands under it stays, but takes no more than half of the
 * room: an address longer than that is left out, since half an address leads nowhere.
 */
function fitIntoOne(
  spans: readonly Span[],
  links: readonly Span[],
  listed: readonly Choice[],
  sized: MarkUp,
  text: TextLimit,
): Span[] {
  let kept = listed.length;
  const fitting = sizeOf(links, sized, text) > text.limit / 2 ? [] : links;
  const below = () => [...fitting, ...numberedList(listed.slice(0, kept))];
  while (kept > 0 && sizeOf(below(), sized, text) > text.limit / 2) kept -= 1;
  const under = below();
  if (sizeOf([...spans, ...under], sized, text) <= text.limit) return [...spans, ...under];
  const room = text.limit - sizeOf(under, sized, text) - lengthOf(ELLIPSIS, text.unit);
  const [first = []] = splitSpans(spans, sized, { ...text, limit: room });
  return [...trimEnd(first), { text: ELLIPSIS, style: 'plain' }, ...under];
}

/** Pieces of at most the limit, cut where `splitText` cuts; a style cut in two is opened again. */
function splitSpans(spans: readonly Span[], sized: MarkUp, { limit, unit }: TextLimit): Span[][] {
  const plain = textOf(spans);
  const pieces: Span[][] = [];
  let start = 0;
  while (start < plain.length) {
    let budget = limit;
    let piece: Span[];
    let end: number;
    do {
      const [first] = splitText(plain.slice(start, start + budget + 4), budget, unit);
      end = start + (first?.end ?? 1);
      piece = sliceSpans(spans, start, end);
      const size = sizeOf(piece, sized, { unit });
      if (size <= limit) break;
      budget = Math.max(MIN_BUDGET, Math.min(budget - 1, Math.floor((budget * limit) / size)));
    } while (budget > MIN_BUDGET);
    pieces.push(piece);
    start = end;
  }
  return pieces;
}

/** As little as `splitText` takes. */
const MIN_BUDGET = 4;

function sliceSpans(spans: readonly Span[], start: number, end: number): Span[] {
  const cut: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += span.text.length;
    if (text !== '') cut.push({ ...span, text });
  }
  return cut;
}

function trimEnd(spans: readonly Span[]): Span[] {
  const last = spans.at(-1);
  return last ? [...spans.slice(0, -1), { ...last, text: last.text.trimEnd() }] : [];
}

function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

function sizeOf(spans: readonly Span[], sized: MarkUp, { unit }: Pick<TextLimit, 'unit'>): number {
  return lengthOf(spans.map(sized).join(''), unit);
}

function lengthOf(text: string, unit: TextLimit['unit']): number {
  return unit === 'characters' ? text.length : Buffer.byteLength(text);
}
