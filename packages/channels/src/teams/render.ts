import type { ChannelCapabilities, OutboundContent, RenderedPart } from '@answerdesk/domain';
import type { Span } from '../markdown.ts';
import { renderContent } from '../render-content.ts';

/**
 * An activity may have 100 KB (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages);
 * 28,000 bytes of text stay below it however JSON writes them. Rates are those of one conversation and of one bot
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit).
 */
export const teamsCapabilities: ChannelCapabilities = {
  text: { limit: 28_000, unit: 'utf8-bytes', counts: 'sent' },
  messages: 'plenty',
  choices: { style: 'buttons', most: 8, labelLimit: 200, idLimitBytes: 500 },
  images: 'native',
  markup: 'markdown',
  typing: true,
  edit: true,
  rates: { accountPerSecond: 50, chatPerSecond: 1, chatBurst: 7, groupPerMinute: 60 },
};

/** Renders content as the markdown that Teams draws. Throws as `renderContent` does. */
export function renderTeams(content: OutboundContent): RenderedPart[] {
  return renderContent(content, teamsCapabilities, markUp);
}

function markUp({ text, style, url }: Span): string {
  const clean = text.replace(/[^\P{Cc}\n\t]/gu, '');
  if (style === 'code') return clean === '' ? '' : `\`${clean}\``;
  const escaped = escapeMarkdown(clean);
  if (clean.trim() === '') return escaped;
  switch (style) {
    case 'plain':
      return escaped;
    case 'bold':
      return `**${escaped}**`;
    case 'italic':
      return `*${escaped}*`;
    case 'link':
      return `[${escaped}](${(url ?? '').replace(/[()<>\\"`|]/g, percentEncode)})`;
  }
}

/** What would be a mark stands as itself, and a line's end, which markdown takes for a space, as a break. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_~[\]|]/g, '\\$&')
    .replace(/^([ \t]*)([#+-]|\d{1,9}(?=[.)]))/gm, (_whole, indent: string, mark: string) =>
      /\d/.test(mark) ? `${indent}${mark}\\` : `${indent}\\${mark}`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/(?<!\n)\n(?!\n)/g, '<br>');
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
