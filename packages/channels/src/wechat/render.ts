import type { ChannelCapabilities, OutboundContent, RenderedPart } from '@answerdesk/domain';
import type { Span } from '../markdown.ts';
import { renderContent } from '../render-content.ts';
import { withoutControls } from '../tencent-xml.ts';

const HOUR_MS = 3_600_000;

/**
 * developers.weixin.qq.com, sendCustomMessage: 5 messages within 48 hours of a customer's, 3 within a minute of a click, a
 * scan or a subscription. What a menu may hold is not published: with eight labels of 96 bytes under 1,024 bytes of text
 * it stays within what a text may.
 */
export const wechatCapabilities: ChannelCapabilities = {
  text: { limit: 2_048, unit: 'utf8-bytes', counts: 'sent' },
  messages: 'scarce',
  choices: { style: 'buttons', most: 8, labelLimit: 96, idLimitBytes: 128, textLimit: 1_024 },
  images: 'native',
  markup: 'links',
  typing: true,
  edit: false,
  window: { message: { forMs: 48 * HOUR_MS, messages: 5 }, event: { forMs: 60_000, messages: 3 } },
  rates: { accountPerSecond: 20, chatPerSecond: 1, chatBurst: 3, groupPerMinute: 20 },
};

/** Renders content as WeChat's text, whose only markup is the link. Throws as `renderContent` does. */
export function renderWechat(content: OutboundContent): RenderedPart[] {
  return renderContent(content, wechatCapabilities, markUp);
}

const LINK = /<a href="([^"]*)">(.*?)<\/a>/gsu;

/** A rendered text without links, for where only plain text is shown; never longer than it was. */
export function withoutLinks(text: string): string {
  return text.replace(LINK, (_, url: string, words: string) => (words === url ? url : `${words} (${url})`));
}

function markUp({ text, style, url = '' }: Span): string {
  const shown = asText(text);
  if (style !== 'link') return shown;
  if (!/^https?:/.test(url)) {
    const address = asText(url.replace(/^(?:mailto|tel):/, ''));
    return address === shown ? shown : `${shown} (${address})`;
  }
  return `<a href="${url.replaceAll('"', '%22').replaceAll('<', '%3C').replaceAll('>', '%3E')}">${shown}</a>`;
}

/** There are no escapes: an invisible joiner keeps what looks like a link of ours from being one. */
function asText(text: string): string {
  return withoutControls(text).replace(/<(?=\/?a|\/?$)/gi, '<\u2060');
}
