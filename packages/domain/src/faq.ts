import { z } from 'zod';
import type { faqIdSchema, tenantIdSchema } from './ids.ts';
import { localeSchema } from './locale.ts';

/** What somebody writes when they write an FAQ: the row of an import, the fields of an editor. */
export const faqDraftSchema = z
  .object({
    question: z.string().trim().min(1, 'is empty').max(500),
    variants: z.array(z.string().trim().min(1).max(1_000)).max(1_000).default([]),
    answer: z.string().trim().min(1, 'is empty').max(8_000),
    locale: localeSchema.optional(),
    category: z.string().trim().min(1).max(100).optional(),
    validFrom: z.coerce.date().optional(),
    validUntil: z.coerce.date().optional(),
  })
  .refine((faq) => !faq.validFrom || !faq.validUntil || faq.validFrom < faq.validUntil, {
    path: ['validUntil'],
    message: 'must be after validFrom',
  });
export type FaqDraft = z.infer<typeof faqDraftSchema>;

/**
 * A question, other ways to ask it (`variants`), and the approved answer, served verbatim. `validFrom` is inclusive,
 * `validUntil` exclusive; either may be missing.
 */
export interface Faq extends FaqDraft {
  readonly id: z.infer<typeof faqIdSchema>;
  readonly tenantId: z.infer<typeof tenantIdSchema>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Whether an FAQ may be served at a moment, by its own calendar. */
export function isFaqValidAt(faq: Pick<Faq, 'validFrom' | 'validUntil'>, at: Date): boolean {
  return !(faq.validFrom && at < faq.validFrom) && !(faq.validUntil && at >= faq.validUntil);
}
