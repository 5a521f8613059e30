import type { FaqQuery, FaqWorkshopStore } from '@answerdesk/answers';
import { type FaqRow, type TenantId, workingContent } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { FaqDoc } from '../faq-schemas.ts';
import { recordOf } from './faq-documents.ts';
import { createFaqTally } from './faq-facets.ts';
import { facetKeys, listingOf, readSearch } from './faq-search.ts';
import { atRevision, createFaqWriter } from './faq-writes.ts';

const MOST_PREPARED = 10_000;
const PREPARED_AT_ONCE = 500;

/** Fills the workshop's port. */
export function createFaqWorkshopStore({ faqs, tenants }: Pick<Models, 'faqs' | 'tenants'>): FaqWorkshopStore {
  const prepared = new Set<TenantId>();
  const tally = createFaqTally({ faqs, tenants });
  const write = createFaqWriter(faqs);

  /** FAQs from before there were lists are brought into them, the first time somebody looks. */
  async function prepare(tenantId: TenantId): Promise<void> {
    if (prepared.has(tenantId)) return;
    for (;;) {
      const docs = await faqs.find({ tenantId, byQuestion: null }).limit(PREPARED_AT_ONCE).lean();
      for (const doc of docs) {
        const record = recordOf(doc);
        await faqs.updateOne(atRevision(tenantId, doc._id, record.revision), {
          $set: listingOf(record, record.updatedAt),
        });
      }
      if (docs.length < PREPARED_AT_ONCE) break;
    }
    if (prepared.size >= MOST_PREPARED) prepared.clear();
    prepared.add(tenantId);
  }

  return {
    async find(tenantId, faqId) {
      const doc = await faqs.findOne({ tenantId, _id: faqId }).lean();
      return doc ? recordOf(doc) : undefined;
    },
    async findMany(tenantId, faqIds) {
      const docs = await faqs.find({ tenantId, _id: { $in: faqIds } }).lean();
      return docs.map(recordOf);
    },
    write,
    async remove(tenantId, removed) {
      const ids = await Promise.all(
        removed.map(async ({ id, revision }) => {
          const { deletedCount } = await faqs.deleteOne(atRevision(tenantId, id, revision));
          return deletedCount === 1 ? [id] : [];
        }),
      );
      await tenants.updateOne({ tenantId }, { $inc: { faqsRemoved: 1 } });
      return ids.flat();
    },
    async listRows(tenantId, query, now) {
      await prepare(tenantId);
      const wanted = filterOf(query, now);
      if (!wanted) return { items: [] };
      const isNewestFirst = query.sort !== 'question';
      const order = isNewestFirst ? 'byUpdate' : 'byQuestion';
      const docs = await faqs
        .find({
          ...wanted,
          tenantId,
          ...(query.cursor !== undefined && { [order]: { [isNewestFirst ? '$lt' : '$gt']: query.cursor } }),
        })
        .select({ row: 1, revision: 1, [order]: 1 })
        .sort({ [order]: isNewestFirst ? -1 : 1 })
        .limit(query.limit + 1)
        .lean<FaqDoc[]>();
      const shown = docs.slice(0, query.limit);
      const next = docs.length > query.limit ? shown.at(-1)?.[order] : undefined;
      return { items: shown.flatMap(rowOf), ...(next !== undefined && { nextCursor: next }) };
    },
    async count(tenantId) {
      await prepare(tenantId);
      return (await tally.count(tenantId)).counts;
    },
    async listCategories(tenantId) {
      await prepare(tenantId);
      return [...(await tally.count(tenantId)).categories];
    },
    async listLanguages(tenantId) {
      await prepare(tenantId);
      return [...(await tally.count(tenantId)).languages];
    },
    async listKeys(tenantId) {
      const docs = await faqs
        .find(
          { tenantId, archivedAt: null },
          { revision: 1, question: 1, locale: 1, 'draft.question': 1, 'draft.locale': 1 },
        )
        .lean<FaqDoc[]>();
      return docs.map(({ _id, revision = 0, question, locale, draft }) => ({
        id: _id,
        revision,
        contents: [
          ...(draft ? [draft] : []),
          ...(question === undefined ? [] : [{ question, ...(locale !== undefined && { locale }) }]),
        ],
      }));
    },
    async listPublished(tenantId) {
      const docs = await faqs
        .find({ tenantId, archivedAt: null, question: { $exists: true } }, { row: 0, searchKeys: 0, searchText: 0 })
        .sort({ _id: 1 })
        .lean<FaqDoc[]>();
      return docs.map(recordOf);
    },
    async listContents(tenantId) {
      const docs = await faqs
        .find({ tenantId, archivedAt: null }, { row: 0, searchKeys: 0, searchText: 0 })
        .sort({ _id: 1 })
        .lean<FaqDoc[]>();
      return docs.map((doc) => workingContent(recordOf(doc)));
    },
    async raiseVersion(tenantId) {
      await tenants.updateOne({ tenantId }, { $inc: { faqsVersion: 1 } });
    },
    async noteRecategorised(tenantId) {
      const ruled = { tenantId, 'settings.tags.rules.conditions.kind': 'category' };
      const begin = () => tenants.updateOne({ ...ruled, taggedTo: null }, { $set: { taggedTo: '' } });
      if ((await begin()).matchedCount > 0) return;
      // A round that is under way goes on to its end, however often there is a next one to come.
      const next = await tenants.updateOne({ ...ruled, taggedTo: { $exists: true } }, { $set: { tagsAgain: true } });
      // It ended just now; one that began since sees what changed.
      if (next.matchedCount === 0) await begin();
    },
    async listPersonOnlyCategories(tenantId) {
      return (await tenants.findOne({ tenantId }, { personOnlyCategories: 1 }).lean())?.personOnlyCategories ?? [];
    },
    async setPersonOnlyCategories(tenantId, categories) {
      await tenants.updateOne({ tenantId }, { $set: { personOnlyCategories: [...categories] } });
    },
  };
}

