import { type Faq, type Glossary, noGlossary, type TenantId } from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';
import type { Embedding, SpokenText } from './embedding/create-embedding.ts';
import { freshen } from './fresh-texts.ts';
import { readKnownTerms } from './glossary/known-terms.ts';
import { withGlossary, withTerms } from './glossary/with-glossary.ts';
import { type AnswerModel, learn } from './learn.ts';
import { bytesOfModel } from './model-size.ts';

export interface ModelCacheDeps {
  readonly loadFaqs: (tenantId: TenantId) => Promise<readonly Faq[]>;
  /** The tenant's terms; without it no tenant has any. Whoever changes them raises the FAQs' version. */
  readonly loadGlossary?: (tenantId: TenantId) => Promise<Glossary>;
  /** Compares meanings too; without it words alone are compared. */
  readonly embedding?: Embedding;
  /** Told when a model could not be learnt anew behind the one that is served; must not throw. */
  readonly reportFailure?: (what: string, error: unknown) => void;
  /** How many tenants' models are kept (default 1,000), those asked last. */
  readonly maxTenants?: number;
  /** How many bytes all kept models may have together (default 512 MB). */
  readonly maxBytes?: number;
  /** How long customers wait at most for the first lesson of a tenant, from when it began (ms); 8,000 unless told. */
  readonly firstLessonMs?: number;
}

export interface ModelCache {
  /**
   * The tenant's model at a version or a newer one, as soon as the FAQs are loaded: what changed is served within
   * milliseconds by what was learnt before, and is learnt behind that. Where nothing was learnt yet, FAQs are found word for
   * word and by how like their texts a question is, and `learning` of the model is what to wait for; words are learnt first,
   * meanings behind them. Rejects as `loadFaqs` does; the next call tries again.
   */
  modelFor(tenantId: TenantId, faqsVersion: number): Promise<AnswerModel>;
  /** What the models' texts and questions are embedded by, where they are. */
  readonly embedding?: Embedding;
  /**
   * Learns FAQs as they were at another time, after what customers wait for, to be asked with a glossary; nothing of it is kept.
   * Rejects as `learn` does.
   */
  learnAside(faqs: readonly Faq[], glossary: Glossary): Promise<AnswerModel>;
  /** A question's sentence embedding, as the models compare it; undefined where there is none in time. Never rejects. */
  embed(tenantId: TenantId, question: SpokenText): Promise<Float32Array | undefined>;
  /** Resolves when no model is being learnt. */
  settled(): Promise<void>;
}

interface Kept {
  /** What was learnt last. */
  readonly learnt: AnswerModel;
  /** When learning was tried last, by the clock of `performance`. */
  readonly triedAt: number;
  /** The same brought to the FAQs as they are now. */
  readonly served: AnswerModel;
}

const MOST_TENANTS = 1_000;
const MOST_BYTES = 512 * 1024 * 1024;
/** How soon a model is learnt again that could not be learnt, or whose texts could not be embedded. */
const TRY_AGAIN_MS = 5 * 60_000;
/** The same where nothing could be learnt at all. */
const TRY_FIRST_AGAIN_MS = 30_000;
const FIRST_LESSON_MS = 8_000;

let nothingLearnt: Promise<AnswerModel> | undefined;

