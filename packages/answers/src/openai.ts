import { setTimeout as wait } from 'node:timers/promises';
import { DomainError } from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';
import type { OpenAI } from 'openai';
import { z } from 'zod';
import { createPostToModel, type ModelPostOptions, type PostToModel } from './post-to-model.ts';

/** Where a tenant's model is and what opens it; an empty key is none. */
export interface OpenedEndpoint {
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string;
}

export interface ModelRequest {
  readonly messages: readonly { readonly role: 'system' | 'user'; readonly content: string }[];
  /** Most tokens that may be said. */
  readonly mostTokens: number;
  /** How long the answer is waited for in all, at most as long as the client waits. */
  readonly withinMs?: number;
}

/**
 * What came of asking a model. `refused`: it, or what stands before it, said no (`status` is 0 for an address that may not
 * be called and 200 for a model that declines). `unheard`: no answer, or (`not-a-model`) none that can be read. No text holds the key.
 */
export type ModelReply =
  | {
      readonly kind: 'said';
      readonly text: string;
      /** Whether the limit of tokens ended it. */
      readonly isCutShort: boolean;
      readonly tokensIn: number;
      readonly tokensOut: number;
    }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  | { readonly kind: 'unheard'; readonly detail: string }
  | { readonly kind: 'timed-out' };

export type AskModel = (endpoint: OpenedEndpoint, request: ModelRequest) => Promise<ModelReply>;

/** How an endpoint wants a request: newer models have another name for the limit, some have one temperature only. */
interface Dialect {
  readonly limit: 'max_tokens' | 'max_completion_tokens';
  readonly hasTemperature: boolean;
}

type Attempt = ModelReply | { readonly kind: 'dialect'; readonly wanted: Dialect };
type Failure = Attempt & { readonly retryAfterMs?: number };

const TIMEOUT_MS = 10_000;
const RETRY_AFTER_MS = 250;
const LONGEST_DETAIL = 200;
const NOT_A_MODEL = 'not-a-model';
const MOST_DIALECTS = 1_000;
const usual: Dialect = { limit: 'max_tokens', hasTemperature: true };

const tokens = z.int().nonnegative();
const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(undefined),
});

/**
 * Makes the client of tenants' OpenAI-compatible endpoints (chat completions). An answer is waited for `timeoutMs` (10 s
 * unless told, less where the request says so) in all; within that time what was not heard, a 429 and a 5xx are tried once more, no sooner than the endpoint
 * says. Never rejects for what an endpoint does.
 */
export function createAskModel({
  allowsLoopback,
  timeoutMs = TIMEOUT_MS,
}: ModelPostOptions & { readonly timeoutMs?: number }): AskModel {
  const post = createPostToModel({ allowsLoopback });
  const dialects = new LRUCache<string, Dialect>({ max: MOST_DIALECTS });
  return async (endpoint, request) => {
    const waitMs = Math.min(timeoutMs, Math.max(0, Math.floor(request.withinMs ?? timeoutMs)));
    const deadline = AbortSignal.timeout(waitMs);
    const endsAt = performance.now() + waitMs;
    // It is large, and most processes never ask a model.
    const sdk = await import('openai');
    const name = `${endpoint.baseUrl}\n${endpoint.model}`;
    let isRetry = false;
    for (;;) {
      const dialect = dialects.get(name) ?? usual;
      const way = { sdk, post, dialect, deadline, timeoutMs: waitMs };
      const { retryAfterMs, ...reply } = await attempt(endpoint, request, way);
      if (reply.kind === 'dialect') {
        dialects.set(name, reply.wanted);
        continue;
      }
      if (isRetry || retryAfterMs === undefined || performance.now() + retryAfterMs >= endsAt) return reply;
      isRetry = true;
      await wait(retryAfterMs);
    }
  };
}

interface Way {
  readonly sdk: typeof import('openai');
  readonly post: PostToModel;
  readonly dialect: Dialect;
  readonly deadline: AbortSignal;
  readonly timeoutMs: number;
}

