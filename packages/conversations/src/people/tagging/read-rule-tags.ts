import { type ContactId, settingsOf, type TagRule, type Tenant, type TenantId, tagRuleKeyOf } from '@answerdesk/domain';
import type { ContactTagStore, RulesInForce } from '../ports.ts';

export interface ReadRuleTagsDeps {
  readonly contactTags: Pick<ContactTagStore, 'list'>;
  readonly rulesOf: (tenantId: TenantId) => Promise<RulesInForce | undefined>;
}

/** Reads a tenant's rules out of its settings, as they are stored at each call. */
export function createRulesReader(
  findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>,
): ReadRuleTagsDeps['rulesOf'] {
  return async (tenantId) => {
    const tenant = await findTenant(tenantId);
    return tenant && { rules: settingsOf(tenant).tags.rules, revision: tenant.settingsRevision ?? 0 };
  };
}

/** The rules that are true of a customer, in their order; one that is gone or asks for something else by now is not. */
export async function readRuleTags(
  deps: ReadRuleTagsDeps,
  tenantId: TenantId,
  contactIds: readonly ContactId[],
): Promise<readonly TagRule[]> {
  const [kept, inForce] = await Promise.all([deps.contactTags.list(tenantId, contactIds), deps.rulesOf(tenantId)]);
  const keys = new Set(kept.flatMap(({ ruleKeys }) => ruleKeys));
  return (inForce?.rules ?? []).filter((rule) => keys.has(tagRuleKeyOf(rule)));
}
