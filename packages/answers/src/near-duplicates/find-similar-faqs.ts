import { type Faq, type FaqId, type Locale, languageOf, type TenantId } from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';
import { essenceOf } from '../normalise.ts';
import { buildTextIndex, findLike, type TextIndex } from './text-index.ts';

/** A published FAQ that asks the same, or much the same, as what is being written. */
export interface SimilarFaq {
  readonly id: FaqId;
  readonly question: string;
  readonly answer: string;
  /** The question or variant of it, and the one being written, that are alike. */
  readonly matched: string;
  readonly written: string;
  readonly kind: 'same' | 'similar';
  /** 0–1. */
  readonly likeness: number;
  /** It asks the same in the same language and answers otherwise: customers would get either. */
  readonly isContradiction: boolean;
}

export interface WrittenFaq {
  readonly question: string;
  readonly variants: readonly string[];
  readonly answer?: string | undefined;
  readonly locale?: Locale | undefined;
  /** The FAQ being written, when it is published already. */
  readonly exceptId?: FaqId | undefined;
}

export interface SimilarFaqsDeps {
  readonly loadFaqs: (tenantId: TenantId) => Promise<readonly Faq[]>;
  readonly findVersion: (tenantId: TenantId) => Promise<number>;
  /** How long (default 30 ms) a call waits for FAQs that just changed before it answers from those known. */
  readonly patienceMs?: number;
}

export type FindSimilarFaqs = (tenantId: TenantId, written: WrittenFaq) => Promise<SimilarFaq[]>;

interface KnownFaqs {
  readonly version: number;
  readonly faqs: readonly Faq[];
  readonly texts: readonly { readonly text: string; readonly faq: Faq }[];
  readonly index: TextIndex;
}

const SIMILAR = 0.6;
const NEARLY_SAME = 0.75;
const MOST_SIMILAR = 5;
const MOST_TEXTS_ASKED = 30;
const MOST_VARIANTS_KNOWN = 50;
const MOST_TENANTS = 100;
const MOST_TEXTS = 500_000;
const PATIENCE_MS = 30;

/** Makes the search for FAQs like one being written; what it knows of a tenant is kept until the FAQ version moves. */
export function createFindSimilarFaqs(deps: SimilarFaqsDeps): FindSimilarFaqs {
  const known = new LRUCache<TenantId, KnownFaqs>({
    max: MOST_TENANTS,
    maxSize: MOST_TEXTS,
    sizeCalculation: ({ texts }) => Math.min(MOST_TEXTS, 1 + texts.length),
  });
  const underway = new Map<TenantId, { readonly version: number; readonly learning: Promise<KnownFaqs> }>();

  async function learn(tenantId: TenantId, version: number): Promise<KnownFaqs> {
    const faqs = await deps.loadFaqs(tenantId);
    const texts = faqs.flatMap((faq) =>
      [faq.question, ...faq.variants.slice(0, MOST_VARIANTS_KNOWN)].map((text) => ({ text, faq })),
    );
    const index = await buildTextIndex(
      texts.map(({ text }) => text),
      known.get(tenantId)?.index,
    );
    const learnt = { version, faqs, texts, index };
    known.set(tenantId, learnt);
    return learnt;
  }

  async function knownFaqs(tenantId: TenantId): Promise<KnownFaqs> {
    const version = await deps.findVersion(tenantId);
    const kept = known.get(tenantId);
    if (kept && kept.version >= version) return kept;
    const running = underway.get(tenantId);
    const learning = running && running.version >= version ? running.learning : learn(tenantId, version);
    if (learning !== running?.learning) {
      underway.set(tenantId, { version, learning });
      const forget = () => {
        if (underway.get(tenantId)?.learning === learning) underway.delete(tenantId);
      };
      learning.then(forget, forget);
    }
    return kept ? soonOr(learning, kept, deps.patienceMs ?? PATIENCE_MS) : learning;
  }

  return async (tenantId, written) => similarIn(await knownFaqs(tenantId), written);
}

function similarIn({ texts, index }: KnownFaqs, written: WrittenFaq): SimilarFaq[] {
  const best = new Map<FaqId, SimilarFaq>();
  for (const text of [written.question, ...written.variants].slice(0, MOST_TEXTS_ASKED)) {
    for (const { place, likeness, isSame } of findLike(index, text, SIMILAR, 4 * MOST_SIMILAR)) {
      const found = texts[place];
      if (!found || found.faq.id === written.exceptId) continue;
      if ((best.get(found.faq.id)?.likeness ?? 0) >= likeness) continue;
      best.set(found.faq.id, {
        id: found.faq.id,
        question: found.faq.question,
        answer: found.faq.answer,
        matched: found.text,
        written: text,
        kind: isSame ? 'same' : 'similar',
        likeness: Number(likeness.toFixed(3)),
        isContradiction: likeness >= NEARLY_SAME && contradicts(found.faq, written),
      });
    }
  }
  return [...best.values()].sort((a, b) => b.likeness - a.likeness).slice(0, MOST_SIMILAR);
}

function contradicts(faq: Faq, { answer, locale }: WrittenFaq): boolean {
  if (answer === undefined || answer.trim() === '') return false;
  const isOneLanguage = !faq.locale || !locale || languageOf(faq.locale) === languageOf(locale);
  return isOneLanguage && essenceOf(answer) !== essenceOf(faq.answer);
}

async function soonOr<T>(work: Promise<T>, otherwise: T, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), patienceMs);
  });
  try {
    return await Promise.race([work, patience]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}
