import {
  type Faq,
  type FaqContent,
  type FaqId,
  type FaqRecord,
  type FaqRevision,
  isScheduleHeld,
  type TenantId,
} from '@answerdesk/domain';
import { servedOf } from '../workshop/change-faqs.ts';
import type { FaqWorkshopStore } from '../workshop/ports.ts';

/** Reads how all of a tenant's FAQs came to be what they are. */
export interface ServedHistory {
  /** Every revision, oldest first. */
  revisions(tenantId: TenantId): AsyncIterable<Omit<FaqRevision, 'tenantId'>>;
  /** The FAQs that have no history, as they are served. */
  listWithout(
    tenantId: TenantId,
    withHistory: ReadonlySet<FaqId>,
  ): Promise<{ readonly id: FaqId; readonly content: FaqContent }[]>;
}

export interface AsOfDeps {
  readonly history: ServedHistory;
  /** The FAQs that customers are served. */
  readonly listServed: (tenantId: TenantId) => Promise<readonly Faq[]>;
  readonly workshop: Pick<FaqWorkshopStore, 'listRows' | 'findMany'>;
  readonly now: () => Date;
}

const PAGE = 100;

/**
 * The FAQs that customers are served at a moment: in the past as they were published then, in the future as they are now, with
 * the drafts that are scheduled until then. Which of them are valid at that moment is for whoever asks to see. What an FAQ said
 * before its first noted change counts as having been there all along.
 */
export async function faqsAsOf(deps: AsOfDeps, tenantId: TenantId, at: Date): Promise<readonly Faq[]> {
  const now = deps.now();
  if (at < now) return faqsOfThen(deps.history, tenantId, at);
  const served = new Map((await deps.listServed(tenantId)).map((faq) => [faq.id, faq]));
  for (const { id, draft, createdAt, updatedAt } of await listScheduled(deps, tenantId, at)) {
    if (draft) served.set(id, { ...draft, id, tenantId, createdAt, updatedAt });
  }
  return inOrder([...served.values()]);
}

async function faqsOfThen(history: ServedHistory, tenantId: TenantId, at: Date): Promise<Faq[]> {
  const served = new Map<FaqId, FaqContent>();
  const known = new Set<FaqId>();
  for await (const { faqId, action, at: changedAt, state } of history.revisions(tenantId)) {
    const wasThereBefore = action === 'found' && !known.has(faqId);
    known.add(faqId);
    if (changedAt > at && !wasThereBefore) continue;
    const content = servedOf(state);
    if (content) served.set(faqId, content);
    else served.delete(faqId);
  }
  for (const { id, content } of await history.listWithout(tenantId, known)) served.set(id, content);
  return inOrder([...served].map(([id, content]) => ({ ...content, id, tenantId, createdAt: at, updatedAt: at })));
}

/** As they are loaded and learnt: by their ids. */
function inOrder(faqs: readonly Faq[]): Faq[] {
  return [...faqs].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Those whose drafts are published by themselves until a moment. */
async function listScheduled({ workshop, now }: AsOfDeps, tenantId: TenantId, until: Date): Promise<FaqRecord[]> {
  const found: FaqRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await workshop.listRows(tenantId, { validity: 'scheduled', cursor, limit: PAGE }, now());
    const records = await workshop.findMany(
      tenantId,
      page.items.map(({ id }) => id),
    );
    found.push(...records.filter((record) => isMeant(record, until)));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

function isMeant(record: FaqRecord, until: Date): boolean {
  return record.schedule !== undefined && record.schedule.at <= until && !isScheduleHeld(record);
}
