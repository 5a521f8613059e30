import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { AbortController, type AbortSignal } from 'abort-controller';
import { Telegram, TelegramError } from 'telegraf';
import { z } from 'zod';

const MOST_CLIENTS = 1_000;
const LONGEST_DETAIL = 300;

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

export type MakeCall<T> = (telegram: Telegram, options: { signal: AbortSignal }) => Promise<T>;

export type CallTelegram = <T>(address: BotAddress, timeoutMs: number, call: MakeCall<T>) => Promise<CallResult<T>>;

/** Makes calls through telegraf's client, one kept for each bot, over connections that are kept open. */
export function createTelegramCaller(): CallTelegram {
  const clients = new Map<string, Telegram>();
  // No limit on connections: a call that waits for one is handed it before telegraf's fetch has let go of the answer that
  // came over it, and that fetch then reports an answer it has read as cut short. How many calls run is the caller's to bound.
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

  function clientOf({ token, apiRoot }: BotAddress): Telegram {
    const key = `${apiRoot}\n${token}`;
    const known = clients.get(key);
    clients.delete(key);
    const client = known ?? new Telegram(token, { apiRoot: `${apiRoot}/`, agent: agents.https, webhookReply: false });
    // telegraf takes the agent, and with it the connections kept open, away from http addresses.
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
      const timedOut = signal.aborted;
      // telegraf leaves the body of a 5xx answer unread; without this its connection would stay taken.
      controller.abort();
      return failureOf(error, address.token, timedOut);
    } finally {
      clearTimeout(timer);
    }
  };
}

const platformError = z.object({
  code: z.int(),
  description: z.string().catch(''),
  parameters: z
    .object({
      retry_after: z.number().min(0).optional().catch(undefined),
      migrate_to_chat_id: z.int().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

function failureOf(error: unknown, token: string, timedOut: boolean): CallResult<never> {
  if (error instanceof TelegramError) {
    const { data } = platformError.safeParse({
      code: error.code,
      description: error.description,
      parameters: error.parameters,
    });
    if (!data) return { kind: 'never-heard', detail: "an answer that is not the Bot API's", mayHaveArrived: true };
    // telegraf tells the status of a 5xx but not its body. 500 is the platform's own; what is above may be a gateway's,
    // and the call may have gone through behind it.
    if (data.code > 500) return { kind: 'never-heard', detail: `HTTP ${data.code}`, mayHaveArrived: true };
    const { retry_after, migrate_to_chat_id } = data.parameters ?? {};
    return {
      kind: 'said-no',
      code: data.code,
      description: withoutToken(data.description, token),
      ...(retry_after !== undefined && { retryAfterS: retry_after }),
      ...(migrate_to_chat_id !== undefined && { migrateToChatId: String(migrate_to_chat_id) }),
    };
  }
  if (timedOut) return { kind: 'never-heard', detail: 'no answer in time', mayHaveArrived: true };
  const message = error instanceof Error ? error.message : String(error);
  // A body that is not JSON is quoted in its error: it says nothing that a reader needs.
  if (message.startsWith('invalid json')) {
    return { kind: 'never-heard', detail: 'an answer that is not JSON', mayHaveArrived: true };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return {
    kind: 'never-heard',
    detail: code || withoutToken(message, token),
    mayHaveArrived: !NEVER_LEFT.test(code) && !NOT_CONNECTED.test(message),
  };
}

/** Failures before anything was written: no name, no route, nobody listening, no trust. */
const NEVER_LEFT = /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|CERT_\w+|ERR_TLS_\w+|\w+_CERT\w*)$/;
const NOT_CONNECTED = /reason: (?:connect|getaddrinfo) |before secure TLS connection/;

function withoutToken(text: string, token: string): string {
  const scrubbed = token === '' ? text : text.replaceAll(token, '[token]');
  return scrubbed.replace(/\bbot\d+(?::|%3A)[\w-]+/giu, 'bot[token]').slice(0, LONGEST_DETAIL);
}
