import { z } from 'zod';
import { faqIdSchema, type userIdSchema } from './ids.ts';
import { localeSchema } from './locale.ts';

/** What somebody pins: a question, and the FAQ that must answer it; without one a person must. */
export const pinnedContentSchema = z.object({
  text: z.string().trim().min(1).max(500),
  faqId: faqIdSchema.optional(),
  language: localeSchema.optional(),
});
export type PinnedContent = z.infer<typeof pinnedContentSchema>;

/** A question whose answer somebody watches over; a tenant has at most `MOST_PINNED`. `revision` rises with each change. */
export interface PinnedExample extends PinnedContent {
  readonly id: string;
  readonly revision: number;
  readonly at: Date;
  readonly byId: z.infer<typeof userIdSchema>;
}

export const MOST_PINNED = 200;
