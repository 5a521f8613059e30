import { createHash } from 'node:crypto';
import type { Faq, Glossary, TenantId } from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';
import type { AnswerModel } from '../learn.ts';
import { type AsOfDeps, faqsAsOf } from './faqs-as-of.ts';

export interface ModelAsOfDeps extends AsOfDeps {
  /** The version that the tenant's FAQs are at; it rises before and after whatever changes what is served. */
  readonly findVersion: (tenantId: TenantId) => Promise<number>;
  /** Learns FAQs, and by which terms questions are read, behind what serves customers. */
  readonly learn: (faqs: readonly Faq[], glossary: Glossary) => Promise<AnswerModel>;
  readonly findGlossary: (tenantId: TenantId) => Promise<Glossary>;
}

/** What answers as of a moment, and the FAQs that it answers with. */
export interface AsOf {
  readonly model: AnswerModel;
  readonly faqs: readonly Faq[];
}

export type ModelAsOf = (tenantId: TenantId, at: Date) => Promise<AsOf>;

const MOST_KEPT = 8;
const KEPT_MS = 10 * 60_000;

/**
 * Makes what answers as of a moment: the FAQs of then (`faqsAsOf`) learnt as they are learnt for customers, read by the tenant's
 * terms of now. What was read is kept for a while as long as the tenant's FAQs are at the same version (what is scheduled is read
 * each time), what was learnt as long as the FAQs of that moment stay what they are.
 */
export function createModelAsOf(deps: ModelAsOfDeps): ModelAsOf {
  const read = keepLast<readonly Faq[]>();
  const lessons = keepLast<AnswerModel>();
  const marks = new WeakMap<readonly Faq[], string>();
  const markOf = (faqs: readonly Faq[]) => {
    const known = marks.get(faqs);
    if (known !== undefined) return known;
    const mark = digestOf(faqs.map(({ createdAt: _made, updatedAt: _changed, ...faq }) => faq));
    marks.set(faqs, mark);
    return mark;
  };

  async function readAsOf(tenantId: TenantId, at: Date): Promise<readonly Faq[]> {
    const version = `${tenantId} ${await deps.findVersion(tenantId)}`;
    if (at < deps.now()) return read(`${version} ${at.toISOString()}`, () => faqsAsOf(deps, tenantId, at));
    const listServed = () => read(version, () => deps.listServed(tenantId));
    return faqsAsOf({ ...deps, listServed }, tenantId, at);
  }

  return async (tenantId, at) => {
    const [faqs, glossary] = await Promise.all([readAsOf(tenantId, at), deps.findGlossary(tenantId)]);
    const key = digestOf([tenantId, glossary, markOf(faqs)]);
    return { model: await lessons(key, () => deps.learn(faqs, glossary)), faqs };
  };
}

/** Keeps what was made last, by its key; what fails is made again. */
function keepLast<Made>(): (key: string, make: () => Promise<Made>) => Promise<Made> {
  const kept = new LRUCache<string, { readonly made: Promise<Made> }>({ max: MOST_KEPT, ttl: KEPT_MS });
  return (key, make) => {
    const known = kept.get(key);
    if (known) return known.made;
    const begun = { made: make() };
    kept.set(key, begun);
    begun.made.catch(() => {
      if (kept.peek(key) === begun) kept.delete(key);
    });
    return begun.made;
  };
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
