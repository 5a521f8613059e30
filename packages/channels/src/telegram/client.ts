import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { AbortController, type AbortSignal } from 'abort-controller';
import { Telegram, TelegramError } from 'telegraf';

const MOST_CLIENTS = 1_000;
const CONNECTIONS_EACH = 64;

/** Where a bot's calls go. `token` is never part of an error's text. */
export interface BotAddress {
  readonly token: string;
  readonly apiRoot: string;
}

/** What became of a call: an answer, a refusal in the platform's words, or silence. */
export type CallResult<T> =
  | { readonly kind: 'ok'; readonly result: T }
  | {
      readonly kind: 'said-no';
      readonly code: number;
      readonly description: string;
      readonly retryAfterS?: number;
      readonly migrateToChatId?: string;
    }
  | { readonly kind: 'never-heard'; readonly detail: string; readonly mayHaveArrived: boolean };

export type CallTelegram = <T>(
  address: BotAddress,
  timeoutMs: number,
  call: (telegram: Telegram, options: { signal: AbortSignal }) => Promise<T>,
) => Promise<CallResult<T>>;

/** Makes calls through telegraf's client, one kept for each bot, over connections that are kept open. */
export function createTelegramCaller(): CallTelegram {
  const clients = new Map<string, Telegram>();
  const agents = {
    http: new HttpAgent({ keepAlive: true, maxSockets: CONNECTIONS_EACH }),
    https: new HttpsAgent({ keepAlive: true, maxSockets: CONNECTIONS_EACH }),
  };

  function clientOf({ token, apiRoot }: BotAddress): Telegram {
    const key = `${apiRoot}\n${token}`;
    const known = clients.get(key);
    clients.delete(key);
    const client = known ?? new Telegram(token, { apiRoot: `${apiRoot}/`, agent: agents.https, webhookReply: false });
    // telegraf takes the agent away from http addresses and would open a connection for each call.
    if (apiRoot.startsWith('http:')) client.options.agent = agents.http;
    clients.set(key, client);
    if (clients.size > MOST_CLIENTS) {
      for (const oldest of clients.keys()) {
        clients.delete(oldest);
        break;
      }
    }
    return client;
  }

  return async (address, timeoutMs, call) => {
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => controller.abort(), timeoutMs);
    try {
      return { kind: 'ok', result: await call(clientOf(address), { signal }) };
    } catch (error) {
      return failureOf(error, address.token, signal.aborted);
    } finally {
      clearTimeout(timer);
    }
  };
}

function failureOf(error: unknown, token: string, timedOut: boolean): CallResult<never> {
  if (error instanceof TelegramError) {
    const { code, description, parameters } = error;
    // A gateway's answer is not the platform's: the call may have gone through behind it.
    if (code > 500) return { kind: 'never-heard', detail: `HTTP ${code}`, mayHaveArrived: true };
    return {
      kind: 'said-no',
      code,
      description: withoutToken(String(description), token).slice(0, 300),
      ...(parameters?.retry_after !== undefined && { retryAfterS: parameters.retry_after }),
      ...(parameters?.migrate_to_chat_id !== undefined && { migrateToChatId: String(parameters.migrate_to_chat_id) }),
    };
  }
  if (timedOut) return { kind: 'never-heard', detail: 'no answer in time', mayHaveArrived: true };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const neverLeft = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code);
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: 'never-heard',
    detail: code || withoutToken(message, token).slice(0, 300),
    mayHaveArrived: !neverLeft,
  };
}

function withoutToken(text: string, token: string): string {
  return text.replaceAll(token, '[token]').replaceAll(encodeURIComponent(token), '[token]');
}
