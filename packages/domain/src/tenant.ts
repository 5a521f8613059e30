import { z } from 'zod';
import { tenantIdSchema } from './ids.ts';
import { localeSchema } from './locale.ts';
import { thresholdsSchema } from './thresholds.ts';

/** A business with its own FAQs, accounts and customers. `faqsVersion` rises with every change to what its FAQs serve. */
export const tenantSchema = z.object({
  id: tenantIdSchema,
  name: z.string().trim().min(1).max(120),
  locale: localeSchema,
  faqsVersion: z.int().nonnegative(),
  isDemo: z.boolean(),
  /** Where the dial stands; the engine's own thresholds when it was never moved. */
  thresholds: thresholdsSchema.optional(),
  /** Questions of these categories are always a person's, however sure the bot is. */
  personOnlyCategories: z.array(z.string().max(100)).max(200).optional(),
  createdAt: z.date(),
});
export type Tenant = z.infer<typeof tenantSchema>;
