import { z } from 'zod';
import { type FaqContent, outOfDateLocales } from './faq.ts';
import type { FaqId, TenantId } from './ids.ts';
import type { Locale } from './locale.ts';

export const faqStatusSchema = z.enum(['draft', 'published', 'archived']);
export type FaqStatus = z.infer<typeof faqStatusSchema>;

/**
 * An FAQ as its writers see it. `published` is what customers are served, `draft` what is being written over it; at
 * least one is there. `revision` rises by one with each change and guards against overwriting somebody else's; an FAQ
 * from before there were revisions is at 0.
 */
export interface FaqRecord {
  readonly id: FaqId;
  readonly tenantId: TenantId;
  readonly revision: number;
  readonly published?: FaqContent;
  readonly draft?: FaqContent;
  readonly publishedAt?: Date;
  readonly publishedBy?: string;
  readonly archivedAt?: Date;
  readonly createdAt: Date;
  readonly createdBy?: string;
  readonly updatedAt: Date;
  readonly updatedBy?: string;
}

export type FaqAction =
  | 'saved'
  | 'published'
  | 'unpublished'
  | 'archived'
  | 'restored'
  | 'categorised'
  | 'imported'
  | 'suggested'
  | 'undone'
  | 'found';

/** An FAQ as it was after one change: who made it, when, and what. `found` is its state before the first change that was noted. */
export interface FaqRevision {
  readonly faqId: FaqId;
  readonly tenantId: TenantId;
  readonly revision: number;
  readonly action: FaqAction;
  readonly at: Date;
  readonly by?: string;
  readonly state: Pick<FaqRecord, 'published' | 'draft' | 'archivedAt'>;
}

/** An FAQ as a list shows it: of its draft where it has one, else of what is published. */
export interface FaqRow {
  readonly id: FaqId;
  readonly revision: number;
  readonly status: FaqStatus;
  /** Published, with a draft that is not. */
  readonly hasChanges: boolean;
  readonly question: string;
  readonly answerStart: string;
  readonly variantCount: number;
  readonly category?: string;
  readonly languages: readonly Locale[];
  readonly outOfDate: readonly Locale[];
  readonly validFrom?: Date;
  readonly validUntil?: Date;
  readonly updatedAt: Date;
  readonly updatedBy?: string;
}

/** What a writer goes on from: the draft where there is one, else what is published. */
export function workingContent(record: Pick<FaqRecord, 'published' | 'draft'>): FaqContent {
  const content = record.draft ?? record.published;
  if (!content) throw new Error('An FAQ without content');
  return content;
}

export function statusOfFaq(record: Pick<FaqRecord, 'published' | 'archivedAt'>): FaqStatus {
  if (record.archivedAt) return 'archived';
  return record.published ? 'published' : 'draft';
}

const ANSWER_START = 160;

/** How a list shows an FAQ. */
export function rowOfFaq(record: FaqRecord): FaqRow {
  const { question, answer, variants, category, locale, translations = [], ...content } = workingContent(record);
  return {
    id: record.id,
    revision: record.revision,
    status: statusOfFaq(record),
    hasChanges: record.published !== undefined && record.draft !== undefined,
    question,
    answerStart: answer.slice(0, ANSWER_START),
    variantCount: variants.length,
    ...(category !== undefined && { category }),
    languages: [...(locale === undefined ? [] : [locale]), ...translations.map((translation) => translation.locale)],
    outOfDate: outOfDateLocales({ answer, translations }),
    ...(content.validFrom && { validFrom: content.validFrom }),
    ...(content.validUntil && { validUntil: content.validUntil }),
    updatedAt: record.updatedAt,
    ...(record.updatedBy !== undefined && { updatedBy: record.updatedBy }),
  };
}
