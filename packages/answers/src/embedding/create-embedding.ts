import { createHash } from 'node:crypto';
import type { Locale, TenantId } from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';
import type { Embeddings } from '../projection.ts';
import type { Embedder } from './embedder.ts';
import { shortenVector } from './shorten-vector.ts';
import { untilAborted } from './until-aborted.ts';

export interface SpokenText {
  readonly text: string;
  readonly language: Locale;
}

/** `nothing-spoken`: no text is in a language that the embedder speaks. */
export type EmbeddedTexts = Embeddings | 'nothing-spoken' | 'failed';

/** What the engine asks of embeddings; whatever fails, it goes on without them, so nothing here rejects. */
export interface Embedding {
  /** Whether anything can be embedded in a language. */
  speaks(language: Locale): boolean;
  /** A question's vector; undefined where there is none in time. */
  ofQuestion(tenantId: TenantId, question: SpokenText): Promise<Float32Array | undefined>;
  /** Makes the vectors of questions that nobody waits for, for `ofQuestion` to find; false where that failed. */
  prepareQuestions(tenantId: TenantId, questions: readonly SpokenText[]): Promise<boolean>;
  /** The vectors of the texts in languages that the embedder speaks; those of what is only tried out are kept beside the lesson's. */
  ofTexts(tenantId: TenantId, texts: readonly SpokenText[], keptAs?: 'lesson' | 'trial'): Promise<EmbeddedTexts>;
  /** The same for texts that are no tenant's own: made once for all tenants, for whoever asks first, and kept. */
  ofSharedTexts(tenantId: TenantId, texts: readonly SpokenText[]): Promise<EmbeddedTexts>;
}

export interface EmbeddingOptions {
  readonly embedder: Embedder;
  /** How long a question's vector is waited for (ms); 150 unless told. */
  readonly questionMs?: number;
  /** How many bytes of vectors of tenants' lessons are kept, and of questions at most; 128 MB and 16 MB unless told. */
  readonly mostBytes?: number;
  /** Told what failed, once for each cause; must not throw. */
  readonly note?: (why: string) => void;
}

const QUESTION_MS = 150;
const MOST_BYTES = 128 * 1024 * 1024;
const MOST_QUESTION_BYTES = 16 * 1024 * 1024;
const KEY_BYTES = 64;
const FLOAT_BYTES = 4;
/** Texts handed over at a time: more only wait in line. */
const TEXTS_AT_ONCE = 256;

/**
 * Puts an embedder to use: a tenant's last lesson is kept as a whole, so that learning anew embeds only what is new; questions
 * wait no longer than told, failures cost nothing.
 */
