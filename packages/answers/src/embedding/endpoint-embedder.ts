import { setTimeout as wait } from 'node:timers/promises';
import type { TenantId } from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { redact } from '../grounding/redact.ts';
import { createModelCircuit } from '../model-circuit.ts';
import { budgetMicros, type ModelSpendStore, monthOf } from '../model-spend.ts';
import { estimateTokens, type OpenedEndpoint } from '../openai.ts';
import { createPostToModel, type ModelPostOptions, type PostToModel } from '../post-to-model.ts';
import { createTurns } from '../take-turns.ts';
import type { Embedder, EmbeddingWork } from './embedder.ts';
import { untilAborted } from './until-aborted.ts';

export interface EndpointEmbedderDeps extends ModelPostOptions {
  readonly endpoint: OpenedEndpoint;
  /** What one tenant's embeddings may cost in a calendar month (UTC). */
  readonly monthlyBudgetCents: number;
  readonly spend: ModelSpendStore;
  readonly now: () => Date;
  /** How long one batch may take in all, retry and all (ms); 10 s unless told. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const RETRY_AFTER_MS = 250;
const TEXTS_AT_ONCE = 32;
const BATCHES_AT_ONCE = 4;
const MOST_ANSWER_BYTES = 8 * 1024 * 1024;
const LONGEST_TEXT = 2_000;
const MOST_FAILURES = 3;
const REST_MS = 60_000;
const GIVE_BACK_MS = 1_000;
const MOST_TENANTS = 10_000;
const NO_BUDGET = "This month's budget for embeddings is used up";
/**
 * US dollars for a million tokens. An assumption, as endpoints do not tell what they cost: the list price of a large
 * general model.
 */
const PRICE = 0.13;

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int().nonnegative(), embedding: z.array(z.number()).min(1) })),
  usage: z.object({ total_tokens: z.int().nonnegative() }).nullish().catch(undefined),
});

/**
 * Makes the embedder of an OpenAI-compatible endpoint (POST /embeddings), for all languages. Personal data is taken out of
 * texts before they are sent. What was not heard, a 429 and a 5xx are tried once more within the time. No request is sent
 * that could take a tenant's month over its budget; once one was not, none is tried until the next month. After three
 * pieces of work in a row that came to nothing the endpoint is left alone for a minute: questions and lessons apart, as lessons
 * have more time. What fails rejects, without the key.
 */
