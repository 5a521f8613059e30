import { readSettings } from '@answerdesk/domain';
import { z } from 'zod';
import type { TeamsOptions } from './teams/index.ts';
import type { TelegramOptions } from './telegram/index.ts';
import type { WechatOptions } from './wechat/index.ts';
import type { WecomOptions } from './wecom/index.ts';

const address = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((url) => url.replace(/\/+$/, ''));

const schema = z.object({
  TELEGRAM_API_ROOT: address.optional(),
  WECHAT_API_ROOT: address.optional(),
  WECOM_API_ROOT: address.optional(),
  TEAMS_OPENID_METADATA_URL: address.optional(),
  TEAMS_LOGIN_URL: address.optional(),
  TEAMS_SERVICE_URLS: z
    .string()
    .transform((list) => list.split(',').map((url) => url.trim()))
    .pipe(z.array(address))
    .optional(),
});

/** Where the platforms are; the real ones where nothing is said. */
export interface ChannelAddresses {
  readonly telegram?: Pick<TelegramOptions, 'apiRoot'>;
  readonly teams?: Pick<TeamsOptions, 'openIdMetadataUrl' | 'loginUrl' | 'serviceUrls'>;
  readonly wechat?: Pick<WechatOptions, 'apiRoot'>;
  readonly wecom?: Pick<WecomOptions, 'apiRoot'>;
}

/** Reads the platforms' addresses from an environment. Throws DomainError `invalid` naming the wrong variable. */
export function readChannelAddresses(environment: Readonly<Record<string, string | undefined>>): ChannelAddresses {
  const read = readSettings(schema, environment);
  const at = (apiRoot: string | undefined) => (apiRoot === undefined ? {} : { apiRoot });
  return {
    telegram: at(read.TELEGRAM_API_ROOT),
    wechat: at(read.WECHAT_API_ROOT),
    wecom: at(read.WECOM_API_ROOT),
    teams: {
      ...(read.TEAMS_OPENID_METADATA_URL !== undefined && { openIdMetadataUrl: read.TEAMS_OPENID_METADATA_URL }),
      ...(read.TEAMS_LOGIN_URL !== undefined && { loginUrl: read.TEAMS_LOGIN_URL }),
      ...(read.TEAMS_SERVICE_URLS && { serviceUrls: read.TEAMS_SERVICE_URLS }),
    },
  };
}
