import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { DomainError } from '@answerdesk/domain';
import { z } from 'zod';
import { guardedLookup, resolveAll } from './web-page/fetch-page.ts';
import { isPublicAddress } from './web-page/public-address.ts';

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 256 * 1024;
const LONGEST_DETAIL = 200;
const NOT_ALLOWED = 'This address must be https and on the open internet.';

/** What came of asking a model for a word; `detail` is the endpoint's own words and holds no key. */
export type ModelAttempt =
  | { readonly kind: 'answered'; readonly said: string; readonly tookMs: number }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  | { readonly kind: 'not-a-model' }
  | { readonly kind: 'unreachable'; readonly detail: string };

export interface TryModelOptions {
  /** Also models on this machine, over http: for development, never where strangers are tenants. */
  readonly allowsLoopback: boolean;
  readonly timeoutMs?: number;
}

const answerSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).min(1),
});

/**
 * Makes the trial of an OpenAI-compatible endpoint: one chat completion of a few tokens. Redirects are not followed, so the
 * key goes to the named host alone. Throws DomainError `invalid` for an address that may not be called.
 */
export function createModelTrial({ allowsLoopback, timeoutMs = TIMEOUT_MS }: TryModelOptions) {
  const isAllowed = (address: string) => isPublicAddress(address) || (allowsLoopback && isLoopback(address));
  return async (endpoint: {
    readonly baseUrl: string;
    readonly model: string;
    readonly key: string;
  }): Promise<ModelAttempt> => {
    const url = new URL(`${endpoint.baseUrl.replace(/\/+$/, '')}/chat/completions`);
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    const isHere = allowsLoopback && (literal === 'localhost' || isLoopback(literal));
    if ((url.protocol !== 'https:' && !isHere) || (isIP(literal) && !isAllowed(literal))) {
      throw new DomainError('invalid', NOT_ALLOWED);
    }
    const startedAt = performance.now();
    try {
      const { status, body } = await post(url, endpoint, isAllowed, timeoutMs);
      if (status < 200 || status >= 300) return { kind: 'refused', status, detail: wordsOf(body, endpoint.key) };
      const answer = answerSchema.safeParse(parse(body));
      if (!answer.success) return { kind: 'not-a-model' };
      const said = (answer.data.choices[0]?.message.content ?? '').trim().slice(0, LONGEST_DETAIL);
      return { kind: 'answered', said, tookMs: Math.round(performance.now() - startedAt) };
    } catch (error) {
      const inner = error instanceof Error && error.cause instanceof DomainError ? error.cause : error;
      if (inner instanceof DomainError) throw new DomainError('invalid', NOT_ALLOWED, { cause: inner });
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return {
        kind: 'unreachable',
        detail: error instanceof Error && error.name === 'TimeoutError' ? 'TIMEOUT' : code,
      };
    }
  };
}

function post(
  url: URL,
  { model, key }: { readonly model: string; readonly key: string },
  isAllowed: (address: string) => boolean,
  timeoutMs: number,
): Promise<{ status: number; body: string }> {
  const payload = JSON.stringify({
    model,
    messages: [{ role: 'user', content: 'Reply with the one word: ready' }],
    max_tokens: 16,
  });
  const signal = AbortSignal.timeout(timeoutMs);
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((done, failed) => {
    const sent = client.request(
      url,
      {
        method: 'POST',
        signal,
        agent: false,
        lookup: guardedLookup(resolveAll, isAllowed),
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(key !== '' && { authorization: `Bearer ${key}` }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('error', failed);
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= MOST_BYTES) chunks.push(chunk);
          else response.destroy(new Error('too long'));
        });
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    sent.on('error', (error) => failed(signal.aborted ? signal.reason : error));
    sent.end(payload);
  });
}

function wordsOf(body: string, key: string): string {
  const parsed = z
    .object({ error: z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]) })
    .safeParse(parse(body));
  const words = parsed.success ? parsed.data.error : '';
  return (key === '' ? words : words.replaceAll(key, '[key]')).slice(0, LONGEST_DETAIL);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address);
}
