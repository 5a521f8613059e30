import { z } from 'zod';
import { accountIdSchema, contactIdSchema, tenantIdSchema } from './ids.ts';
import { localeSchema } from './locale.ts';

/** A customer as one account knows them. `isReachable` turns false when the platform says they blocked the account. */
export const contactSchema = z.object({
  id: contactIdSchema,
  tenantId: tenantIdSchema,
  accountId: accountIdSchema,
  platformId: z.string().max(200),
  displayName: z.string().max(300).optional(),
  locale: localeSchema.optional(),
  isReachable: z.boolean(),
  createdAt: z.date(),
});
export type Contact = z.infer<typeof contactSchema>;
