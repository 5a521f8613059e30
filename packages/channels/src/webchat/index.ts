import type { Channel } from '@answerdesk/domain';
import { identifyWebchat } from './account.ts';
import { checkWebchat } from './check.ts';
import { createMemoryMailbox, type WebchatMailbox } from './mailbox.ts';
import { parseWebchat } from './parse.ts';
import { renderWebchat, webchatCapabilities } from './render.ts';
import { createWebchatSender } from './send.ts';
import { verifyWebchat } from './verify.ts';

const SEND_TIMEOUT_MS = 10_000;

export interface WebchatOptions {
  /** Where visitors' browsers fetch from; without one what is sent is forgotten. */
  readonly mailbox?: WebchatMailbox;
  /** How long the mailbox may take before it counts as never answered; 10 s unless told. */
  readonly sendTimeoutMs?: number;
}

export function createWebchat(options: WebchatOptions = {}): Channel {
  const mailbox = options.mailbox ?? createMemoryMailbox();
  return {
    name: 'webchat',
    capabilities: webchatCapabilities,
    verify: (request, account) => verifyWebchat(request, account, new Date()),
    parse: (request, account) => parseWebchat(request, account, new Date()),
    render: renderWebchat,
    identify: async (request) => identifyWebchat(request),
    openWebhook: async () => ({ kind: 'open' }),
    closeWebhook: async () => true,
    check: async (account) => checkWebchat(account),
    linkOf({ settings }) {
      const { origin } = settings;
      return typeof origin === 'string' && origin !== '' ? origin : undefined;
    },
    ...createWebchatSender(mailbox, options.sendTimeoutMs ?? SEND_TIMEOUT_MS),
  };
}
