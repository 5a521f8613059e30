import type { ChannelName } from '@answerdesk/domain';

/** What a customer waits for a model at most, in all of one reply. */
const USUAL_MS = 4_000;
/** WeChat shows what comes within 5 s of its call, and some of that is for finding and storing the reply. */
const BY_CHANNEL: Partial<Record<ChannelName, number>> = { wechat: 2_500 };

/** How long, in ms, all calls of a model for one reply may take together on a channel; `modelTimeMs` unless told. */
export type ModelTime = (channel: ChannelName | undefined) => number;

/** How long, in ms, all calls of a model for one reply may take together on a channel. */
export function modelTimeMs(channel: ChannelName | undefined): number {
  return (channel && BY_CHANNEL[channel]) ?? USUAL_MS;
}
