import type { Channel, ConnectedAccount } from '@answerdesk/domain';
import type { AccessTokens } from '../access-tokens.ts';
import { createNonceBook } from '../tencent-callback.ts';
import { createTencentCaller } from '../tencent-tokens.ts';
import { checkWechat, identifyWechat, REAL_API } from './account.ts';
import { answerWechatCall } from './answer-in-call.ts';
import { fetchWechatToken } from './fetch-token.ts';
import { parseWechat } from './parse.ts';
import { renderWechat, wechatCapabilities } from './render.ts';
import { createWechatSender } from './send.ts';
import { createImageUploader } from './upload-image.ts';
import { verifyWechat } from './verify.ts';

const SEND_TIMEOUT_MS = 10_000;

export interface WechatOptions {
  /** Where the platform's API is, without a slash at its end; the real one unless told. */
  readonly apiRoot?: string;
  /** How long a call may take before it counts as never answered; 10 s unless told. */
  readonly sendTimeoutMs?: number;
  readonly accessTokens: AccessTokens;
  readonly now?: () => Date;
}

/** Makes the channel of WeChat official accounts. */
export function createWechat(options: WechatOptions): Channel {
  const apiRoot = options.apiRoot ?? REAL_API;
  const timeoutMs = options.sendTimeoutMs ?? SEND_TIMEOUT_MS;
  const now = options.now ?? (() => new Date());
  const nonces = createNonceBook();
  const call = createTencentCaller({
    accessTokens: options.accessTokens,
    fetchToken: (account, how) => fetchWechatToken(account.apiRoot ?? apiRoot, account.credentials, how),
    apiRoot,
    timeoutMs,
    now,
  });
  const images = createImageUploader({ call, now, isLocalAllowed: isOfFakePlatform });
  return {
    name: 'wechat',
    capabilities: wechatCapabilities,
    verify: (request, account) => verifyWechat(request, account, { nonces, now: now() }),
    parse: parseWechat,
    render: renderWechat,
    answerInCall: (request, account, parts) => answerWechatCall(request, account, parts, now()),
    identify: (request) => identifyWechat({ apiRoot, timeoutMs }, request),
    openWebhook: async () => ({ kind: 'by-hand' }),
    closeWebhook: async () => true,
    check: (account) => checkWechat({ apiRoot, timeoutMs }, account),
    ...createWechatSender({ call, images, timeoutMs }),
  };
}

function isOfFakePlatform({ apiRoot }: ConnectedAccount): boolean {
  return apiRoot !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(apiRoot).hostname);
}