function rowOf({ _id, revision = 0, row }: Pick<FaqDoc, '_id' | 'revision' | 'row'>): FaqRow[] {
  return row ? [{ ...row, id: _id, revision }] : [];
}

/** What a query's documents have: one key that an index walks in order, and the rest, which each of them is asked. */
function filterOf(query: FaqQuery, now: Date): Readonly<Record<string, unknown>> | undefined {
  const words = query.search?.trim() ? readSearch(query.search) : { key: undefined, patterns: [] };
  if (!words) return undefined;
  const isArchive = query.status === 'archived';
  const key = isArchive ? facetKeys.archived : (words.key ?? keyOf(query));
  return {
    // An order by question has an index of its own; few enough are found by words to be put in order.
    ...(query.sort === 'question' && words.key === undefined && !isArchive && key === facetKeys.all
      ? { 'row.status': { $ne: 'archived' } }
      : { searchKeys: key }),
    ...(query.status !== undefined && { 'row.status': query.status }),
    ...(query.hasChanges !== undefined && { 'row.hasChanges': query.hasChanges }),
    ...(query.category !== undefined && { 'row.category': query.category }),
    ...(query.language !== undefined && { 'row.languages': query.language }),
    ...(query.isOutOfDate !== undefined && { 'row.outOfDate.0': { $exists: query.isOutOfDate } }),
    ...(words.patterns.length > 0 && { $and: words.patterns.map((pattern) => ({ searchText: pattern })) }),
    ...validityFilter(query.validity, now),
  };
}

function keyOf(query: FaqQuery): string {
  if (query.isOutOfDate) return facetKeys.outOfDate;
  if (query.hasChanges) return facetKeys.changed;
  if (query.category !== undefined) return facetKeys.category(query.category);
  if (query.validity === 'expired') return facetKeys.ends;
  if (query.validity === 'upcoming') return facetKeys.begins;
  if (query.validity === 'scheduled') return facetKeys.scheduled;
  if (query.status === 'draft') return facetKeys.status('draft');
  if (query.language !== undefined) return facetKeys.language(query.language);
  return query.status ? facetKeys.status(query.status) : facetKeys.all;
}

function validityFilter(validity: FaqQuery['validity'], now: Date): Readonly<Record<string, unknown>> {
  switch (validity) {
    case 'upcoming':
      return { 'row.validFrom': { $gt: now } };
    case 'expired':
      return { 'row.validUntil': { $lte: now } };
    case 'scheduled':
      return { 'row.scheduledAt': { $exists: true } };
    case 'now':
      return { 'row.validFrom': { $not: { $gt: now } }, 'row.validUntil': { $not: { $lte: now } } };
    default:
      return {};
  }
}
