import { DomainError, type OutboundContent, type RenderedPart } from '@answerdesk/domain';
import { parseMarkdown, type Span } from '../markdown.ts';
import { splitText } from '../split-text.ts';

/** UTF-16 units a message may have once its markup is parsed (https://core.telegram.org/bots/api#sendmessage). */
export const TEXT_LIMIT = 4_096;
export const LABEL_LIMIT = 64;
export const MOST_CHOICES = 8;
const CALLBACK_DATA_BYTES = 64;

/**
 * Renders content as Telegram's HTML, in as many messages as its length needs; the buttons, of the first `MOST_CHOICES`
 * choices, stand under the last. Throws DomainError `invalid` for a text that shows nothing or an id that fits no button.
 */
export function renderTelegram(content: OutboundContent): RenderedPart[] {
  const spans = parseMarkdown(content.text.replaceAll('\u0000', '').toWellFormed().trim());
  const plain = spans.map(({ text }) => text).join('');
  if (!isVisible(plain)) throw new DomainError('invalid', 'A message without text cannot be sent.');
  const choices = (content.choices ?? []).map(({ id, label }) => {
    if (id === '' || !id.isWellFormed() || Buffer.byteLength(id) > CALLBACK_DATA_BYTES) {
      throw new DomainError('invalid', `A choice's id must have 1 to ${CALLBACK_DATA_BYTES} bytes.`);
    }
    return { id, label: shorten(label) };
  });
  const pieces = splitText(plain, TEXT_LIMIT).filter(({ start, end }) => isVisible(plain.slice(start, end)));
  return pieces.map(({ start, end }, index) => ({
    text: htmlOf(spans, start, end),
    choices: index === pieces.length - 1 ? choices.slice(0, MOST_CHOICES) : [],
  }));
}

/** The markup of the characters from `start` to `end`, counted in the plain text; a style cut in two is opened again. */
function htmlOf(spans: readonly Span[], start: number, end: number): string {
  let html = '';
  let at = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += span.text.length;
    if (text !== '') html += markUp({ ...span, text });
  }
  return html.trim();
}

function markUp({ text, style, url }: Span): string {
  const escaped = escapeHtml(text);
  switch (style) {
    case 'plain':
      return escaped;
    case 'bold':
      return `<b>${escaped}</b>`;
    case 'italic':
      return `<i>${escaped}</i>`;
    case 'code':
      return `<code>${escaped}</code>`;
    case 'link':
      return `<a href="${escapeHtml(url ?? '')}">${escaped}</a>`;
  }
}

/** Whether a text has anything but spaces, controls and characters without a shape: the platform refuses a blank one. */
function isVisible(text: string): boolean {
  return /[^\s\p{Cc}\p{Cf}\p{Z}\p{DI}]/u.test(text);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function shorten(label: string): string {
  const clean = label
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (!isVisible(clean)) return '…';
  if (clean.length <= LABEL_LIMIT) return clean;
  const [first] = splitText(clean, LABEL_LIMIT - 1);
  return `${clean.slice(0, first?.end ?? 0).trimEnd()}…`;
}
