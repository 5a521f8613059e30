import type { ChannelCapabilities, OutboundContent, RenderedPart } from '@answerdesk/domain';
import type { Span } from '../markdown.ts';
import { renderContent } from '../render-content.ts';

/** The widget is ours, so are its limits: what a small window shows well. */
export const webchatCapabilities: ChannelCapabilities = {
  text: { limit: 8_000, unit: 'characters', counts: 'shown' },
  messages: 'plenty',
  choices: { style: 'buttons', most: 10, labelLimit: 120, idLimitBytes: 200 },
  images: 'native',
  markup: 'markdown',
  typing: true,
  edit: false,
  rates: { accountPerSecond: 500, chatPerSecond: 5, chatBurst: 20, groupPerMinute: 300 },
};

/** Renders content as the markdown subset itself. Throws as `renderContent` does. */
export function renderWebchat(content: OutboundContent): RenderedPart[] {
  return renderContent(content, webchatCapabilities, markUp);
}

function markUp({ text, style, url }: Span): string {
  switch (style) {
    case 'plain':
      return text;
    case 'bold':
      return `**${text}**`;
    case 'italic':
      return `*${text}*`;
    case 'code':
      return `\`${text}\``;
    case 'link':
      return `[${text}](${url ?? ''})`;
  }
}
