import { type ReceiveDeps, receiveMessage } from '@answerdesk/conversations';
import {
  type AccountId,
  type Channel,
  type ChannelName,
  type ConnectedAccount,
  channelNameSchema,
  type ParsedMessages,
  type ParsedWebhook,
  readAccountId,
  type StoredInboundMessage,
  type TenantId,
  type Undelivered,
  type WebhookReply,
  type WebhookRequest,
} from '@answerdesk/domain';
import type { FindAccount } from './accounts.ts';
import type { AnswerInCall } from './answer-in-call.ts';
import type { BotsMetrics } from './metrics.ts';

export interface InboundDeps {
  readonly channels: Readonly<Record<ChannelName, Channel>>;
  readonly findAccount: FindAccount;
  readonly receive: ReceiveDeps & {
    readonly findByKey: (
      tenantId: TenantId,
      accountId: AccountId,
      dedupeKey: string,
    ) => Promise<StoredInboundMessage | undefined>;
  };
  readonly onStored: (message: StoredInboundMessage) => void;
  /** Notes, for good, that an account has messages to be fetched, and has them fetched. */
  readonly requestPull: (
    account: ConnectedAccount,
    pull: NonNullable<Extract<ParsedWebhook, { kind: 'parsed' }>['pull']>,
  ) => Promise<void>;
  readonly markUndelivered: (tenantId: TenantId, undelivered: Undelivered) => Promise<void>;
  /** Notes that the platform called, where its owner points it here by hand. */
  readonly noteFirstCall: (account: ConnectedAccount) => Promise<void>;
  readonly answerInCall: AnswerInCall;
  readonly metrics: BotsMetrics;
  readonly note: (facts: Readonly<Record<string, unknown>>, what: string) => void;
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
  const verification = await channel.verify(request, account);
  if (verification.kind === 'refused') {
    deps.note({ accountId: account.id, reason: verification.reason }, 'webhook refused');
    return plain(401, 'not authorised');
  }
  if (!account.webhookOpenedAt && (verification.kind === 'genuine' || verification.isProof)) {
    await deps.noteFirstCall(account);
  }
  if (verification.kind === 'handshake') return verification;
  const parsed = channel.parse(request, account);
  if (parsed.kind === 'malformed') return plain(400, 'not readable');
  const stored = await storeAll(deps, account, parsed);
  if (parsed.pull) await deps.requestPull(account, parsed.pull);
  const [question] = account.settings['pushes'] === false ? stored : [];
  const answer = question && (await deps.answerInCall(channel, request, account, question));
  return answer ?? parsed.reply ?? plain(200, 'ok');
}

/** Stores what a call or a page held and has it dealt with; resolves to the messages as they are stored, once they are. */
export async function storeAll(
  deps: InboundDeps,
  account: ConnectedAccount,
  { messages, ignored, undelivered = [] }: ParsedMessages,
): Promise<StoredInboundMessage[]> {
  for (const reason of ignored) deps.note({ accountId: account.id, reason }, 'webhook content ignored');
  const stored: StoredInboundMessage[] = [];
  for (const inbound of messages) {
    const { outcome, message } = await receiveMessage(deps.receive, account, inbound);
    deps.metrics.messages.inc({ channel: account.channel, outcome });
    deps.onStored(message);
    const { content } = inbound;
    if (outcome === 'stored' && content.kind === 'choice' && content.acknowledgeHandle !== undefined) {
      void deps.channels[account.channel].acknowledge?.(account, content.acknowledgeHandle);
    }
    const kept =
      outcome === 'stored' ? message : await deps.receive.findByKey(account.tenantId, account.id, inbound.dedupeKey);
    if (kept) stored.push(kept);
  }
  for (const one of undelivered) await deps.markUndelivered(account.tenantId, one);
  return stored;
}

function plain(status: number, body: string): WebhookReply {
  return { status, contentType: 'text/plain; charset=utf-8', body };
}
