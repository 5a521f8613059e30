import { type ChannelAddresses, readChannelAddresses } from '@answerdesk/channels';

export interface BotsConfig {
  /** Where platforms reach this server from outside. */
  readonly publicUrl: string;
  /** Where the platforms are; the real ones where nothing is said. */
  readonly channels?: ChannelAddresses;
}

/** Reads what this app needs from the environment. Throws DomainError `invalid` naming the wrong variable. */
export function readBotsConfig(publicUrl: string, environment: NodeJS.ProcessEnv = process.env): BotsConfig {
  return { publicUrl, channels: readChannelAddresses(environment) };
}
