import type { Channel } from '@answerdesk/domain';
import type { AccessTokens } from '../access-tokens.ts';

export interface WechatOptions {
  /** Where the platform's API is, without a slash at its end; the real one unless told. */
  readonly apiRoot?: string;
  /** How long a call may take before it counts as never answered; 10 s unless told. */
  readonly sendTimeoutMs?: number;
  readonly accessTokens: AccessTokens;
}

export function createWechat(_options: WechatOptions): Channel {
  return { name: 'wechat' } as unknown as Channel;
}
