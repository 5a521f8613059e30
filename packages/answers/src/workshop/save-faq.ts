import { isDeepStrictEqual } from 'node:util';
import {
  type FaqContent,
  type FaqId,
  type FaqRecord,
  faqIdSchema,
  newId,
  type TenantId,
  workingContent,
} from '@answerdesk/domain';
import { changeFaqs, type FaqState, findFaq, stateOf } from './change-faqs.ts';
import type { WorkshopDeps } from './ports.ts';
import { tidyContent } from './tidy-content.ts';

/** `conflict`: somebody changed the FAQ since it was read; `current` is what it is now, for the writer to decide. */
export type SaveOutcome =
  | { readonly outcome: 'saved'; readonly faq: FaqRecord }
  | { readonly outcome: 'conflict'; readonly current: FaqRecord };

export interface FaqToSave {
  /** Without an id the FAQ is new. */
  readonly id?: FaqId | undefined;
  /** The revision that the writer read; needed with an id. */
  readonly revision?: number | undefined;
  readonly content: FaqContent;
}

/**
 * Saves what is being written as a draft; customers are served what they were. A draft that says what is published is
 * dropped. Throws DomainError `not-found`.
 */
export async function saveFaq(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  { id, revision, content }: FaqToSave,
): Promise<SaveOutcome> {
  const tidy = tidyContent(content);
  return changeAt(deps, tenantId, by, { id, revision, action: 'saved' }, (before) => {
    if (before && isDeepStrictEqual(workingContent(before), tidy)) return undefined;
    const isAsPublished = isDeepStrictEqual(before?.published, tidy);
    return stateOf(before?.published, isAsPublished ? undefined : tidy, before?.archivedAt);
  });
}

export interface FaqToPublishNow extends Omit<FaqToSave, 'content'> {
  readonly content?: FaqContent | undefined;
}

/**
 * Publishes an FAQ: `content` where it is given, else its draft. What was archived is not any more. Throws DomainError
 * `not-found`.
 */
export async function publishFaq(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  { id, revision, content }: FaqToPublishNow,
): Promise<SaveOutcome> {
  return changeAt(deps, tenantId, by, { id, revision, action: 'published' }, (before) => {
    const next = content ? tidyContent(content) : before && workingContent(before);
    if (!next || (before && isOnlyPublished(before, next))) return undefined;
    return { published: next };
  });
}

function isOnlyPublished({ published, draft, archivedAt }: FaqRecord, content: FaqContent): boolean {
  return isDeepStrictEqual(published, content) && !draft && !archivedAt;
}

async function changeAt(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  wanted: {
    readonly id: FaqId | undefined;
    readonly revision: number | undefined;
    readonly action: 'saved' | 'published';
  },
  next: (before: FaqRecord | undefined) => FaqState | undefined,
): Promise<SaveOutcome> {
  const before = wanted.id === undefined ? undefined : await findFaq(deps, tenantId, wanted.id);
  if (before && before.revision !== wanted.revision) return { outcome: 'conflict', current: before };
  const state = next(before);
  if (before && !state) return { outcome: 'saved', faq: before };
  const id = before?.id ?? faqIdSchema.parse(newId(deps.now().getTime()));
  const change = { id, before, state: state ?? {} };
  const [written] = await changeFaqs(deps, tenantId, [change], { action: wanted.action, by });
  if (written) return { outcome: 'saved', faq: written };
  return { outcome: 'conflict', current: await findFaq(deps, tenantId, id) };
}
