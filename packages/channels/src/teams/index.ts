import type { Channel } from '@answerdesk/domain';
import { checkTeams, identifyTeams, linkOfTeams } from './account.ts';
import { createBotTokens } from './bot-tokens.ts';
import { createBots } from './bots.ts';
import { parseTeams } from './parse.ts';
import { renderTeams, teamsCapabilities } from './render.ts';
import { sendTeams, showTypingTeams } from './send.ts';
import { createServiceUrls } from './service-urls.ts';
import { verifyTeams } from './verify.ts';

const SEND_TIMEOUT_MS = 10_000;
/** Teams gives up on a call after about 15 s. */
const LONGEST_VERIFY_MS = 5_000;
const OPENID_METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const LOGIN = 'https://login.microsoftonline.com';

export interface TeamsOptions {
  /** Where the Bot Framework's keys are told; the real one unless told. */
  readonly openIdMetadataUrl?: string;
  /** Where access tokens are asked for; the real one unless told. */
  readonly loginUrl?: string;
  /** The only addresses that messages are ever sent to; Microsoft's own unless told. */
  readonly serviceUrls?: readonly string[];
  /** How long a call may take before it counts as never answered; 10 s unless told. */
  readonly sendTimeoutMs?: number;
}

export function createTeams(options: TeamsOptions = {}): Channel {
  const timeoutMs = options.sendTimeoutMs ?? SEND_TIMEOUT_MS;
  const now = () => Date.now();
  const serviceUrls = createServiceUrls(options.serviceUrls);
  const bots = createBots({
    openIdMetadataUrl: options.openIdMetadataUrl ?? OPENID_METADATA,
    loginUrl: options.loginUrl ?? LOGIN,
    tokens: createBotTokens({ timeoutMs, now }),
    timeoutMs,
  });
  const verifying = { bots, serviceUrls, timeoutMs: Math.min(timeoutMs, LONGEST_VERIFY_MS), now };
  const sending = { bots, serviceUrls };
  return {
    name: 'teams',
    capabilities: teamsCapabilities,
    verify: (request, account) => verifyTeams(verifying, request, account),
    parse: parseTeams,
    render: renderTeams,
    send: (account, target, part) => sendTeams(sending, account, target, part),
    showTyping: (account, target) => showTypingTeams(sending, account, target),
    identify: (request) =>
      identifyTeams({ loginUrl: bots.addressesOf(request).loginUrl, timeoutMs }, request.credentials),
    // Only the owner can: the messaging endpoint is set on the bot's page in the Azure portal.
    openWebhook: () => Promise.resolve({ kind: 'by-hand' }),
    closeWebhook: () => Promise.resolve(true),
    check: (account) => checkTeams(bots, account),
    linkOf: linkOfTeams,
  };
}
