import { DomainError } from '@answerdesk/domain';
import { z } from 'zod';
import { createPostToModel, type ModelPostOptions } from './post-to-model.ts';

const TIMEOUT_MS = 15_000;
const LONGEST_DETAIL = 200;

/** What came of asking a model for a word; `detail` is the endpoint's own words and holds no key. */
export type ModelAttempt =
  | { readonly kind: 'answered'; readonly said: string; readonly tookMs: number }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  | { readonly kind: 'not-a-model' }
  | { readonly kind: 'unreachable'; readonly detail: string };

export interface TryModelOptions extends ModelPostOptions {
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
  const post = createPostToModel({ allowsLoopback });
  return async ({
    baseUrl,
    model,
    key,
  }: {
    readonly baseUrl: string;
    readonly model: string;
    readonly key: string;
  }): Promise<ModelAttempt> => {
    const url = new URL(`${baseUrl.replace(/\/+$/, '')}/chat/completions`);
    const messages = [{ role: 'user', content: 'Reply with the one word: ready' }];
    const startedAt = performance.now();
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const { status, body } = await post(url, {
        body: JSON.stringify({ model, messages, max_tokens: 16 }),
        key,
        signal,
      });
      if (status < 200 || status >= 300) return { kind: 'refused', status, detail: wordsOf(body, key) };
      const answer = answerSchema.safeParse(parse(body));
      if (!answer.success) return { kind: 'not-a-model' };
      const said = (answer.data.choices[0]?.message.content ?? '').trim().slice(0, LONGEST_DETAIL);
      return { kind: 'answered', said, tookMs: Math.round(performance.now() - startedAt) };
    } catch (error) {
      if (error instanceof DomainError) throw error;
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return {
        kind: 'unreachable',
        detail: error instanceof Error && error.name === 'TimeoutError' ? 'TIMEOUT' : code,
      };
    }
  };
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