/** Keeps the models of the tenants that were asked last, as many as memory allows. */
export function createModelCache(deps: ModelCacheDeps): ModelCache {
  const maxBytes = deps.maxBytes ?? MOST_BYTES;
  const kept = new LRUCache<TenantId, Kept>({
    max: deps.maxTenants ?? MOST_TENANTS,
    maxSize: maxBytes,
    // A tenant larger than the whole cache is kept all the same, alone.
    sizeCalculation: ({ learnt }) => Math.min(maxBytes, bytesOfModel(learnt)),
  });
  const loading = new Map<TenantId, { readonly version: number; readonly model: Promise<AnswerModel> }>();
  const learning = new Map<TenantId, Promise<void>>();
  const firstLessons = new Map<TenantId, { readonly promise: Promise<void>; end(): void }>();
  const options = deps.embedding ? { embedding: deps.embedding } : {};

  function keep(tenantId: TenantId, next: Kept): void {
    const now = kept.peek(tenantId);
    if (!now || next.served.version >= now.served.version) kept.set(tenantId, next);
  }

  async function load(tenantId: TenantId, version: number): Promise<AnswerModel> {
    const [faqs, glossary] = await Promise.all([deps.loadFaqs(tenantId), deps.loadGlossary?.(tenantId)]);
    const before = kept.peek(tenantId);
    if (before && before.served.version >= version) return before.served;
    nothingLearnt ??= learn([], { version: 0 });
    const learnt = before?.learnt ?? (await nothingLearnt);
    const terms = await readKnownTerms(glossary ?? noGlossary, faqs, before?.served.terms);
    const fresh = withTerms(await freshen(learnt, faqs, version), terms);
    const served = withLearning(tenantId, fresh, learnt.faqs.length === 0);
    const triedAt = before?.triedAt ?? performance.now();
    keep(tenantId, served.fresh ? { learnt, triedAt, served } : { learnt: served, triedAt, served });
    if (served.fresh) learnBehind(tenantId);
    return served;
  }

  /** Where nothing is learnt yet, what to wait for: the first lesson, but not longer than told. */
  function withLearning(tenantId: TenantId, served: AnswerModel, isFirst: boolean): AnswerModel {
    if (!served.fresh || !(isFirst || firstLessons.has(tenantId))) return served;
    const first = firstLessons.get(tenantId) ?? beginFirstLesson(tenantId);
    const newest = () => {
      const now = kept.peek(tenantId)?.served;
      return now && now.version >= served.version ? now : served;
    };
    return { ...served, learning: first.promise.then(newest) };
  }

  function beginFirstLesson(tenantId: TenantId) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, deps.firstLessonMs ?? FIRST_LESSON_MS).unref();
    const end = () => {
      clearTimeout(timer);
      resolve();
      firstLessons.delete(tenantId);
    };
    const first = { promise, end };
    firstLessons.set(tenantId, first);
    return first;
  }

  /** Learns what is served, until that is what was learnt. */
  function learnBehind(tenantId: TenantId): void {
    if (learning.has(tenantId)) return;
    const caughtUp = catchUp(tenantId).then(
      () => {
        learning.delete(tenantId);
        firstLessons.get(tenantId)?.end();
        // A change may have come between the last look and here.
        if (kept.peek(tenantId)?.served.fresh) learnBehind(tenantId);
      },
      (error: unknown) => {
        learning.delete(tenantId);
        firstLessons.get(tenantId)?.end();
        const now = kept.peek(tenantId);
        if (now) kept.set(tenantId, { ...now, triedAt: performance.now() });
        deps.reportFailure?.('learning FAQs anew', error);
      },
    );
    learning.set(tenantId, caughtUp);
  }

  async function catchUp(tenantId: TenantId): Promise<void> {
    for (;;) {
      const before = kept.peek(tenantId);
      if (!before) return;
      const lesson = await nextLesson(before);
      const triedAt = performance.now();
      const now = kept.peek(tenantId);
      if (!now) return;
      const isNewest = now.served === before.served;
      const learnt = withTerms(lesson, now.served.terms);
      const served = isNewest ? learnt : await freshen(learnt, now.served.faqs, now.served.version);
      // Another change may have come while this one was read.
      if (kept.peek(tenantId)?.served !== now.served) continue;
      kept.set(tenantId, { learnt: served.fresh ? learnt : served, triedAt, served });
      firstLessons.get(tenantId)?.end();
      const lacksMeanings = isUnlearnt(before) && learnt.isIncomplete;
      if (!served.fresh && !lacksMeanings) return;
    }
  }

  /** Words come first, as they are learnt soonest; meanings are waited for by nobody. */
  async function nextLesson(before: Kept): Promise<AnswerModel> {
    const { served } = before;
    const { faqs, version } = served;
    if (!isUnlearnt(before)) {
      return learn(faqs, { version, ...options, ...(!served.fresh && { byWords: served }) });
    }
    const words = await learn(faqs, { version, isUrgent: true });
    return deps.embedding ? { ...words, isIncomplete: true } : words;
  }

  return {
    async modelFor(tenantId, faqsVersion) {
      const now = kept.get(tenantId);
      if (now && now.served.version >= faqsVersion) {
        const againMs = isUnlearnt(now) ? TRY_FIRST_AGAIN_MS : TRY_AGAIN_MS;
        const isOfAge = performance.now() - now.triedAt > againMs;
        if (isOfAge && (now.learnt.isIncomplete || now.served.fresh)) learnBehind(tenantId);
        return now.served;
      }
      const running = loading.get(tenantId);
      if (running && running.version >= faqsVersion) return running.model;
      const own = { version: faqsVersion, model: load(tenantId, faqsVersion) };
      loading.set(tenantId, own);
      try {
        return await own.model;
      } finally {
        if (loading.get(tenantId) === own) loading.delete(tenantId);
      }
    },
    ...options,
    learnAside: async (faqs, glossary) =>
      withGlossary(await learn(faqs, { version: 0, ...options, isTrial: true }), glossary),
    embed: async (tenantId, question) => deps.embedding?.ofQuestion(tenantId, question),
    async settled() {
      while (learning.size > 0) await Promise.all(learning.values());
    },
  };
}

function isUnlearnt({ learnt, served }: Kept): boolean {
  return learnt.faqs.length === 0 && served.fresh !== undefined;
}
