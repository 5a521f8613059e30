import type { ChannelCapabilities, OutboundContent, RenderedPart } from '@answerdesk/domain';
import type { Span } from '../markdown.ts';
import { renderContent } from '../render-content.ts';

/** https://core.telegram.org/bots/api#sendmessage; a text is counted in UTF-16 units once its markup is parsed. */
export const telegramCapabilities: ChannelCapabilities = {
  text: { limit: 4_096, unit: 'characters', counts: 'shown' },
  messages: 'plenty',
  choices: { style: 'buttons', most: 8, labelLimit: 64, idLimitBytes: 64 },
  images: 'native',
  markup: 'html',
  typing: true,
  edit: true,
  // https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
  rates: { accountPerSecond: 30, chatPerSecond: 1, chatBurst: 3, groupPerMinute: 20 },
};

/** Renders content as Telegram's HTML. Throws as `renderContent` does. */
export function renderTelegram(content: OutboundContent): RenderedPart[] {
  return renderContent(content, telegramCapabilities, markUp);
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
