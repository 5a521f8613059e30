import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkPush } from './check-push.ts';
import { createPushBrowser, type PushBrowser } from './push-browser.ts';

/** What a push service does instead of taking a note. */
export type PushFault =
  | { readonly kind: 'status'; readonly status: 413 | 429 | 500 | 503 }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };

export interface FakePushSubscription {
  readonly endpoint: string;
  readonly keys: PushBrowser['keys'];
  /** What arrived and could be read, oldest first. */
  readonly notes: readonly string[];
  /** From then on the service answers 410. */
  end(): void;
}

/** A call as it came; `problem` is what the service found wrong with it. */
export interface PushCall {
  readonly endpoint: string;
  readonly status?: number;
  readonly problem?: string;
  readonly fault?: PushFault['kind'];
}

export interface FakePush {
  readonly calls: readonly PushCall[];
  /** Subscribes a new browser with the application's public key. */
  subscribe(applicationServerKey: string): FakePushSubscription;
  stop(): Promise<void>;
}

/** Starts a push service on this machine that takes only what is rightly signed and encrypted for its browser. */
export async function startFakePush(
  options: { readonly faults?: (call: { endpoint: string; attempt: number }) => PushFault | undefined } = {},
): Promise<FakePush> {
  const calls: PushCall[] = [];
  const browsers = new Map<string, { browser: PushBrowser; key: string; notes: string[]; isEnded: boolean }>();
  const attempts = new Map<string, number>();

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const endpoint = `${origin}${incoming.url}`;
    const answer = (status: number, problem?: string) => {
      calls.push({ endpoint, status, ...(problem !== undefined && { problem }) });
      response.writeHead(status, status === 201 ? { location: `${origin}/m/${randomUUID()}` } : {}).end(problem);
    };
    const attempt = (attempts.get(endpoint) ?? 0) + 1;
    attempts.set(endpoint, attempt);
    const fault = options.faults?.({ endpoint, attempt });
    if (fault?.kind === 'status') return answer(fault.status, 'a fault');
    if (fault) {
      calls.push({ endpoint, fault: fault.kind });
      if (fault.kind === 'reset') incoming.socket.destroy();
      return;
    }
    if (incoming.method !== 'POST') return answer(405, 'not a POST');
    const found = browsers.get(endpoint);
    if (!found) return answer(404, 'no such subscription');
    if (found.isEnded) return answer(410, 'the subscription has ended');
    const wrong = await checkPush(incoming.headers, body, { key: found.key, origin });
    if (wrong) return answer(wrong.status, wrong.problem);
    try {
      found.notes.push(found.browser.read(body));
    } catch (error) {
      // A real service cannot tell; a browser would throw it away.
      return answer(400, `cannot be read: ${String(error)}`);
    }
    return answer(201);
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      if (!response.writableEnded && !response.destroyed)
        response.writeHead(500).end(`the fake failed: ${String(error)}`);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    calls,
    subscribe(key) {
      const browser = createPushBrowser();
      const endpoint = `${origin}/push/${randomUUID()}`;
      const kept = { browser, key, notes: [] as string[], isEnded: false };
      browsers.set(endpoint, kept);
      return {
        endpoint,
        keys: browser.keys,
        notes: kept.notes,
        end() {
          kept.isEnded = true;
        },
      };
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
