import { randomBytes } from 'node:crypto';
import { type ConnectedPlatform, type ConnectRequest, DomainError } from '@answerdesk/domain';
import { z } from 'zod';
import type { CallResult, CallTelegram } from './client.ts';

const TIMEOUT_MS = 10_000;

/** Checks a token with getMe and points the bot's webhook here, with a secret of its own. */
export async function connectTelegram(
  call: CallTelegram,
  request: ConnectRequest,
  defaultApiRoot: string,
): Promise<ConnectedPlatform> {
  const token = request.credentials['token'] ?? '';
  if (!/^\d{1,20}:[A-Za-z0-9_-]{5,100}$/.test(token)) {
    throw new DomainError('invalid', 'That is not a bot token. Copy the whole line that @BotFather gave you.');
  }
  const webhookSecret = request.credentials['webhookSecret'] ?? randomBytes(24).toString('base64url');
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(webhookSecret)) {
    throw new DomainError('invalid', 'The secret may have letters, digits, _ and -, at most 256 of them.');
  }
  const address = { token, apiRoot: request.apiRoot ?? defaultApiRoot };
  const me = readBot(
    await call(address, TIMEOUT_MS, (telegram, { signal }) => telegram.callApi('getMe', {}, { signal })),
  );
  const webhook = await call(address, TIMEOUT_MS, (telegram, { signal }) =>
    telegram.callApi(
      'setWebhook',
      {
        url: request.webhookUrl,
        secret_token: webhookSecret,
        allowed_updates: ['message', 'callback_query'],
        drop_pending_updates: false,
      },
      { signal },
    ),
  );
  const warning = await webhookWarning(call, address, request.webhookUrl, webhook);
  return {
    label: `@${me.username ?? me.first_name}`,
    credentials: { token, webhookSecret },
    settings: { botId: me.id, username: me.username ?? '', name: me.first_name },
    ...(warning !== undefined && { warning }),
  };
}

async function webhookWarning(
  call: CallTelegram,
  address: { readonly token: string; readonly apiRoot: string },
  webhookUrl: string,
  webhook: CallResult<unknown>,
): Promise<string | undefined> {
  if (webhook.kind === 'said-no') {
    return `Telegram took the token but not the webhook (${webhook.description}). It must be a public https address: set PUBLIC_URL and connect again.`;
  }
  if (webhook.kind === 'never-heard')
    return 'Telegram took the token but did not answer about the webhook. Connect again.';
  const info = await call(address, TIMEOUT_MS, (telegram, { signal }) =>
    telegram.callApi('getWebhookInfo', {}, { signal }),
  );
  if (info.kind === 'ok' && info.result.url !== webhookUrl) {
    return 'Telegram shows another webhook than the one just set. Is another program using this bot?';
  }
  return undefined;
}

const botSchema = z.object({ id: z.int(), first_name: z.string(), username: z.string().optional() });

function readBot(result: CallResult<unknown>): z.infer<typeof botSchema> {
  const { data } = botSchema.safeParse(result.kind === 'ok' ? result.result : undefined);
  if (data) return data;
  if (result.kind !== 'said-no' || result.code === 429 || result.code >= 500) {
    throw new DomainError('unavailable', 'Telegram did not answer. Try again in a minute.');
  }
  if (result.code === 401 || result.code === 404) {
    throw new DomainError(
      'refused-by-platform',
      'Telegram does not know this token. Ask @BotFather for it again (/mybots, then API Token).',
    );
  }
  throw new DomainError('refused-by-platform', `Telegram refused the token: ${result.description}.`);
}
