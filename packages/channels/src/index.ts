// Owns the platforms: the only code that knows how each one speaks, behind the one port of the domain.
import type { Channel, ChannelName } from '@answerdesk/domain';
import { type AccessTokens, createAccessTokens, createLocalTokenStore } from './access-tokens.ts';
import { createTeams, type TeamsOptions } from './teams/index.ts';
import { createTelegram, type TelegramOptions } from './telegram/index.ts';
import { createWebchat, type WebchatOptions } from './webchat/index.ts';
import { createWechat, type WechatOptions } from './wechat/index.ts';
import { createWecom, type WecomOptions } from './wecom/index.ts';

export { type AccessToken, type AccessTokenStore, createAccessTokens } from './access-tokens.ts';
export { type ChannelAddresses, readChannelAddresses } from './channel-addresses.ts';
export { parseMarkdown, type Span } from './markdown.ts';
export { createPacer, type Pacer } from './pacer.ts';
export { isPublicAddress, publicLookup } from './public-address.ts';
export { type TeamsManifestOptions, teamsManifest } from './teams/manifest.ts';
export type { WebchatMailbox } from './webchat/mailbox.ts';
export { readSession, type SessionReading, signSession, type VisitorSession } from './webchat/session.ts';

export interface ChannelsOptions {
  readonly telegram?: TelegramOptions;
  readonly teams?: TeamsOptions;
  readonly wechat?: Omit<WechatOptions, 'accessTokens'>;
  readonly wecom?: Omit<WecomOptions, 'accessTokens'>;
  readonly webchat?: WebchatOptions;
  /** Shares access tokens among processes; without it this process keeps its own. */
  readonly accessTokens?: AccessTokens;
}

/** Makes every channel there is, by name. */
export function createChannels(options: ChannelsOptions): Readonly<Record<ChannelName, Channel>> {
  const accessTokens = options.accessTokens ?? createAccessTokens(createLocalTokenStore(), () => new Date());
  return {
    telegram: createTelegram(options.telegram),
    teams: createTeams(options.teams),
    wechat: createWechat({ ...options.wechat, accessTokens }),
    wecom: createWecom({ ...options.wecom, accessTokens }),
    webchat: createWebchat(options.webchat),
  };
}
