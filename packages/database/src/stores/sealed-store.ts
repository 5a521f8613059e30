import type { RotateDeps } from '@answerdesk/tenants';
import type { Models } from '../connect.ts';

/** Fills the half of key rotation that writes. */
export function createSealedStore({
  accounts,
  tenants,
}: Pick<Models, 'accounts' | 'tenants'>): Pick<RotateDeps, 'reseal'> {
  return {
    async reseal(place, sealed) {
      const { tenantId } = place;
      if (place.kind === 'account') {
        const { matchedCount } = await accounts.updateOne(
          { tenantId, _id: place.accountId, sealedCredentials: place.sealed },
          { $set: { sealedCredentials: sealed } },
        );
        return matchedCount > 0;
      }
      const path = place.kind === 'model' ? 'settings.model.sealedKey' : 'previousSettings.model.sealedKey';
      const { matchedCount } = await tenants.updateOne(
        { tenantId, [path]: place.sealed },
        { $set: { [path]: sealed } },
      );
      return matchedCount > 0;
    },
  };
}
