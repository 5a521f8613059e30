import type { AccessTokenStore } from '@answerdesk/channels';
import type { SecretBox } from '@answerdesk/tenants';
import type { Models } from '../connect.ts';
import { isDuplicateKey } from './mapping.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Fills the access tokens' port; tokens are sealed with what seals credentials. */
export function createAccessTokenStore(
  { channelstates }: Pick<Models, 'channelstates'>,
  secretBox: Pick<SecretBox, 'seal' | 'open'>,
): AccessTokenStore {
  return {
    async find({ tenantId, id }) {
      const doc = await channelstates.findOne({ tenantId, _id: id }).lean();
      if (doc?.sealedToken === undefined || !doc.tokenExpiresAt) return undefined;
      try {
        const { token } = secretBox.open(doc.sealedToken, id);
        return token === undefined ? undefined : { token, expiresAt: doc.tokenExpiresAt };
      } catch {
        // Sealed under a key that is gone: another one is fetched.
        return undefined;
      }
    },
    async claimRefresh({ tenantId, id }, { now, until }) {
      try {
        const { modifiedCount, upsertedCount } = await channelstates.updateOne(
          { tenantId, _id: id, $or: [{ tokenLeaseUntil: null }, { tokenLeaseUntil: { $lte: now } }] },
          { $set: { tokenLeaseUntil: until } },
          { upsert: true },
        );
        return modifiedCount + upsertedCount > 0;
      } catch (error) {
        // It is there, but its lease kept the filter from finding it.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async save({ tenantId, id }, { token, expiresAt }) {
      await retryUpsert(() =>
        channelstates.updateOne(
          { tenantId, _id: id },
          {
            $set: { sealedToken: secretBox.seal({ token }, id), tokenExpiresAt: expiresAt },
            $unset: { tokenLeaseUntil: 1 },
          },
          { upsert: true },
        ),
      );
    },
    async release({ tenantId, id }) {
      await channelstates.updateOne({ tenantId, _id: id }, { $unset: { tokenLeaseUntil: 1 } });
    },
  };
}
