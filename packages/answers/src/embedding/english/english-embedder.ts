import { existsSync } from 'node:fs';
import { languageOf } from '@answerdesk/domain';
import type { Embedder } from '../embedder.ts';
import { createEmbeddingThread } from '../embedding-thread.ts';

/**
 * Makes the embedder that comes with the product: the Universal Sentence Encoder lite, from the weights in node_modules, never
 * from the network. It knows English alone.
 */
export function createEnglishEmbedder(): Embedder {
  return {
    name: 'universal-sentence-encoder-lite-en-1',
    speaks: (language) => languageOf(language) === 'en',
    embed: createEmbeddingThread({ entry: workerEntry() }),
  };
}

/** From source the thread is a TypeScript file beside this one, in a bundle a script beside the bundle, if it is there. */
function workerEntry(): URL | undefined {
  if (!import.meta.url.endsWith('.js')) return new URL('./english-worker.ts', import.meta.url);
  const bundled = new URL('./embedding-worker.js', import.meta.url);
  return existsSync(bundled) ? bundled : undefined;
}
