import {
  type FaqId,
  type FaqRecord,
  type FaqRevision,
  faqIdSchema,
  type TenantId,
  withoutNames,
} from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { docOf, recordOf } from './faq-documents.ts';
import { atRevision } from './faq-writes.ts';

/** The FAQ that an event or an action names, if any. */
export function faqIdsOf({ faqId }: Readonly<Record<string, unknown>>): FaqId[] {
  const parsed = faqIdSchema.safeParse(faqId);
  return parsed.success ? [parsed.data] : [];
}

/** What is to go: whole wordings, and names wherever they stand. */
export interface GoingWords {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

/** Takes people's words out of FAQs and their histories. What a tenant wrote itself stays. */
export interface WordsInFaqs {
  /** Of these FAQs alone: somebody else may have written the same words into another. */
  forget(tenantId: TenantId, faqIds: readonly FaqId[], going: GoingWords): Promise<void>;
}

export type FaqWordModels = Pick<Models, 'faqs' | 'faqrevisions' | 'curvemarks' | 'tenants'>;

export function createWordsInFaqs({ faqs, faqrevisions, curvemarks, tenants }: FaqWordModels): WordsInFaqs {
  async function forget(tenantId: TenantId, faqIds: readonly FaqId[], going: GoingWords) {
    for (const faqId of faqIds) {
      for (const revision of await faqrevisions.find({ tenantId, faqId }).lean()) {
        const state = withoutWords<FaqRevision['state']>(revision.state, going);
        await faqrevisions.updateOne({ tenantId, faqId, revision: revision.revision }, { $set: { state } });
      }
      // Somebody may be writing it at the same time.
      while (!(await forgetIn(tenantId, faqId, going)));
    }
    for (const { _id, faqs: touched } of await curvemarks.find({ tenantId, 'faqs.id': { $in: [...faqIds] } }).lean()) {
      await curvemarks.updateOne({ tenantId, _id }, { $set: { faqs: withoutWords(touched, going) } });
    }
    if (faqIds.length > 0) await tenants.updateOne({ tenantId }, { $inc: { faqsVersion: 1 } });
  }

  async function forgetIn(tenantId: TenantId, faqId: FaqId, going: GoingWords): Promise<boolean> {
    const doc = await faqs.findOne({ tenantId, _id: faqId }).lean();
    if (!doc) return true;
    const record = recordOf(doc);
    const { published, draft } = withoutWords({ published: record.published, draft: record.draft }, going);
    const cleaned: FaqRecord = { ...record, ...(published && { published }), ...(draft && { draft }) };
    const { _id, ...next } = docOf(cleaned);
    const { matchedCount } = await faqs.replaceOne(atRevision(tenantId, faqId, record.revision), { ...next, tenantId });
    return matchedCount === 1;
  }

  return { forget };
}

/** What people read; a name may be the same as what a field of another kind says. */
const PROSE = new Set('question answer variants label text note comment caption original category'.split(' '));

/** The same without texts that stand alone in a list, and with `…` for names, as whole words, in what is written. */
export function withoutWords<T>(value: T, going: GoingWords): T;
export function withoutWords(value: unknown, going: GoingWords): unknown {
  return cleaned(value, going, false);
}

function cleaned(value: unknown, going: GoingWords, isProse: boolean): unknown {
  if (typeof value === 'string') return isProse ? withoutNames(value, going.names) : value;
  if (Array.isArray(value)) {
    return value
      .filter((each) => typeof each !== 'string' || !going.texts.includes(each))
      .map((each: unknown) => cleaned(each, going, isProse));
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleaned(each, going, PROSE.has(key))]));
}
