import { z } from 'zod';
import { type FaqContent, markOfAnswer, outOfDateLocales } from './faq.ts';
import type { FaqId, TenantId, UserId } from './ids.ts';
import type { Locale } from './locale.ts';

export const faqStatusSchema = z.enum(['draft', 'published', 'archived']);
export type FaqStatus = z.infer<typeof faqStatusSchema>;

/** What somebody was shown that a change costs, and why they want it all the same. */
export interface AcceptedLoss {
  readonly reason: string;
  /** So many of 100 questions lose their right answer, or get a wrong one, on balance. */
  readonly loss: number;
  readonly lostPinned: number;
}

/** When a draft is published by itself, and who wants it so. */
export interface FaqSchedule {
  readonly at: Date;
  readonly by: string;
  readonly byId: UserId;
  /** Of the draft as it was then (`markOfDraft`): another draft is not published. */
  readonly mark: string;
  /** The same for all that were scheduled at once, which are judged as one change; missing in older ones. */
  readonly batch?: string;
  /** What it was said to cost when it was scheduled, and why it is published all the same. */
  readonly accepted?: AcceptedLoss;
  /** Its time came and it was not published: somebody decides. */
  readonly isMissed?: true;
  /** That is so because it would have cost more than is tolerated, or was accepted; else the draft was another one. */
  readonly isLosing?: true;
}

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
  /** Stands while there is a draft outside the archive. */
  readonly schedule?: FaqSchedule;
  /** When somebody last looked it through and found it right. */
  readonly reviewedAt?: Date;
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
  | 'scheduled'
  | 'unscheduled'
  | 'published-on-schedule'
  | 'reviewed'
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
  /** What whoever made it said about it: why it was published although answers get lost. */
  readonly reason?: string;
  /** It was made to answer a gap. */
  readonly answersGap?: true;
  readonly state: Pick<FaqRecord, 'published' | 'draft' | 'archivedAt' | 'schedule' | 'reviewedAt'>;
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
  readonly scheduledAt?: Date;
  /** The draft was changed since it was scheduled, or costs too much: it is not published by itself. */
  readonly isScheduleHeld?: true;
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

/** Tells a draft from others by what it says; wordings and category may change meanwhile. */
export function markOfDraft(draft: FaqContent): string {
  const { question, answer, locale, translations = [], buttons = [], imageUrl, validFrom, validUntil } = draft;
  const inOtherLanguages = translations.map((each) => [each.locale, each.answer]);
  const below = buttons.map((button) => [button.label, button.kind === 'link' ? button.url : button.faqId]);
  return markOfAnswer(
    JSON.stringify([question, answer, locale, inOtherLanguages, below, imageUrl, validFrom, validUntil]),
  );
}

/** Whether a draft that has a time is not published then, as it is not the one that was meant. */
export function isScheduleHeld({ draft, schedule }: Pick<FaqRecord, 'draft' | 'schedule'>): boolean {
  return schedule !== undefined && (schedule.isMissed === true || !draft || markOfDraft(draft) !== schedule.mark);
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
    ...(record.schedule && { scheduledAt: record.schedule.at }),
    ...(isScheduleHeld(record) && { isScheduleHeld: true as const }),
    updatedAt: record.updatedAt,
    ...(record.updatedBy !== undefined && { updatedBy: record.updatedBy }),
  };
}
