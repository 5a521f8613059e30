import { type ReceiveDeps, receiveMessage } from '@answerdesk/conversations';
import {
  type Channel,
  type ChannelName,
  channelNameSchema,
  readAccountId,
  type StoredInboundMessage,
  type WebhookRequest,
} from '@answerdesk/domain';
import type { FindAccount } from './accounts.ts';
import type { BotsMetrics } from './metrics.ts';

export interface InboundDeps {
  readonly channels: Readonly<Record<ChannelName, Channel>>;
  readonly findAccount: FindAccount;
  readonly receive: ReceiveDeps;
  readonly onStored: (message: StoredInboundMessage) => void;
  readonly metrics: BotsMetrics;
  readonly note: (facts: Readonly<Record<string, unknown>>, what: string) => void;
}

export interface WebhookReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/**
 * Step 1: proves a webhook call, reads it, stores what it holds, and only then says yes. What can never be read is
 * answered 200 and noted, or the platform would send it for ever.
 */
export async function takeWebhook(
  deps: InboundDeps,
  path: { readonly channel: string; readonly accountId: string },
  request: WebhookRequest,
): Promise<WebhookReply> {
  const reply = await answerWebhook(deps, path, request);
  const channel = channelNameSchema.safeParse(path.channel);
  deps.metrics.webhooks.inc({ channel: channel.data ?? 'unknown', status: String(reply.status) });
  return reply;
}

async function answerWebhook(
  deps: InboundDeps,
  path: { readonly channel: string; readonly accountId: string },
  request: WebhookRequest,
): Promise<WebhookReply> {
  const ids = readAccountId(path.accountId);
  const account = ids && (await deps.findAccount(ids.tenantId, ids.accountId));
  if (!account || account.channel !== path.channel) return plain(404, 'unknown account');
  const channel = deps.channels[account.channel];
  const verification = channel.verify(request, account);
  if (verification.kind === 'handshake') return verification;
  if (verification.kind === 'refused') {
    deps.note({ accountId: account.id, reason: verification.reason }, 'webhook refused');
    return plain(401, 'not authorised');
  }
  const parsed = channel.parse(request, account);
  if (parsed.kind === 'malformed') return plain(400, 'not readable');
  for (const reason of parsed.ignored) deps.note({ accountId: account.id, reason }, 'webhook content ignored');
  for (const inbound of parsed.messages) {
    const { outcome, message } = await receiveMessage(deps.receive, account, inbound);
    deps.metrics.messages.inc({ channel: account.channel, outcome });
    deps.onStored(message);
    const { content } = inbound;
    if (outcome === 'stored' && content.kind === 'choice' && content.acknowledgeHandle !== undefined) {
      void channel.acknowledge?.(account, content.acknowledgeHandle);
    }
  }
  return plain(200, 'ok');
}

function plain(status: number, body: string): WebhookReply {
  return { status, contentType: 'text/plain; charset=utf-8', body };
}
