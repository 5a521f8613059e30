import { type EmbeddingSettings, type OpenEmbeddingDeps, openEmbedding } from './embedding/open-embedding.ts';
import { createModelCache, type ModelCache, type ModelCacheDeps } from './model-cache.ts';

export interface AnswerModelsDeps
  extends Pick<ModelCacheDeps, 'loadFaqs' | 'loadGlossary'>,
    Pick<OpenEmbeddingDeps, 'spend' | 'now'> {
  /** How meanings are compared; not at all where nothing is said. */
  readonly settings: EmbeddingSettings | undefined;
  /** How long a first question waits for what is learnt (ms); 8,000 unless told. */
  readonly firstLessonMs?: number | undefined;
  readonly log: {
    info(facts: Readonly<Record<string, unknown>>, what: string): void;
    error(facts: Readonly<Record<string, unknown>>, what: string): void;
  };
}

/** Makes the models of all tenants that a process answers from, as the settings say. One for a process is enough. */
export function openAnswerModels({
  loadFaqs,
  loadGlossary,
  settings = { kind: 'off' },
  firstLessonMs,
  log,
  ...deps
}: AnswerModelsDeps): ModelCache {
  const embedding = openEmbedding(settings, {
    ...deps,
    note: (why) => log.info({ why }, 'questions are compared by their words alone'),
  });
  return createModelCache({
    loadFaqs,
    ...(loadGlossary && { loadGlossary }),
    ...(embedding && { embedding }),
    ...(firstLessonMs !== undefined && { firstLessonMs }),
    reportFailure: (what, error) => log.error({ err: error }, `${what} failed`),
  });
}
