import { DomainError } from '@answerdesk/domain';
import { createAskModel, type OpenedEndpoint } from './openai.ts';
import type { ModelPostOptions } from './post-to-model.ts';

const TIMEOUT_MS = 15_000;
const LONGEST_WORD = 200;

/** What came of asking a model for a word; `detail` is the endpoint's own words and holds no key. */
export type ModelAttempt =
  | { readonly kind: 'answered'; readonly said: string; readonly tookMs: number }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  | { readonly kind: 'not-a-model' }
  | { readonly kind: 'unreachable'; readonly detail: string };

export interface TryModelOptions extends ModelPostOptions {
  readonly timeoutMs?: number;
}

/**
 * Makes the trial of an OpenAI-compatible endpoint: one chat completion of a few tokens, as `createAskModel` asks. Throws
 * DomainError `invalid` for an address that may not be called.
 */
export function createModelTrial({ allowsLoopback, timeoutMs = TIMEOUT_MS }: TryModelOptions) {
  const ask = createAskModel({ allowsLoopback, timeoutMs });
  return async (endpoint: OpenedEndpoint): Promise<ModelAttempt> => {
    const startedAt = performance.now();
    const reply = await ask(endpoint, {
      messages: [{ role: 'user', content: 'Reply with the one word: ready' }],
      mostTokens: 16,
    });
    switch (reply.kind) {
      case 'said': {
        const said = reply.text.trim().slice(0, LONGEST_WORD);
        return { kind: 'answered', said, tookMs: Math.round(performance.now() - startedAt) };
      }
      case 'refused':
        if (reply.status === 0) throw new DomainError('invalid', reply.detail);
        return reply;
      case 'unheard':
        return reply.detail === 'not-a-model' ? { kind: 'not-a-model' } : { kind: 'unreachable', detail: reply.detail };
      case 'timed-out':
        return { kind: 'unreachable', detail: 'TIMEOUT' };
    }
  };
}