/** Asks once; what may be tried again says after how long. */
async function attempt(endpoint: OpenedEndpoint, request: ModelRequest, way: Way): Promise<Failure> {
  const { sdk, dialect, deadline } = way;
  try {
    const completion: unknown = await clientOf(endpoint, way).chat.completions.create(
      {
        model: endpoint.model,
        messages: [...request.messages],
        [dialect.limit]: request.mostTokens,
        ...(dialect.hasTemperature && { temperature: 0 }),
      },
      { signal: deadline },
    );
    return readCompletion(completion, request, endpoint.key);
  } catch (error) {
    if (deadline.aborted) return { kind: 'timed-out' };
    if (!(error instanceof sdk.APIError)) return { kind: 'unheard', detail: NOT_A_MODEL };
    if (error.cause instanceof DomainError) return { kind: 'refused', status: 0, detail: error.cause.message };
    if (typeof error.status !== 'number') {
      return { kind: 'unheard', detail: codeOf(error.cause), retryAfterMs: RETRY_AFTER_MS };
    }
    const wanted = error.status === 400 ? otherDialect(error, dialect) : undefined;
    if (wanted) return { kind: 'dialect', wanted };
    return {
      kind: 'refused',
      status: error.status,
      detail: withoutKey(wordsOf(error.error), endpoint.key).slice(0, LONGEST_DETAIL),
      ...((error.status === 429 || error.status >= 500) && { retryAfterMs: retryAfterOf(error.headers) }),
    };
  }
}

/** The library reads environment variables for what it is not given, so it is given everything. */
function clientOf({ baseUrl, key }: OpenedEndpoint, { sdk, post, timeoutMs }: Way): OpenAI {
  return new sdk.OpenAI({
    baseURL: baseUrl.replace(/\/+$/, ''),
    // Without one it refuses to start; what is sent is decided below.
    apiKey: key === '' ? 'none' : key,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    timeout: timeoutMs,
    async fetch(address, init) {
      const url = new URL(typeof address === 'object' && 'url' in address ? address.url : address);
      const signal = init?.signal ?? AbortSignal.timeout(timeoutMs);
      // Headers are not passed on: what else the library adds is nobody's business.
      const { status, headers, body } = await post(url, { body: String(init?.body ?? ''), key, signal });
      const hasBody = status >= 200 && status !== 204 && status !== 205 && status !== 304;
      const told = new Headers();
      for (const name of ['content-type', 'retry-after']) {
        const value = headers[name];
        if (typeof value === 'string') told.set(name, value);
      }
      return new Response(hasBody ? body : null, { status, headers: told });
    },
  });
}

function readCompletion(completion: unknown, { messages }: ModelRequest, key: string): ModelReply {
  const read = completionSchema.safeParse(completion);
  const choice = read.data?.choices[0];
  if (!choice) return { kind: 'unheard', detail: NOT_A_MODEL };
  const { content, refusal } = choice.message;
  if (refusal || choice.finish_reason === 'content_filter') {
    const detail = withoutKey(refusal ?? 'content_filter', key).slice(0, LONGEST_DETAIL);
    return { kind: 'refused', status: 200, detail };
  }
  const text = content ?? '';
  const usage = read.data?.usage;
  return {
    kind: 'said',
    text: withoutKey(text, key),
    isCutShort: choice.finish_reason === 'length',
    tokensIn: usage?.prompt_tokens ?? estimateTokens(messages.map((message) => message.content).join('\n')),
    tokensOut: usage?.completion_tokens ?? estimateTokens(text),
  };
}

/** About how many tokens a text is, rather more than fewer: three bytes each. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 3);
}

/** Not every gateway passes on which parameter it was; the words name it in quotes. */
function otherDialect(
  error: { readonly param?: unknown; readonly message: string },
  dialect: Dialect,
): Dialect | undefined {
  const isAbout = (name: string) => error.param === name || error.message.includes(`'${name}'`);
  if (isAbout('max_tokens') && dialect.limit === 'max_tokens') return { ...dialect, limit: 'max_completion_tokens' };
  if (isAbout('temperature') && dialect.hasTemperature) return { ...dialect, hasTemperature: false };
  return undefined;
}

/** In milliseconds, from seconds or a date. */
function retryAfterOf(headers: Headers | undefined): number {
  const told = headers?.get('retry-after');
  if (!told) return RETRY_AFTER_MS;
  const ms = /^\d+(\.\d+)?$/.test(told) ? Number(told) * 1_000 : Date.parse(told) - Date.now();
  return Number.isFinite(ms) ? Math.max(ms, 0) : RETRY_AFTER_MS;
}

function wordsOf(error: unknown): string {
  if (typeof error === 'string') return error;
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
}

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}

function withoutKey(text: string, key: string): string {
  return key === '' ? text : text.replaceAll(key, '[key]');
}
