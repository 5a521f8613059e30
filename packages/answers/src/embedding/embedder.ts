import type { Locale, TenantId } from '@answerdesk/domain';

/** For whom texts are embedded, and what for: a question goes before lessons, as a customer waits for it. */
export interface EmbeddingWork {
  readonly tenantId: TenantId;
  readonly purpose: 'question' | 'lesson';
  readonly signal?: AbortSignal;
}

/**
 * Turns texts into vectors of length 1 whose cosine says how alike the texts' meanings are. `embed` gives one vector for
 * each text, all of one size; it rejects when it cannot be done now, is too busy, or the signal is aborted (with its reason).
 */
export interface Embedder {
  /** Vectors are compared only with vectors of the same name. */
  readonly name: string;
  /** Whether texts of a language come out meaningful. */
  speaks(language: Locale): boolean;
  embed(texts: readonly string[], work: EmbeddingWork): Promise<readonly Float32Array[]>;
}
