import { DomainError, newTenantId, type Tenant, tenantSchema } from '@answerdesk/domain';
import type { TenantStore } from './ports.ts';

/**
 * Makes a tenant. `id` is for the demo tenant, whose id is known beforehand.
 * Throws DomainError `invalid` for a bad name or locale, `already-exists` for a taken id.
 */
export async function createTenant(
  deps: { readonly tenants: TenantStore; readonly now: () => Date },
  wanted: { readonly name: string; readonly locale?: string; readonly id?: string; readonly isDemo?: boolean },
): Promise<Tenant> {
  const parsed = tenantSchema.safeParse({
    id: wanted.id ?? newTenantId(),
    name: wanted.name,
    locale: wanted.locale ?? 'en',
    faqsVersion: 0,
    isDemo: wanted.isDemo ?? false,
    createdAt: deps.now(),
  });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new DomainError(
      'invalid',
      `The tenant's ${issue?.path.join('.') ?? 'data'}: ${issue?.message ?? 'invalid'}.`,
    );
  }
  await deps.tenants.add(parsed.data);
  return parsed.data;
}
