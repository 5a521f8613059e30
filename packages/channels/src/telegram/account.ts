import { randomBytes } from 'node:crypto';
import { type ConnectedPlatform, type ConnectRequest, DomainError } from '@answerdesk/domain';
import { z } from 'zod';
import type { CallResult, CallTelegram, MakeCall } from './client.ts';

/** Checks a token with getMe and points the bot's webhook here, with a secret of its own. */
export async function connectTelegram(
  call: CallTelegram,
  request: ConnectRequest,
  options: { readonly apiRoot: string; readonly timeoutMs: number },
): Promise<ConnectedPlatform> {
  const token = request.credentials['token'] ?? '';
  if (!/^\d{1,20}:[A-Za-z0-9_-]{5,100}$/.test(token)) {
    throw new DomainError('invalid', 'That is not a bot token. Copy the whole line that @BotFather gave you.');
  }
  const webhookSecret = request.credentials['webhookSecret'] ?? randomBytes(24).toString('base64url');
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(webhookSecret)) {
    throw new DomainError('invalid', 'The secret may have letters, digits, _ and -, at most 256 of them.');
  }
  const address = { token, apiRoot: request.apiRoot ?? options.apiRoot };
  const ask: Ask = (make) => call(address, options.timeoutMs, make);
  const me = readBot(await ask((telegram, { signal }) => telegram.callApi('getMe', {}, { signal })));
  const warning = await pointWebhook(ask, request.webhookUrl, webhookSecret);
  return {
    label: `@${me.username ?? me.first_name}`,
    credentials: { token, webhookSecret },
    settings: { botId: me.id, username: me.username ?? '', name: me.first_name },
    ...(warning !== undefined && { warning }),
  };
}

type Ask = <T>(make: MakeCall<T>) => Promise<CallResult<T>>;

async function pointWebhook(ask: Ask, url: string, secret: string): Promise<string | undefined> {
  const webhook = await ask((telegram, { signal }) =>
    telegram.callApi(
      'setWebhook',
      {
        url,
        secret_token: secret,
        allowed_updates: ['message', 'callback_query'],
        drop_pending_updates: false,
      },
      { signal },
    ),
  );
  if (webhook.kind === 'said-no') {
    return `Telegram took the token but not the webhook (${webhook.description}). It must be a public https address: set PUBLIC_URL and connect again.`;
  }
  if (webhook.kind === 'never-heard') {
    return 'Telegram took the token but did not answer about the webhook. Connect again.';
  }
  const info = await ask((telegram, { signal }) => telegram.callApi('getWebhookInfo', {}, { signal }));
  if (info.kind === 'ok' && info.result?.url !== url) {
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
