import type { FaqCounts } from '@answerdesk/answers';
import type { FaqRow, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { FaqDoc } from '../faq-schemas.ts';
import { facetKeys } from './faq-search.ts';

/** What of each FAQ is counted. */
type Facets = Pick<FaqRow, 'status' | 'hasChanges' | 'category' | 'languages'> & { readonly isOutOfDate: boolean };

export interface FaqTally {
  readonly counts: FaqCounts;
  readonly categories: readonly { readonly name: string; readonly count: number }[];
  readonly languages: readonly string[];
}

interface Known {
  readonly facets: Map<string, Facets>;
  /** How many FAQs had ever been removed: what is gone is seen by this alone. */
  readonly removed: number;
  readonly readAt: number;
}

const MOST_TENANTS = 200;
/** How far the clocks of processes may be apart, and how long a write may take. */
const OVERLAP_MS = 5_000;

/**
 * Counts a tenant's FAQs by what they are. What was counted is kept, and each time only what changed since is read: a
 * count that a list shows beside it must not cost a walk over all FAQs.
 */
export function createFaqTally({ faqs, tenants }: Pick<Models, 'faqs' | 'tenants'>, now: () => number = Date.now) {
  const known = new Map<TenantId, Known>();
  const underway = new Map<TenantId, Promise<Known>>();

  async function readSince(tenantId: TenantId, byUpdate: string): Promise<FaqDoc[]> {
    const read = (key: string) =>
      faqs
        .find({ tenantId, searchKeys: key, byUpdate: { $gt: byUpdate } })
        .select({
          byUpdate: 1,
          'row.status': 1,
          'row.hasChanges': 1,
          'row.category': 1,
          'row.languages': 1,
          'row.outOfDate': 1,
        })
        .lean<FaqDoc[]>();
    return (await Promise.all([facetKeys.all, facetKeys.archived].map(read))).flat();
  }

  async function refresh(tenantId: TenantId): Promise<Known> {
    const removed = (await tenants.findOne({ tenantId }, { faqsRemoved: 1 }).lean())?.faqsRemoved ?? 0;
    const kept = known.get(tenantId);
    const at = now();
    const isKept = kept !== undefined && kept.removed === removed;
    const facets = isKept ? kept.facets : new Map<string, Facets>();
    const since = isKept ? new Date(kept.readAt - OVERLAP_MS).toISOString() : '';
    for (const { _id, row } of await readSince(tenantId, since)) if (row) facets.set(_id, facetsOf(row));
    const current = { facets, removed, readAt: at };
    known.delete(tenantId);
    known.set(tenantId, current);
    const [oldest] = known.keys();
    if (known.size > MOST_TENANTS && oldest) known.delete(oldest);
    return current;
  }

  return {
    async count(tenantId: TenantId): Promise<FaqTally> {
      const running = underway.get(tenantId) ?? refresh(tenantId).finally(() => underway.delete(tenantId));
      underway.set(tenantId, running);
      return tallyOf((await running).facets.values());
    },
  };
}

function facetsOf({ status, hasChanges, category, languages, outOfDate }: NonNullable<FaqDoc['row']>): Facets {
  return {
    status,
    hasChanges,
    languages,
    isOutOfDate: outOfDate.length > 0,
    ...(category !== undefined && { category }),
  };
}

function tallyOf(all: Iterable<Facets>): FaqTally {
  const counts = { all: 0, published: 0, draft: 0, changed: 0, outOfDate: 0, archived: 0 };
  const categories = new Map<string, number>();
  const languages = new Set<string>();
  for (const facets of all) {
    counts[facets.status] += 1;
    if (facets.status === 'archived') continue;
    counts.all += 1;
    if (facets.hasChanges) counts.changed += 1;
    if (facets.isOutOfDate) counts.outOfDate += 1;
    if (facets.category !== undefined) categories.set(facets.category, (categories.get(facets.category) ?? 0) + 1);
    for (const language of facets.languages) languages.add(language);
  }
  return {
    counts,
    categories: [...categories].map(([name, count]) => ({ name, count })).sort((a, b) => a.name.localeCompare(b.name)),
    languages: [...languages].sort(),
  };
}