export function createEmbedding({
  embedder,
  questionMs = QUESTION_MS,
  mostBytes = MOST_BYTES,
  note = () => {},
}: EmbeddingOptions): Embedding {
  const bytesOf = (vector: Float32Array) => KEY_BYTES + vector.length * FLOAT_BYTES;
  const kept = new LRUCache<string, Float32Array>({
    maxSize: Math.min(mostBytes, MOST_QUESTION_BYTES),
    sizeCalculation: bytesOf,
  });
  const lessons = new LRUCache<string, ReadonlyMap<string, Float32Array>>({
    maxSize: mostBytes,
    sizeCalculation: (vectors) =>
      Math.max(
        1,
        [...vectors.values()].reduce((sum, vector) => sum + bytesOf(vector), 0),
      ),
  });
  const shared = new Map<readonly SpokenText[], Promise<EmbeddedTexts>>();
  const noted = new Set<string>();
  const failed = (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    if (noted.has(why)) return;
    noted.add(why);
    note(why);
  };

  const knownOf = (tenantId: TenantId, name: string) =>
    lessons.get(tenantId)?.get(name) ?? lessons.get(trialOf(tenantId))?.get(name) ?? kept.get(name);

  /** The vectors of texts by their names; those that are not known yet are made. */
  async function embed(tenantId: TenantId, texts: readonly string[], signal?: AbortSignal) {
    const byName = new Map(texts.map((text) => [nameOf(tenantId, text), text]));
    const vectors = new Map<string, Float32Array>();
    for (const name of byName.keys()) {
      const vector = knownOf(tenantId, name);
      if (vector) vectors.set(name, vector);
    }
    const missing = [...byName].filter(([name]) => !vectors.has(name));
    const made = await embedder.embed(
      missing.map(([, text]) => text),
      { tenantId, purpose: signal ? 'question' : 'lesson', ...(signal && { signal }) },
    );
    for (const [index, [name]] of missing.entries()) {
      const vector = made[index];
      if (!vector) throw new Error('The embedder left a text out');
      vectors.set(name, shortenVector(vector));
    }
    return vectors;
  }

  async function ofTexts(
    tenantId: TenantId,
    texts: readonly SpokenText[],
    lesson?: Map<string, Float32Array>,
  ): Promise<EmbeddedTexts> {
    const spoken = texts.flatMap(({ text, language }, place) => (embedder.speaks(language) ? [{ text, place }] : []));
    if (spoken.length === 0) return 'nothing-spoken';
    try {
      let embedded: Embeddings | undefined;
      for (let from = 0; from < spoken.length; from += TEXTS_AT_ONCE) {
        const some = spoken.slice(from, from + TEXTS_AT_ONCE);
        const vectors = await embed(
          tenantId,
          some.map(({ text }) => text),
        );
        for (const { text, place } of some) {
          const name = nameOf(tenantId, text);
          const vector = vectors.get(name);
          if (!vector) continue;
          embedded ??= { dimensions: vector.length, rows: new Float32Array(texts.length * vector.length) };
          if (vector.length !== embedded.dimensions) throw new Error('The vectors are of two sizes');
          embedded.rows.set(vector, place * embedded.dimensions);
          lesson?.set(name, vector);
        }
      }
      return embedded ?? 'failed';
    } catch (error) {
      failed(error);
      return 'failed';
    }
  }

  /** What was embedded of a lesson stays for the next, also where the rest of it failed. */
  async function ofLesson(
    tenantId: TenantId,
    texts: readonly SpokenText[],
    keptAs: 'lesson' | 'trial' = 'lesson',
  ): Promise<EmbeddedTexts> {
    const key = keptAs === 'lesson' ? tenantId : trialOf(tenantId);
    const lesson = new Map<string, Float32Array>();
    const embedded = await ofTexts(tenantId, texts, lesson);
    const before = embedded === 'failed' ? lessons.get(key) : undefined;
    lessons.set(key, before ? new Map([...before, ...lesson]) : lesson);
    return embedded;
  }

  return {
    speaks: (language) => embedder.speaks(language),
    async ofQuestion(tenantId, { text, language }) {
      if (!embedder.speaks(language)) return undefined;
      const name = nameOf(tenantId, text);
      const known = knownOf(tenantId, name);
      if (known) return known;
      const signal = AbortSignal.timeout(questionMs);
      try {
        const vector = (await untilAborted(embed(tenantId, [text], signal), signal)).get(name);
        if (vector) kept.set(name, vector);
        return vector;
      } catch (error) {
        if (!signal.aborted) failed(error);
        return undefined;
      }
    },
    async prepareQuestions(tenantId, questions) {
      const texts = questions.flatMap(({ text, language }) => (embedder.speaks(language) ? [text] : []));
      try {
        for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) {
          const vectors = await embed(tenantId, texts.slice(from, from + TEXTS_AT_ONCE));
          for (const [name, vector] of vectors) kept.set(name, vector);
        }
        return true;
      } catch (error) {
        failed(error);
        return false;
      }
    },
    ofTexts: ofLesson,
    async ofSharedTexts(tenantId, texts) {
      const known = shared.get(texts) ?? ofTexts(tenantId, texts);
      shared.set(texts, known);
      const embedded = await known;
      if (embedded === 'failed') shared.delete(texts);
      return embedded;
    },
  };

  function trialOf(tenantId: TenantId): string {
    return `${tenantId} trial`;
  }

  function nameOf(tenantId: TenantId, text: string): string {
    return createHash('sha256').update(`${embedder.name}\n${tenantId}\n${text}`).digest('base64url');
  }
}