export function createEndpointEmbedder(deps: EndpointEmbedderDeps): Embedder {
  const { endpoint, spend, now, timeoutMs = TIMEOUT_MS } = deps;
  const post = createPostToModel({ allowsLoopback: deps.allowsLoopback, mostBytes: MOST_ANSWER_BYTES });
  const url = new URL(`${endpoint.baseUrl.replace(/\/+$/, '')}/embeddings`);
  const inTurn = createTurns(BATCHES_AT_ONCE);
  const circuit = createModelCircuit<EmbeddingWork['purpose']>({ mostFailures: MOST_FAILURES, restMs: REST_MS, now });
  const spentUp = new LRUCache<string, string>({ max: MOST_TENANTS });
  let dimensions: number | undefined;

  async function embedBatch(
    texts: readonly string[],
    { tenantId, purpose, signal }: EmbeddingWork,
  ): Promise<Float32Array[]> {
    const most = Math.ceil(texts.reduce((sum, text) => sum + estimateTokens(text), 0) * PRICE);
    const month = `${monthOf(now())}:embedding`;
    const spentUpName = `${tenantId} ${purpose}`;
    if (spentUp.get(spentUpName) === month) throw new Error(NO_BUDGET);
    const deadline = AbortSignal.timeout(timeoutMs);
    const until = signal ? AbortSignal.any([signal, deadline]) : deadline;
    const setAside = spend.addSpend(tenantId, month, most);
    const spent = await untilAborted(setAside, until).catch((error: unknown) => {
      // Nothing was sent, so nothing was spent, however late it was written down.
      setAside.then(
        () => giveBack(tenantId, month, most),
        () => {},
      );
      throw error;
    });
    if (spent > budgetMicros(deps.monthlyBudgetCents)) {
      spentUp.set(spentUpName, month);
      await giveBack(tenantId, month, most);
      throw new Error(NO_BUDGET);
    }
    let cost = 0;
    try {
      const answer = await askTwice(post, url, endpoint, texts, until);
      cost = Math.min(most, Math.ceil((answer.usage?.total_tokens ?? Number.POSITIVE_INFINITY) * PRICE));
      const vectors = readVectors(answer, texts.length);
      dimensions ??= vectors[0]?.length;
      if (vectors.some(({ length }) => length !== dimensions))
        throw new Error('The endpoint gave vectors of two sizes');
      return vectors;
    } catch (error) {
      // What was given up may have been worked on all the same.
      if (until.aborted) cost = most;
      throw until.aborted && !signal?.aborted ? new Error('The endpoint for embeddings did not answer in time') : error;
    } finally {
      if (cost !== most) await giveBack(tenantId, month, most - cost);
    }
  }

  /** Where this fails the month counts too much: nobody waits for that, and no vector is lost for it. */
  async function giveBack(tenantId: TenantId, month: string, micros: number): Promise<void> {
    const given = spend.addSpend(tenantId, month, -micros);
    await untilAborted(given, AbortSignal.timeout(GIVE_BACK_MS)).catch(() => {});
  }

  return {
    name: `${url.host}/${endpoint.model}`,
    speaks: () => true,
    async embed(texts, work) {
      work.signal?.throwIfAborted();
      if (texts.length === 0) return [];
      if (!circuit.mayAsk(work.purpose)) throw new Error('The endpoint for embeddings is left alone for a minute');
      const safe = texts.map((text) => withoutPrivateData(text.slice(0, LONGEST_TEXT)));
      const batches: string[][] = [];
      for (let from = 0; from < safe.length; from += TEXTS_AT_ONCE)
        batches.push(safe.slice(from, from + TEXTS_AT_ONCE));
      const embedBatchOf = (batch: string[]) => () => embedBatch(batch, work);
      // A question waits for no lesson.
      const runBatch = (batch: string[]) =>
        work.purpose === 'question' ? embedBatchOf(batch)() : inTurn(work.tenantId, embedBatchOf(batch));
      try {
        const vectors = await Promise.all(batches.map(runBatch));
        circuit.note(work.purpose, true);
        return vectors.flat();
      } catch (error) {
        if (!(error instanceof Error && error.message === NO_BUDGET)) circuit.note(work.purpose, false);
        throw error;
      }
    },
  };
}

/** Endpoints refuse a whole batch for one empty text. */
function withoutPrivateData(text: string): string {
  const safe = redact(text);
  return safe.trim() === '' ? '-' : safe;
}

async function askTwice(
  post: PostToModel,
  url: URL,
  { model, key }: OpenedEndpoint,
  input: readonly string[],
  signal: AbortSignal,
): Promise<z.infer<typeof answerSchema>> {
  const body = JSON.stringify({ model, input });
  for (let isRetry = false; ; isRetry = true) {
    const answer = await post(url, { body, key, signal }).catch((error: unknown) => {
      if (signal.aborted || isRetry) throw error;
      return undefined;
    });
    if (answer?.status === 200) return answerSchema.parse(parseJson(answer.body));
    const mayComeRight = !answer || answer.status === 429 || answer.status >= 500;
    if (isRetry || !mayComeRight) throw new Error(`The endpoint for embeddings answered with ${answer?.status}`);
    const toldSeconds = Number(answer?.headers['retry-after'] ?? Number.NaN);
    await wait(Number.isFinite(toldSeconds) ? toldSeconds * 1_000 : RETRY_AFTER_MS, undefined, { signal });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The vectors in the order of the texts, of length 1. */
function readVectors({ data }: z.infer<typeof answerSchema>, count: number): Float32Array[] {
  const vectors = new Map<number, Float32Array>();
  for (const { index, embedding } of data) {
    const length = Math.hypot(...embedding);
    if (!(length > 0 && Number.isFinite(length))) throw new Error('The endpoint gave a vector without direction');
    vectors.set(
      index,
      Float32Array.from(embedding, (value) => value / length),
    );
  }
  return Array.from({ length: count }, (_, index) => {
    const vector = vectors.get(index);
    if (!vector) throw new Error('The endpoint left a text out');
    return vector;
  });
}
