import { z } from 'zod';
import { tenantIdSchema } from './ids.ts';
import { localeSchema } from './locale.ts';
import { defaultTenantSettings, type TenantSettings, tenantSettingsSchema } from './tenant-settings.ts';
import { thresholdsSchema } from './thresholds.ts';

/**
 * A business with its own FAQs, accounts and customers. `faqsVersion` rises with every change to what its FAQs serve, and
 * `settingsRevision` with every change to its settings; nothing was set yet when they are missing.
 */
export const tenantSchema = z.object({
  id: tenantIdSchema,
  name: z.string().trim().min(1).max(120),
  locale: localeSchema,
  faqsVersion: z.int().nonnegative(),
  isDemo: z.boolean(),
  settings: tenantSettingsSchema.optional(),
  settingsRevision: z.int().nonnegative().optional(),
  /** Where the dial stands; the engine's own thresholds when it was never moved. */
  thresholds: thresholdsSchema.optional(),
  /** Questions of these categories are always a person's, however sure the bot is. */
  personOnlyCategories: z.array(z.string().max(100)).max(200).optional(),
  createdAt: z.date(),
});
export type Tenant = z.infer<typeof tenantSchema>;

/** What a tenant has set, and the defaults for the rest. */
export function settingsOf({ settings }: Pick<Tenant, 'settings'>): TenantSettings {
  return { ...defaultTenantSettings, ...settings };
}
