import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { botApiSpec } from './bot-api-spec.ts';
import { answerCall, type BotState, type CallAnswer, type SentMessage, type WebhookTrouble } from './call-method.ts';
import { checkParameters } from './check-against-spec.ts';
import type { Fault, FaultCall } from './fault.ts';

export interface FakeTelegramOptions {
  /** The tokens the platform knows; every well-formed one unless told. */
  readonly tokens?: readonly string[];
  readonly faults?: (call: FaultCall) => Fault | undefined;
  /** Answers everything but records nothing, for load tests that would fill the memory. */
  readonly keepsRecord?: boolean;
}

/** A call as it came, also one that was refused; `refusal` is the description that went back. */
export interface RecordedCall {
  readonly token: string;
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly fault?: Fault['kind'];
  readonly refusal?: string;
}

export interface FakeTelegram {
  readonly apiRoot: string;
  calls(): readonly RecordedCall[];
  /** What arrived, in the order it arrived. */
  sent(): readonly SentMessage[];
  /** Hears of each message that arrives; returns how to stop hearing. */
  onSent(listener: (message: SentMessage) => void): () => void;
  /** Resolves with the first message, past or to come, that fits; rejects after `withinMs`. */
  waitForSent(fits: (message: SentMessage) => boolean, withinMs: number): Promise<SentMessage>;
  /** What setWebhook was last told for a token. */
  webhookOf(token: string): BotState['webhook'];
  /** Has getWebhookInfo tell of trouble with handing over to a token's webhook. */
  tellTrouble(token: string, trouble: WebhookTrouble): void;
  stop(): Promise<void>;
}

const LARGEST_BODY_BYTES = 50 * 1024 * 1024;

/**
 * A Bot API on this machine, compiled from its published spec and stricter than the real one: an unknown parameter is
 * refused, at every depth. It checks what the documentation limits: text, markup, buttons, webhook secrets.
 */
export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const calls: RecordedCall[] = [];
  const sent: SentMessage[] = [];
  const listeners = new Set<(message: SentMessage) => void>();
  const bots = new Map<string, BotState>();
  const attempts = new Map<string, number>();
  const keepsRecord = options.keepsRecord ?? true;

  function record(call: RecordedCall): void {
    if (keepsRecord) calls.push(call);
  }

  function deliver(messages: readonly SentMessage[]): void {
    for (const message of messages) {
      if (keepsRecord) sent.push(message);
      for (const listener of listeners) listener(message);
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = /^\/bot([^/]+)\/(\w+)$/.exec(new URL(request.url ?? '/', 'http://fake').pathname);
    const token = decodeURIComponent(path?.[1] ?? '');
    const method = path?.[2] ?? '';
    const refuse = (status: number, description: string, parameters: Readonly<Record<string, unknown>> = {}) => {
      record({ token, method, parameters, refusal: description });
      reply(response, status, { ok: false, error_code: status, description });
    };
    if (!/^\d+:[\w-]+$/.test(token)) return refuse(404, 'Not Found');
    if (options.tokens && !options.tokens.includes(token)) return refuse(401, 'Unauthorized');
    if (!Object.hasOwn(botApiSpec().methods, method)) return refuse(404, 'Not Found: method not found');
    const parameters = await readParameters(request);
    if (!parameters) return refuse(400, "Bad Request: can't parse the request's parameters");
    const complaint = checkParameters(method, parameters);
    if (complaint) return refuse(400, `Bad Request: parameter "${complaint.path}" ${complaint.problem}`, parameters);

    const call = faultCallOf(method, parameters);
    const key = `${token}\n${call.chatId}\n${call.text}`;
    if (options.faults && call.text !== '') attempts.set(key, (attempts.get(key) ?? 0) + 1);
    const fault = options.faults?.({ ...call, attempt: attempts.get(key) ?? 1 });
    const bot = bots.get(token) ?? { token, lastMessageIds: new Map(), webhook: undefined };
    bots.set(token, bot);
    if (fault && fault.kind !== 'hang-after') {
      record({ token, method, parameters, fault: fault.kind });
      commit(fault, request, response);
      return;
    }
    const answer: CallAnswer = answerCall(bot, method, parameters);
    record({
      token,
      method,
      parameters,
      ...(answer.kind === 'refused' && { refusal: answer.description }),
      ...(fault && { fault: fault.kind }),
    });
    if (answer.kind === 'refused') {
      reply(response, 400, { ok: false, error_code: 400, description: answer.description });
      return;
    }
    deliver(answer.sent.map((message) => ({ ...message, wasAnswered: !fault })));
    if (!fault) reply(response, 200, { ok: true, result: answer.result });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      reply(response, 500, { ok: false, error_code: 500, description: `the fake failed: ${String(error)}` });
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    calls: () => calls,
    sent: () => sent,
    onSent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    waitForSent(fits, withinMs) {
      const past = sent.find(fits);
      if (past) return Promise.resolve(past);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(listener);
          reject(new Error(`No such message arrived within ${withinMs} ms; ${sent.length} others did`));
        }, withinMs);
        const listener = (message: SentMessage) => {
          if (!fits(message)) return;
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(message);
        };
        listeners.add(listener);
      });
    },
    webhookOf: (token) => bots.get(token)?.webhook,
    tellTrouble(token, trouble) {
      const bot = bots.get(token) ?? { token, lastMessageIds: new Map(), webhook: undefined };
      bots.set(token, { ...bot, trouble });
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function commit(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  switch (fault.kind) {
    case 'flood':
      reply(response, 429, {
        ok: false,
        error_code: 429,
        description: `Too Many Requests: retry after ${fault.retryAfterS}`,
        parameters: { retry_after: fault.retryAfterS },
      });
      return;
    case 'error':
      if (fault.status === 500) {
        reply(response, 500, { ok: false, error_code: 500, description: 'Internal Server Error' });
        return;
      }
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>');
      return;
    case 'forbidden':
      reply(response, 403, { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' });
      return;
    case 'reset':
      request.socket.destroy();
      return;
    case 'hang-before':
    case 'hang-after':
      return;
  }
}

function faultCallOf(method: string, parameters: Readonly<Record<string, unknown>>): Omit<FaultCall, 'attempt'> {
  return { method, chatId: String(parameters['chat_id'] ?? ''), text: String(parameters['text'] ?? '') };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  if (response.writableEnded || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Parameters from the query, a JSON body or a form; forms carry nested values as JSON texts. */
async function readParameters(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  const query = fromForm(new URL(request.url ?? '/', 'http://fake').searchParams);
  if (body === '') return query;
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) return { ...query, ...fromForm(new URLSearchParams(body)) };
  const json = parseJson(body);
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...query, ...json } : undefined;
}

function fromForm(form: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    [...form].map(([name, text]) => [
      name,
      /^(?:-?\d+|true|false|[[{].*)$/s.test(text) ? (parseJson(text) ?? text) : text,
    ]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
