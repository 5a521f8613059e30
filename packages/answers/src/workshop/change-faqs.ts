import { isDeepStrictEqual } from 'node:util';
import {
  DomainError,
  type FaqAction,
  type FaqContent,
  type FaqId,
  type FaqRecord,
  type FaqRevision,
  type FaqSchedule,
  type TenantId,
} from '@answerdesk/domain';
import type { WorkshopDeps } from './ports.ts';

/** What a change leaves of an FAQ. */
export type FaqState = FaqRevision['state'];

/** An FAQ before a change (none: it is made) and what is to become of it. */
export interface FaqChange {
  readonly id: FaqId;
  readonly before: FaqRecord | undefined;
  readonly state: FaqState;
  /** Sets a time for the draft, or takes it away (`null`); without it the time stays with the draft. */
  readonly schedule?: FaqSchedule | null;
  /** Takes back that somebody looked it through, unless `state` says when. */
  readonly isUnreviewed?: boolean;
}

export interface ChangeContext {
  readonly action: FaqAction;
  readonly by: string;
  /** Whoever calls raises the version, once for many calls. */
  readonly isVersionRaisedElsewhere?: true;
}

/** An FAQ that was changed, and the revision it is at now: enough to undo the change. */
export interface ChangedFaq {
  readonly id: FaqId;
  readonly revision: number;
}

/** What came of changing many: `unchanged` needed nothing, or somebody else changed it meanwhile; `missing` are not there. */
export interface BulkResult {
  readonly changed: readonly ChangedFaq[];
  readonly unchanged: readonly FaqId[];
  readonly missing: readonly FaqId[];
}

const AT_ONCE = 50;

/**
 * Stores changes, each only if nobody changed its FAQ since `before` was read, and notes each in the history; returns
 * the records in the order of the changes, undefined where somebody else was first. The version that answers are learnt
 * at rises once before and once after, and only when something that is served changes. Where an FAQ has another category
 * since, customers who are tagged by it are judged anew.
 */
export async function changeFaqs(
  deps: WorkshopDeps,
  tenantId: TenantId,
  changes: readonly FaqChange[],
  context: ChangeContext,
): Promise<(FaqRecord | undefined)[]> {
  const isServedChanged =
    !context.isVersionRaisedElsewhere &&
    changes.some(({ before, state }) => !isDeepStrictEqual(before && servedOf(before), servedOf(state)));
  // Answers that were given count by the category that their FAQ has now; one that was never published gave none.
  const isRecategorised = changes.some(
    ({ before, state }) => before?.published && before.published.category !== state.published?.category,
  );
  if (isServedChanged) await deps.faqs.raiseVersion(tenantId);
  const written: (FaqRecord | undefined)[] = [];
  for (let from = 0; from < changes.length; from += AT_ONCE) {
    const group = changes.slice(from, from + AT_ONCE);
    written.push(...(await Promise.all(group.map((change) => changeOne(deps, tenantId, change, context)))));
  }
  if (isServedChanged) await deps.faqs.raiseVersion(tenantId);
  if (isRecategorised) await deps.faqs.noteRecategorised(tenantId);
  return written;
}

/**
 * Reads FAQs and changes each as `next` says (undefined: it stays). Throws DomainError `not-found` when none of them
 * is there.
 */
export async function changeMany(
  deps: WorkshopDeps,
  tenantId: TenantId,
  faqIds: readonly FaqId[],
  next: (record: FaqRecord) => FaqState | undefined,
  context: ChangeContext,
): Promise<BulkResult> {
  const wanted = [...new Set(faqIds)];
  const records = await deps.faqs.findMany(tenantId, wanted);
  if (records.length === 0) throw notFound();
  const found = new Set(records.map(({ id }) => id));
  const changes = records.flatMap((record) => {
    const state = next(record);
    return state ? [{ id: record.id, before: record, state }] : [];
  });
  const written = await changeFaqs(deps, tenantId, changes, context);
  const changed = written.flatMap((record) => (record ? [{ id: record.id, revision: record.revision }] : []));
  const done = new Set(changed.map(({ id }) => id));
  return {
    changed,
    unchanged: records.map(({ id }) => id).filter((id) => !done.has(id)),
    missing: wanted.filter((id) => !found.has(id)),
  };
}

/** An FAQ by its id. Throws DomainError `not-found`, whether it is another tenant's or nobody's. */
export async function findFaq(deps: Pick<WorkshopDeps, 'faqs'>, tenantId: TenantId, faqId: FaqId): Promise<FaqRecord> {
  const record = await deps.faqs.find(tenantId, faqId);
  if (!record) throw notFound();
  return record;
}

/** A state of the parts that are there. */
export function stateOf(
  published: FaqContent | undefined,
  draft: FaqContent | undefined,
  archivedAt: Date | undefined,
): FaqState {
  return { ...(published && { published }), ...(draft && { draft }), ...(archivedAt && { archivedAt }) };
}

export function notFound(): DomainError {
  return new DomainError('not-found', 'There is no such FAQ.');
}

/** What customers are served of an FAQ in a state. */
export function servedOf({ published, archivedAt }: FaqState): FaqContent | undefined {
  return archivedAt ? undefined : published;
}

async function changeOne(
  deps: WorkshopDeps,
  tenantId: TenantId,
  { id, before, state, schedule: wanted, isUnreviewed = false }: FaqChange,
  { action, by }: ChangeContext,
): Promise<FaqRecord | undefined> {
  const at = deps.now();
  const isPublishedAnew = state.published && !isDeepStrictEqual(before?.published, state.published);
  const publishedAt = isPublishedAnew ? at : before?.publishedAt;
  const publishedBy = isPublishedAnew ? by : before?.publishedBy;
  const schedule = state.draft && !state.archivedAt ? (wanted === undefined ? before?.schedule : wanted) : undefined;
  const reviewedAt = state.reviewedAt ?? (isUnreviewed ? undefined : before?.reviewedAt);
  const createdBy = before ? before.createdBy : by;
  const after: FaqRecord = {
    id,
    tenantId,
    revision: (before?.revision ?? 0) + 1,
    ...stateOf(state.published, state.draft, state.archivedAt),
    ...(schedule && { schedule }),
    ...(reviewedAt && { reviewedAt }),
    ...(publishedAt && { publishedAt }),
    ...(publishedBy !== undefined && { publishedBy }),
    createdAt: before?.createdAt ?? at,
    ...(createdBy !== undefined && { createdBy }),
    updatedAt: at,
    updatedBy: by,
  };
  // A process that died before it noted the last change left a gap; what is about to be replaced fills it.
  if (before) await deps.revisions.add(tenantId, [revisionOf(before, 'found')]);
  if (!(await deps.faqs.write(tenantId, after, before?.revision))) return undefined;
  const { reason, answersGap } = deps;
  const why = { ...(reason !== undefined && { reason }), ...(answersGap && { answersGap }) };
  await deps.revisions.add(tenantId, [{ ...revisionOf(after, action), ...why }]);
  return after;
}

function revisionOf(record: FaqRecord, action: FaqAction): FaqRevision {
  return {
    faqId: record.id,
    tenantId: record.tenantId,
    revision: record.revision,
    action,
    at: record.updatedAt,
    ...(record.updatedBy !== undefined && { by: record.updatedBy }),
    state: {
      ...stateOf(record.published, record.draft, record.archivedAt),
      ...(record.schedule && { schedule: record.schedule }),
      ...(record.reviewedAt && { reviewedAt: record.reviewedAt }),
    },
  };
}
