import type { Channel } from '@answerdesk/domain';
import type { AccessTokens } from '../access-tokens.ts';
import { createTencentCaller } from '../tencent-tokens.ts';
import { checkWecom, identifyWecom, REAL_API } from './account.ts';
import { fetchWecomToken } from './fetch-token.ts';
import { handOverInWecom } from './hand-over.ts';
import { parseWecom } from './parse.ts';
import { pullWecom } from './pull.ts';
import { renderWecom, wecomCapabilities } from './render.ts';
import { createWecomSend } from './send.ts';
import { verifyWecom } from './verify.ts';

const SEND_TIMEOUT_MS = 10_000;

export interface WecomOptions {
  /** Where the platform's API is, without a slash at its end; the real one unless told. */
  readonly apiRoot?: string;
  /** How long a call may take before it counts as never answered; 10 s unless told. */
  readonly sendTimeoutMs?: number;
  readonly accessTokens: AccessTokens;
  readonly now?: () => Date;
}

/** Makes the channel of WeCom's customer service, whose messages are fetched once a call says there are some. */
export function createWecom(options: WecomOptions): Channel {
  const apiRoot = options.apiRoot ?? REAL_API;
  const timeoutMs = options.sendTimeoutMs ?? SEND_TIMEOUT_MS;
  const now = options.now ?? (() => new Date());
  const call = createTencentCaller({
    accessTokens: options.accessTokens,
    fetchToken: (account, { signal }) => fetchWecomToken(account.apiRoot ?? apiRoot, account.credentials, signal),
    apiRoot,
    timeoutMs,
    now,
  });
  return {
    name: 'wecom',
    capabilities: wecomCapabilities,
    verify: (request, account) => verifyWecom(request, account, now()),
    parse: parseWecom,
    pull: (account, from) => pullWecom({ call, timeoutMs }, account, from),
    render: renderWecom,
    send: createWecomSend({ call, timeoutMs, now }),
    handOver: (account, { chatKey }) => handOverInWecom({ call, timeoutMs }, account, chatKey),
    identify: (request) => identifyWecom({ apiRoot, timeoutMs }, request),
    openWebhook: async () => ({ kind: 'by-hand' }),
    closeWebhook: async () => true,
    check: (account) => checkWecom({ apiRoot, timeoutMs }, account),
  };
}
