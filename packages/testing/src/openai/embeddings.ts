import { z } from 'zod';

/** The request of POST /embeddings as it is published (the types of the package `openai` 7.57.0), with no other parameter. */
export const embeddingRequestSchema = z.strictObject({
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2_048)]),
  model: z.string().min(1),
  dimensions: z.int().min(1).optional(),
  encoding_format: z.literal('float').optional(),
  user: z.string().optional(),
});
export type EmbeddingRequest = z.infer<typeof embeddingRequestSchema>;

/** What an embedding model of the fake is like. */
export interface FakeEmbeddings {
  /** Models it has; `fake-embedding` unless told. */
  readonly models?: readonly string[];
  /** Numbers in a vector; 64 unless told. */
  readonly dimensions?: number;
  /** What a text means, as words: texts with the same words have the same vector. The text's own words unless told. */
  readonly meaningOf?: (text: string) => string;
}

/** The published answer; the vectors come last first, for nothing says that they come in order. */
export function embeddingsOf(request: EmbeddingRequest, { dimensions = 64, meaningOf }: FakeEmbeddings): object {
  const input = typeof request.input === 'string' ? [request.input] : request.input;
  const data = input.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: vectorOf((meaningOf ?? ((own: string) => own))(text), request.dimensions ?? dimensions),
  }));
  const tokens = input.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);
  return {
    object: 'list',
    data: data.reverse(),
    model: request.model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

/** Each word is a direction of its own, or nearly. */
function vectorOf(words: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0.01);
  for (const word of words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    let hash = 7;
    for (const character of word) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
    vector[hash % dimensions] = (vector[hash % dimensions] ?? 0) + 1;
  }
  return vector;
}
