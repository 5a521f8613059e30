import { isDeepStrictEqual } from 'node:util';
import {
  type FaqContent,
  type FaqId,
  type FaqImport,
  type FaqImportStep,
  type FaqRecord,
  faqIdSchema,
  newId,
  type TenantId,
  workingContent,
} from '@answerdesk/domain';
import { type FaqState, stateOf } from '../workshop/change-faqs.ts';
import { tidyContent } from '../workshop/tidy-content.ts';
import type { FaqImportDeps } from './ports.ts';
import { keyOfContent, type ReadRow } from './read-import.ts';

/** Which FAQ has a question in a language. */
export type KnownKeys = Map<string, FaqId>;

export async function readKnownKeys(deps: Pick<FaqImportDeps, 'faqs'>, tenantId: TenantId): Promise<KnownKeys> {
  const known: KnownKeys = new Map();
  for (const { id, contents } of await deps.faqs.listKeys(tenantId)) {
    for (const content of contents) if (!known.has(keyOfContent(content))) known.set(keyOfContent(content), id);
  }
  return known;
}

/** What rows will do: which FAQ each changes or makes, those left out that say what is there already. */
export async function planChunk(
  deps: Pick<FaqImportDeps, 'faqs' | 'now'>,
  tenantId: TenantId,
  job: Pick<FaqImport, 'isPublishing'>,
  rows: readonly ReadRow[],
  known: KnownKeys,
): Promise<{ readonly steps: readonly FaqImportStep[] }> {
  const ids = rows.flatMap(({ content }) => known.get(keyOfContent(content)) ?? []);
  const records = new Map((await deps.faqs.findMany(tenantId, ids)).map((record) => [record.id, record]));
  const steps = rows.flatMap(({ row, content }): FaqImportStep[] => {
    const record = records.get(known.get(keyOfContent(content)) ?? faqIdSchema.parse('none'));
    if (!record) return [{ row, faqId: faqIdSchema.parse(newId(deps.now().getTime())), before: null }];
    const state = stateAfter(record, content, job);
    const isSame = isDeepStrictEqual(state, stateOf(record.published, record.draft, record.archivedAt));
    return isSame ? [] : [{ row, faqId: record.id, before: record.revision }];
  });
  return { steps };
}

/** What an FAQ is after a row: what a file cannot hold (buttons, image, answers in further languages) stays. */
export function stateAfter(
  record: FaqRecord | undefined,
  content: FaqContent,
  { isPublishing }: Pick<FaqImport, 'isPublishing'>,
): FaqState {
  const { translations, buttons, imageUrl } = record ? workingContent(record) : ({} as Partial<FaqContent>);
  const merged = tidyContent({ ...content, translations, buttons, imageUrl });
  if (isPublishing) return { published: merged };
  const isAsPublished = isDeepStrictEqual(record?.published, merged);
  return stateOf(record?.published, isAsPublished ? undefined : merged, record?.archivedAt);
}
