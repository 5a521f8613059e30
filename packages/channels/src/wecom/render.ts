import type { ChannelCapabilities, OutboundContent, RenderedPart } from '@answerdesk/domain';
import { renderContent } from '../render-content.ts';
import { withoutControls } from '../tencent-xml.ts';

/**
 * developer.work.weixin.qq.com, document/path/94677: a text of 2,048 bytes, a menu of 10 items of 128 bytes under 1,024
 * bytes of text, 5 messages within 48 hours, one within 20 seconds of coming in. An image would be a second of the five,
 * and cannot welcome: it goes as its address.
 */
export const wecomCapabilities: ChannelCapabilities = {
  text: { limit: 2_048, unit: 'utf8-bytes', counts: 'sent' },
  messages: 'scarce',
  choices: { style: 'buttons', most: 10, labelLimit: 128, idLimitBytes: 64, textLimit: 1_024 },
  images: 'link',
  markup: 'plain',
  typing: false,
  edit: false,
  window: { message: { forMs: 48 * 3_600_000, messages: 5 }, event: { forMs: 20_000, messages: 1 } },
  rates: { accountPerSecond: 20, chatPerSecond: 1, chatBurst: 3, groupPerMinute: 20 },
};

/** Renders content as plain text. Throws as `renderContent` does. */
export function renderWecom(content: OutboundContent): RenderedPart[] {
  return renderContent(content, wecomCapabilities, ({ text }) => withoutControls(text));
}
