import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChatRequest, chatRequestSchema, wordsOf } from './chat-request.ts';
import { completionOf, declinedOf } from './completion.ts';
import { type EmbeddingRequest, embeddingRequestSchema, embeddingsOf, type FakeEmbeddings } from './embeddings.ts';
import type { OpenaiFault, OpenaiFaultCall } from './fault.ts';
import { obey, pretendToTranslate } from './pretend-to-translate.ts';

export interface FakeOpenaiOptions {
  /** The keys that open it; every one unless told, also none. */
  readonly keys?: readonly string[];
  /** Models it has (default `fake-small`). */
  readonly models?: readonly string[];
  /** Models that know `max_tokens` no more and have one temperature, as the newer ones. */
  readonly newerModels?: readonly string[];
  /** What a model says; a pretended translation unless told. */
  readonly say?: (request: ChatRequest) => string;
  /** What its embedding models are like. */
  readonly embeddings?: FakeEmbeddings;
  readonly faults?: (call: OpenaiFaultCall) => OpenaiFault | undefined;
}

/** A call as it came, also one that was refused; `refusal` is the message that went back. */
export interface RecordedChatCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly key: string;
  readonly request?: ChatRequest;
  /** Of a call for embeddings. */
  readonly embedding?: EmbeddingRequest;
  readonly refusal?: string;
  readonly fault?: OpenaiFault['kind'];
}

export interface FakeOpenai {
  /** What a tenant enters as the address. */
  readonly baseUrl: string;
  calls(): readonly RecordedChatCall[];
  stop(): Promise<void>;
}

interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly param?: string;
  readonly code?: string;
}

const LARGEST_BODY_BYTES = 1024 * 1024;

/**
 * An OpenAI-compatible endpoint on this machine that has chat completions and embeddings, and is stricter than most: a parameter that
 * is not published, a wrong value, an unknown model and a wrong key are refused in the published form of an error.
 */
