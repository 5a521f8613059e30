// Owns the platforms: the only code that knows how each one speaks, behind the one port of the domain.
import type { Channel, ChannelName } from '@answerdesk/domain';
import { createTelegram, type TelegramOptions } from './telegram/index.ts';

export { createPacer, type Pacer } from './pacer.ts';

export interface ChannelsOptions {
  readonly telegram?: TelegramOptions;
}

/** Makes every channel there is, by name. */
export function createChannels(options: ChannelsOptions): Readonly<Record<ChannelName, Channel>> {
  return { telegram: createTelegram(options.telegram) };
}
