import type { ChannelName } from '@answerdesk/domain';
import { useSentences } from '../i18n.ts';

// Written out instead of read from the schema, whose code would be fetched with the first page whatever that is.
const every: Readonly<Record<ChannelName, true>> = {
  telegram: true,
  teams: true,
  wechat: true,
  wecom: true,
  webchat: true,
};

/** Every channel there is, in the order people are offered them. */
export const channels = Object.keys(every).filter((name): name is ChannelName => name in every);

/** What channels are called on screen. */
export function useChannelName(): (channel: ChannelName) => string {
  const t = useSentences('shell');
  return (channel) => t(`channel.${channel}`);
}
