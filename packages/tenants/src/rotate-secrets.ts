import { type AccountId, DomainError, type TenantId } from '@answerdesk/domain';
import type { SecretBox } from './secrets.ts';
import { modelKeyOwner } from './tenant-settings.ts';

/** A sealed text where it stands, and whom it is bound to. */
export type SealedPlace =
  | { readonly kind: 'account'; readonly tenantId: TenantId; readonly accountId: AccountId; readonly sealed: string }
  | { readonly kind: 'model' | 'previous-model'; readonly tenantId: TenantId; readonly sealed: string };

export interface RotateDeps {
  /** Every sealed text of every tenant. */
  readonly listSealed: () => AsyncIterable<SealedPlace>;
  /** Puts another text in a place unless it has changed since it was read; resolves to whether it did. */
  readonly reseal: (place: SealedPlace, sealed: string) => Promise<boolean>;
  readonly secretBox: SecretBox;
}

export interface Rotated {
  readonly resealed: number;
  /** Sealed under the current key already, or changed by somebody meanwhile. */
  readonly current: number;
  /** No known key opens them: their channels must be connected anew. */
  readonly unreadable: readonly { readonly tenantId: TenantId; readonly accountId?: AccountId }[];
}

/**
 * Seals tenants' credentials anew under the current key. Safe to repeat, to break off, and beside servers that know both
 * keys; one that knows the old key alone can open nothing any more.
 */
export async function rotateSecrets({ listSealed, reseal, secretBox }: RotateDeps): Promise<Rotated> {
  let [resealed, current] = [0, 0];
  const unreadable: { tenantId: TenantId; accountId?: AccountId }[] = [];
  for await (const place of listSealed()) {
    const owner = place.kind === 'account' ? place.accountId : modelKeyOwner(place.tenantId);
    if (secretBox.isCurrent(place.sealed)) {
      current += 1;
      continue;
    }
    try {
      const anew = secretBox.seal(secretBox.open(place.sealed, owner), owner);
      if (await reseal(place, anew)) resealed += 1;
      else current += 1;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      unreadable.push({
        tenantId: place.tenantId,
        ...(place.kind === 'account' && { accountId: place.accountId }),
      });
    }
  }
  return { resealed, current, unreadable };
}
