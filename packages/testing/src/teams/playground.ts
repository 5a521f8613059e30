import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type ReadCard, readAdaptiveCard, type TeamsButton } from './adaptive-card.ts';
import { startPlaygroundProcess } from './playground-process.ts';

export interface PlaygroundOptions {
  readonly webhookUrl: string;
  readonly appId: string;
  readonly tenantId: string;
  /** The headers that an activity goes to the webhook with: the playground itself signs nothing. */
  readonly sign: (activity: { readonly serviceUrl: string }) => Promise<Readonly<Record<string, string>>>;
}

/** What the bot did, as the playground shows it. A text with a card is shown as two messages. */
export interface PlaygroundShown {
  readonly action: string;
  readonly messageId: string;
  readonly text: string;
  readonly cards: readonly ReadCard[];
  readonly buttons: readonly TeamsButton[];
}

export interface PlaygroundPosted {
  readonly activity: Readonly<Record<string, unknown>>;
  /** What the webhook answered. */
  readonly status: number;
}

export interface Playground {
  readonly kind: 'playing';
  readonly startedInMs: number;
  /** The connector's address in the activities; hosts that a bot may write to must hold it. */
  readonly serviceUrl: string;
  say(text: string): Promise<void>;
  /** Presses a button of a card that was shown. */
  press(messageId: string, value: object): Promise<void>;
  /** Edits what was said last. */
  edit(text: string): Promise<void>;
  posted(): readonly PlaygroundPosted[];
  shown(): readonly PlaygroundShown[];
  /** Resolves with the first thing shown, past or to come, that fits; rejects after `withinMs`. */
  waitForShown(fits: (shown: PlaygroundShown) => boolean, withinMs: number): Promise<PlaygroundShown>;
  stop(): Promise<void>;
}

const USER_ID = '29:1playground-user';
const CHAT_ID = 'a:1playground-chat';
const postedSchema = z.looseObject({ serviceUrl: z.string() });
const streamSchema = z.looseObject({
  action: z.string(),
  message: z
    .looseObject({
      messageId: z.string(),
      text: z.string().optional(),
      attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown() })).optional(),
    })
    .optional(),
});

/**
 * Microsoft's own Agents Playground as the platform, behind a proxy that signs what it posts: an independent judge of
 * what a bot reads and writes. It resolves to `unavailable` where the package cannot be started.
 */
export async function startPlayground(
  options: PlaygroundOptions,
): Promise<Playground | { readonly kind: 'unavailable'; readonly why: string }> {
  const startedAt = performance.now();
  const posted: PlaygroundPosted[] = [];
  const shown: PlaygroundShown[] = [];
  const listeners = new Set<(one: PlaygroundShown) => void>();
  let root = '';

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (request.url?.startsWith('/_connector/')) {
      const passed = await fetch(`${root}${request.url}`, {
        method: request.method ?? 'GET',
        headers: { 'content-type': 'application/json' },
        ...(body !== '' && { body }),
      });
      response.writeHead(passed.status, { 'content-type': 'application/json' }).end(await passed.text());
      return;
    }
    if (request.method !== 'POST') {
      response.writeHead(405).end();
      return;
    }
    const activity = postedSchema.parse(JSON.parse(body));
    const answer = await fetch(options.webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...(await options.sign(activity)) },
      body,
    });
    posted.push({ activity, status: answer.status });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  }

  const proxy = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const at = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const closeProxy = async () => {
    const closed = new Promise((resolve) => proxy.close(resolve));
    proxy.closeAllConnections();
    await closed;
  };
  const serviceUrl = `${at}/_connector`;
  const started = await startPlaygroundProcess({
    appEndpoint: `${at}/api/messages`,
    serviceUrl,
    cast: { appId: options.appId, tenantId: options.tenantId, userId: USER_ID, chatId: CHAT_ID },
  });
  if (started.kind === 'unavailable') {
    await closeProxy();
    return started;
  }
  root = started.root;
  const stream = await openStream(root).catch((error: unknown) => String(error));
  if (typeof stream === 'string') {
    await started.end();
    await closeProxy();
    return { kind: 'unavailable', why: stream };
  }
  stream.addEventListener('message', ({ data }) => {
    const one = readShown(String(data));
    shown.push(one);
    for (const listener of listeners) listener(one);
  });

  async function ask(path: string, body: object): Promise<void> {
    const response = await fetch(`${root}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The playground refused ${path}: ${response.status} ${await response.text()}`);
  }

  return {
    kind: 'playing',
    startedInMs: Math.round(performance.now() - startedAt),
    serviceUrl,
    say: (text) =>
      ask(`/_conversation/v1/conversations/${encodeURIComponent(CHAT_ID)}/messages`, {
        from: { id: USER_ID },
        text,
        textFormat: 'plain',
      }),
    press: (messageId, value) =>
      ask('/_conversation/v1/submit', {
        conversation: { id: CHAT_ID },
        from: { id: USER_ID },
        replyToId: messageId,
        value,
      }),
    async edit(text) {
      const said = posted.findLast(({ activity }) => activity['type'] === 'message')?.activity;
      if (!said) throw new Error('Nothing was said that could be edited');
      const channelData = { tenant: { id: options.tenantId }, eventType: 'editMessage' };
      await ask('/_internal/v1/customActivities', { ...said, type: 'messageUpdate', text, channelData });
    },
    posted: () => posted,
    shown: () => shown,
    waitForShown(fits, withinMs) {
      const past = shown.find(fits);
      if (past) return Promise.resolve(past);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(listener);
          reject(new Error(`The playground showed no such thing within ${withinMs} ms; ${shown.length} others`));
        }, withinMs);
        const listener = (one: PlaygroundShown) => {
          if (!fits(one)) return;
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(one);
        };
        listeners.add(listener);
      });
    },
    async stop() {
      stream.close();
      await started.end();
      await closeProxy();
    },
  };
}

/** It listens before it can answer: telling its settings, it also waits for the bot to be there. */
async function openStream(root: string): Promise<WebSocket> {
  const ready = await fetch(`${root}/_internal/v1/config`, { signal: AbortSignal.timeout(20_000) });
  if (!ready.ok) throw new Error(`The playground is not ready: ${ready.status} ${await ready.text()}`);
  const stream = new WebSocket(`${root.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
  await new Promise((open, fail) => {
    stream.addEventListener('open', open, { once: true });
    stream.addEventListener('error', () => fail(new Error('The stream of the playground did not open')), {
      once: true,
    });
  });
  return stream;
}

function readShown(data: string): PlaygroundShown {
  const { action, message } = streamSchema.parse(JSON.parse(data));
  const cards = (message?.attachments ?? []).flatMap(({ contentType, content }) => {
    const card = contentType === 'application/vnd.microsoft.card.adaptive' ? readAdaptiveCard(content) : undefined;
    return card && !('problem' in card) ? [card] : [];
  });
  return {
    action,
    messageId: message?.messageId ?? '',
    text: message?.text ?? '',
    cards,
    buttons: cards.flatMap(({ buttons }) => buttons),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
