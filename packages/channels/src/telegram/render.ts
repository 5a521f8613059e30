import { DomainError, type OutboundContent, type RenderedPart } from '@answerdesk/domain';
import { parseMarkdown, type Span } from '../markdown.ts';
import { splitText } from '../split-text.ts';

/** UTF-16 units a message may have once its markup is parsed (https://core.telegram.org/bots/api#sendmessage). */
export const TEXT_LIMIT = 4_096;
export const LABEL_LIMIT = 64;
const CALLBACK_DATA_BYTES = 64;

/** Renders content as Telegram's HTML, in as many messages as its length needs; buttons stand under the last. */
export function renderTelegram(content: OutboundContent): RenderedPart[] {
  const spans = parseMarkdown(content.text.replaceAll('\u0000', '').toWellFormed().trim());
  const plain = spans.map(({ text }) => text).join('');
  if (plain.trim() === '') throw new DomainError('invalid', 'A message without text cannot be sent.');
  const choices = (content.choices ?? []).map((choice) => {
    if (Buffer.byteLength(choice.id) > CALLBACK_DATA_BYTES || choice.id === '') {
      throw new DomainError('invalid', `A choice's id must have 1 to ${CALLBACK_DATA_BYTES} bytes.`);
    }
    return { id: choice.id, label: shorten(choice.label) };
  });
  const pieces = splitText(plain, TEXT_LIMIT).filter(({ start, end }) => plain.slice(start, end).trim() !== '');
  return pieces.map(({ start, end }, index) => ({
    text: htmlOf(spans, start, end),
    choices: index === pieces.length - 1 ? choices : [],
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

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function shorten(label: string): string {
  const clean = label.replaceAll('\u0000', '').toWellFormed().replace(/\s+/gu, ' ').trim() || '…';
  if (clean.length <= LABEL_LIMIT) return clean;
  const [first] = splitText(clean, LABEL_LIMIT - 1);
  return `${clean.slice(0, first?.end ?? 0).trimEnd()}…`;
}
