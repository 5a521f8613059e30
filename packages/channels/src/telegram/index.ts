import type { Channel } from '@answerdesk/domain';
import { asBot, closeTelegramWebhook, identifyTelegram, openTelegramWebhook, REAL_API } from './account.ts';
import { checkTelegram } from './check.ts';
import { createTelegramCaller } from './client.ts';
import { parseTelegram } from './parse.ts';
import { renderTelegram, telegramCapabilities } from './render.ts';
import { createTelegramSender } from './send.ts';
import { verifyTelegram } from './verify.ts';

const SEND_TIMEOUT_MS = 10_000;

export interface TelegramOptions {
  /** Where the Bot API is, without a slash at its end; the real one unless told. */
  readonly apiRoot?: string;
  /** How long a call may take before it counts as never answered; 10 s unless told. */
  readonly sendTimeoutMs?: number;
}

export function createTelegram(options: TelegramOptions = {}): Channel {
  const apiRoot = options.apiRoot ?? REAL_API;
  const timeoutMs = options.sendTimeoutMs ?? SEND_TIMEOUT_MS;
  const call = createTelegramCaller();
  const calls = { call, apiRoot, timeoutMs };
  return {
    name: 'telegram',
    capabilities: telegramCapabilities,
    verify: verifyTelegram,
    parse: parseTelegram,
    render: renderTelegram,
    identify: (request) => identifyTelegram(calls, request),
    openWebhook: (account, url) => openTelegramWebhook(asBot(calls, account), account, url),
    closeWebhook: (account, url) => closeTelegramWebhook(asBot(calls, account), url),
    check: (account, url) => checkTelegram(asBot(calls, account), url, new Date()),
    linkOf({ settings }) {
      const username = settings['username'];
      return typeof username === 'string' && username !== '' ? `https://t.me/${username}` : undefined;
    },
    ...createTelegramSender(calls),
  };
}
