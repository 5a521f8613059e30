import { randomBytes } from 'node:crypto';
import { type ConnectedAccount, DomainError, type IdentifiedAccount, type WebhookOutcome } from '@answerdesk/domain';
import { z } from 'zod';
import type { CallResult, CallTelegram, MakeCall } from './client.ts';

/** What a bot's calls are made with. */
export interface TelegramCalls {
  readonly call: CallTelegram;
  readonly apiRoot: string;
  readonly timeoutMs: number;
}

export type Ask = <T>(make: MakeCall<T>) => Promise<CallResult<T>>;

/** The real Bot API; a bot's id says nothing about a bot of another server. */
export const REAL_API = 'https://api.telegram.org';

/** Asks the platform whose token this is, with getMe alone. */
export async function identifyTelegram(
  { call, apiRoot, timeoutMs }: TelegramCalls,
  request: { readonly credentials: Readonly<Record<string, string>>; readonly apiRoot?: string },
): Promise<IdentifiedAccount> {
  const token = request.credentials['token'] ?? '';
  if (!/^\d{1,20}:[A-Za-z0-9_-]{5,100}$/.test(token)) {
    throw new DomainError('invalid', 'That is not a bot token. Copy the whole line that @BotFather gave you.');
  }
  const webhookSecret = request.credentials['webhookSecret'] ?? randomBytes(24).toString('base64url');
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(webhookSecret)) {
    throw new DomainError('invalid', 'The secret may have letters, digits, _ and -, at most 256 of them.');
  }
  const address = { token, apiRoot: request.apiRoot ?? apiRoot };
  const me = readBot(
    await call(address, timeoutMs, (telegram, { signal }) => telegram.callApi('getMe', {}, { signal })),
  );
  return {
    platformId: address.apiRoot === REAL_API ? String(me.id) : `${me.id}@${new URL(address.apiRoot).host}`,
    label: `@${me.username ?? me.first_name}`,
    credentials: { token, webhookSecret },
    settings: { botId: me.id, username: me.username ?? '', name: me.first_name },
  };
}

/** How to call the Bot API as an account's bot. */
export function asBot({ call, apiRoot, timeoutMs }: TelegramCalls, account: ConnectedAccount): Ask {
  const address = { token: account.credentials['token'] ?? '', apiRoot: account.apiRoot ?? apiRoot };
  return (make) => call(address, timeoutMs, make);
}

/** Points a bot's webhook at `url`, with the account's secret, and looks whether it is there. */
export async function openTelegramWebhook(ask: Ask, account: ConnectedAccount, url: string): Promise<WebhookOutcome> {
  const webhook = await ask((telegram, { signal }) =>
    telegram.callApi(
      'setWebhook',
      {
        url,
        secret_token: account.credentials['webhookSecret'] ?? '',
        allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
        drop_pending_updates: false,
      },
      { signal },
    ),
  );
  if (webhook.kind === 'said-no') {
    return {
      kind: 'refused',
      warning: `Telegram took the token but not the webhook (${webhook.description}). It must be a public https address: set PUBLIC_URL and connect again.`,
    };
  }
  if (webhook.kind === 'never-heard') {
    return { kind: 'unheard', warning: 'Telegram took the token but did not answer about the webhook. Connect again.' };
  }
  const info = await readWebhook(ask);
  if (info.kind === 'ok' && info.result.url !== url) {
    return {
      kind: 'open',
      warning: 'Telegram shows another webhook than the one just set. Is another program using this bot?',
    };
  }
  return { kind: 'open' };
}

/** Takes a bot's webhook away unless it points elsewhere by now; false when nothing was heard. */
export async function closeTelegramWebhook(ask: Ask, url: string): Promise<boolean> {
  const info = await readWebhook(ask);
  if (info.kind === 'never-heard') return false;
  if (info.kind === 'said-no' || info.result.url !== url) return true;
  const deleted = await ask((telegram, { signal }) => telegram.callApi('deleteWebhook', {}, { signal }));
  return deleted.kind !== 'never-heard';
}

const webhookSchema = z.object({
  url: z.string().catch(''),
  pending_update_count: z.int().nonnegative().catch(0),
  last_error_date: z.int().optional().catch(undefined),
  last_error_message: z.string().optional().catch(undefined),
});

/** What the platform knows of a bot's webhook. */
export async function readWebhook(ask: Ask): Promise<CallResult<z.infer<typeof webhookSchema>>> {
  const info = await ask((telegram, { signal }) => telegram.callApi('getWebhookInfo', {}, { signal }));
  if (info.kind !== 'ok') return info;
  const { data } = webhookSchema.safeParse(info.result);
  return data
    ? { kind: 'ok', result: data }
    : { kind: 'never-heard', detail: 'an answer without a webhook', mayHaveArrived: true };
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
