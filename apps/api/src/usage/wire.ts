import { planInForce, recordUsage } from '@answerdesk/billing';
import { createBillingAccountStore, createLedgerStore, type Database } from '@answerdesk/database';
import type { TenantId } from '@answerdesk/domain';

/** What a tenant's model was used for. */
interface Used {
  readonly kind: 'translation' | 'model-tokens';
  readonly cause: string;
  readonly quantity: number;
}

/**
 * Writes down in the ledger what tenants' models were used for. It costs nothing, so nobody waits for it: what cannot be
 * written is reported. The bots sum it up.
 */
export function createUsageNotes(
  database: Database,
  { onFailure, now }: { readonly onFailure: (error: unknown) => void; readonly now: () => Date },
): (tenantId: TenantId, used: Used) => void {
  const accounts = createBillingAccountStore(database.models);
  const deps = {
    ledger: createLedgerStore(database.models),
    planOf: async (tenantId: TenantId) => planInForce(await accounts.find(tenantId), now()),
    wakeSumming: () => {},
  };
  return (tenantId, { kind, cause, quantity }) => {
    const event = { id: `${kind}:${cause}`, tenantId, kind, rule: 'used', quantity, at: now() } as const;
    recordUsage(deps, event).catch(onFailure);
  };
}
