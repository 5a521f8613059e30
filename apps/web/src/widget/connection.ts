import type { Memory } from './storage.ts';
import type { Page, PartLine, Settings } from './wire.ts';

/** A request that came back with another status than success. */
export class Refusal extends Error {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  constructor(status: number, retryAfterMs: number | undefined) {
    super(`status ${status}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface Connection {
  readSettings(locale: string): Promise<Settings>;
  hasSession(): boolean;
  /** Renews the session, or makes one; resolves to whether it is another visitor's now. */
  renew(): Promise<boolean>;
  post(message: object): Promise<void>;
  readPage(before?: string): Promise<Page>;
  /** Listens for what comes after an id until `stop` is called; `onLost` once the stream will not come back by itself. */
  listen(
    after: string,
    on: { part(line: PartLine): void; typing(forMs: number): void; live(isLive: boolean): void; lost(): void },
  ): () => void;
}

/** The name that the session is remembered by. */
export const SESSION = 'session';
const TIMEOUT_MS = 20_000;

export function openConnection(base: string, account: string, memory: Memory): Connection {
  const root = `${base}/widget/${encodeURIComponent(account)}`;
  const session = () => memory.get(SESSION) ?? '';

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(root + path, {
      ...init,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return response;
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new Refusal(response.status, Number.isFinite(seconds) ? seconds * 1_000 : undefined);
  }
  const json = (body: object, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  const bearer = () => ({ authorization: `Bearer ${session()}` });

  // One at a time: of two first sessions each would be another visitor's.
  let renewing: Promise<boolean> | undefined;
  async function renew(): Promise<boolean> {
    const had = session();
    const given: { session: string; isNew: boolean } = await (
      await ask('/session', json(had ? { session: had } : {}))
    ).json();
    // Another tab may have been given one meanwhile, and all tabs are one visitor.
    if (session() === had) memory.set(SESSION, given.session);
    return had !== '' && given.isNew;
  }

  return {
    readSettings: async (locale) => (await ask(`/settings?locale=${encodeURIComponent(locale)}`)).json(),
    hasSession: () => session() !== '',
    renew() {
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
    async post(message) {
      await ask('/messages', json(message, bearer()));
    },
    readPage: async (before) =>
      (
        await ask(`/messages${before === undefined ? '' : `?before=${encodeURIComponent(before)}`}`, {
          headers: bearer(),
        })
      ).json(),
    listen(after, on) {
      const query = new URLSearchParams({ session: session(), after });
      const events = new EventSource(`${root}/events?${query}`);
      events.addEventListener('open', () => on.live(true));
      events.addEventListener('part', ({ data }) => on.part(JSON.parse(data)));
      events.addEventListener('typing', ({ data }) => on.typing(JSON.parse(data).forMs));
      events.addEventListener('error', () => {
        on.live(false);
        if (events.readyState === EventSource.CLOSED) on.lost();
      });
      return () => events.close();
    },
  };
}