export async function startFakeOpenai(options: FakeOpenaiOptions = {}): Promise<FakeOpenai> {
  const calls: RecordedChatCall[] = [];
  const models = [...(options.models ?? ['fake-small']), ...(options.newerModels ?? [])];

  function refusalOf(request: ChatRequest): Refusal | undefined {
    const { model } = request;
    if (!models.includes(model)) return noSuchModel(model);
    if (request.stream) return { status: 400, message: 'Streaming is not offered here.', param: 'stream' };
    if (!options.newerModels?.includes(model)) return undefined;
    if (typeof request.max_tokens === 'number') {
      const message =
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
      return { status: 400, message, param: 'max_tokens', code: 'unsupported_parameter' };
    }
    if (typeof request.temperature === 'number' && request.temperature !== 1) {
      const message = `Unsupported value: 'temperature' does not support ${request.temperature} with this model. Only the default (1) value is supported.`;
      return { status: 400, message, param: 'temperature', code: 'unsupported_value' };
    }
    return undefined;
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = incoming.url ?? '';
    const key = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
    const seen = { path, key, headers: incoming.headers };
    const body = await readText(incoming);
    const refuse = (refusal: Refusal, request?: ChatRequest) => {
      calls.push({ ...seen, refusal: refusal.message, ...(request && { request }) });
      replyRefusal(response, refusal);
    };
    if (path !== '/v1/chat/completions' && path !== '/v1/embeddings')
      return refuse({ status: 404, message: `Invalid URL (${incoming.method} ${path})` });
    if (incoming.method !== 'POST')
      return refuse({ status: 405, message: `Not allowed to ${incoming.method} on ${path}` });
    if (options.keys && !options.keys.includes(key)) {
      return refuse({ status: 401, message: `Incorrect API key provided: ${key}.`, code: 'invalid_api_key' });
    }
    if (!/^application\/json\b/.test(incoming.headers['content-type'] ?? '')) {
      return refuse({ status: 400, message: 'The content type must be application/json.' });
    }
    const json = parseJson(body);
    if (json === undefined)
      return refuse({ status: 400, message: 'We could not parse the JSON body of your request.' });
    if (path === '/v1/embeddings') return embed(json, seen, incoming, response);
    const read = chatRequestSchema.safeParse(json);
    if (!read.success) return refuse(complaintOf(read.error.issues[0]));
    const request = read.data;
    const refusal = refusalOf(request);
    if (refusal) return refuse(refusal, request);
    const fault = options.faults?.({ model: request.model, text: wordsOf(request, 'user'), call: calls.length + 1 });
    calls.push({ ...seen, request, ...(fault && { fault: fault.kind }) });
    if (fault && commit(fault, request, incoming, response)) return;
    const completion = completionOf(request, wordsUnder(fault, request, key), fault?.kind !== 'no-usage');
    replyJson(response, 200, completion, fault?.kind === 'cut');
  }

  function embed(
    json: unknown,
    seen: Pick<RecordedChatCall, 'path' | 'key' | 'headers'>,
    incoming: IncomingMessage,
    response: ServerResponse,
  ): void {
    const read = embeddingRequestSchema.safeParse(json);
    const isKnown = read.success && (options.embeddings?.models ?? ['fake-embedding']).includes(read.data.model);
    if (!read.success || !isKnown) {
      const refusal = read.success ? noSuchModel(read.data.model) : complaintOf(read.error.issues[0]);
      calls.push({ ...seen, refusal: refusal.message });
      replyRefusal(response, refusal);
      return;
    }
    const { model, input } = read.data;
    const fault = options.faults?.({ model, text: [input].flat().join('\n'), call: calls.length + 1 });
    calls.push({ ...seen, embedding: read.data, ...(fault && { fault: fault.kind }) });
    if (fault && commit(fault, undefined, incoming, response)) return;
    replyJson(response, 200, embeddingsOf(read.data, options.embeddings ?? {}), fault?.kind === 'cut');
  }

  function wordsUnder(fault: OpenaiFault | undefined, request: ChatRequest, key: string): string {
    const said = (options.say ?? pretendToTranslate)(request);
    switch (fault?.kind) {
      case 'says':
        return fault.text;
      case 'drops-markers':
        return said.replace(/⟦\d+⟧/g, '');
      case 'doubles-markers':
        return said.replace(/⟦\d+⟧/g, '$&$&');
      case 'drops-marks':
        return said.replace(/[*`[\]()]/g, '');
      case 'obeys':
        return obey(request);
      case 'tells-key':
        return `${said} ${key}`;
      default:
        return said;
    }
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      if (response.destroyed || response.writableEnded) return;
      replyRefusal(response, { status: 500, message: `the fake failed: ${String(error)}` });
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls: () => calls,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Whether that was all there was to answer. */
function commit(
  fault: OpenaiFault,
  request: ChatRequest | undefined,
  incoming: IncomingMessage,
  response: ServerResponse,
): boolean {
  switch (fault.kind) {
    case 'rate-limit': {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
      const message = 'Rate limit reached for requests.';
      replyRefusal(response, { status: 429, message, code: 'rate_limit_exceeded' }, headers);
      return true;
    }
    case 'error':
      replyRefusal(response, { status: fault.status, message: 'The server had an error.' });
      return true;
    case 'hang':
      return true;
    case 'reset':
      incoming.socket.destroy();
      return true;
    case 'redirect':
      response.writeHead(307, { location: fault.to }).end();
      return true;
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><h1>Welcome</h1></html>');
      return true;
    case 'no-completion':
      replyJson(response, 200, { hello: 'world' });
      return true;
    case 'broken-json':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"chatcmpl-1","choices":[');
      return true;
    case 'endless':
      replyJson(response, 200, { padding: 'x'.repeat(1024 * 1024) });
      return true;
    case 'declines':
      if (request) replyJson(response, 200, declinedOf(request));
      return request !== undefined;
    default:
      return false;
  }
}

function noSuchModel(model: string): Refusal {
  const message = `The model \`${model}\` does not exist or you do not have access to it.`;
  return { status: 404, message, code: 'model_not_found' };
}

function complaintOf(
  issue:
    | { readonly code: string; readonly path: PropertyKey[]; readonly message: string; readonly keys?: string[] }
    | undefined,
): Refusal {
  const param = [...(issue?.path ?? []), ...(issue?.keys?.slice(0, 1) ?? [])].map(String).join('.');
  const message = issue?.keys
    ? `Unrecognized request argument supplied: ${issue.keys.join(', ')}`
    : `Invalid value for '${param}': ${issue?.message ?? ''}`;
  return { status: 400, message, param, code: issue?.keys ? 'unknown_parameter' : 'invalid_value' };
}

function replyRefusal(
  response: ServerResponse,
  { status, message, param, code }: Refusal,
  headers: Readonly<Record<string, string>> = {},
): void {
  const type = status === 429 ? 'requests' : status >= 500 ? 'server_error' : 'invalid_request_error';
  const error = { message, type, param: param ?? null, code: code ?? null };
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ error }));
}

/** A reply that is cut announces all of itself and breaks off half-way. */
function replyJson(response: ServerResponse, status: number, body: object, isCut = false): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': text.length });
  if (!isCut) response.end(text);
  else response.write(text.subarray(0, text.length / 2), () => response.socket?.destroy());
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new Error('a body of more than 1 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
