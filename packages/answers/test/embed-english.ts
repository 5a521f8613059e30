import { tenantIdSchema } from '@answerdesk/domain';
import { createEnglishEmbedder } from '../src/embedding/english/english-embedder.ts';
import type { Embeddings } from '../src/projection.ts';

const embedder = createEnglishEmbedder();
const tenantId = tenantIdSchema.parse('evaluation');
const TEXTS_AT_ONCE = 256;
const embedded = new Map<string, Float32Array>();

/** The English embeddings of texts, of length 1, and zeros for an empty text; each text is embedded once a process. */
export async function embedEnglish(texts: readonly string[]): Promise<Embeddings> {
  const missing = [...new Set(texts)].filter((text) => text !== '' && !embedded.has(text));
  for (let from = 0; from < missing.length; from += TEXTS_AT_ONCE) {
    const batch = missing.slice(from, from + TEXTS_AT_ONCE);
    const vectors = await embedder.embed(batch, { tenantId, purpose: 'lesson' });
    for (const [index, text] of batch.entries()) embedded.set(text, vectors[index] ?? new Float32Array());
  }
  const dimensions = embedded.values().next().value?.length ?? 0;
  const rows = new Float32Array(texts.length * dimensions);
  for (const [place, text] of texts.entries()) rows.set(embedded.get(text) ?? [], place * dimensions);
  return { dimensions, rows };
}
