import type { AccountId, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { retryUpsert } from './retry-upsert.ts';

/** What is known of the messages that a platform keeps for an account until they are fetched. */
export interface ClaimedPull {
  readonly cursor?: string;
  readonly token?: string;
  /** Changes with each request, so that one which comes meanwhile is not taken for done. */
  readonly requests: number;
}

/** Remembers which accounts have messages to fetch, and how far each was read. One process at a time fetches for an account. */
export interface PullStore {
  /** Has an account looked at, at once. */
  request(tenantId: TenantId, accountId: AccountId, now: Date, token?: string): Promise<void>;
  claim(
    tenantId: TenantId,
    accountId: AccountId,
    lease: { readonly owner: string; readonly now: Date; readonly until: Date },
  ): Promise<ClaimedPull | undefined>;
  /** Stores how far was read, once what was read is stored, and leases on; nothing when the lease was lost. */
  advance(
    tenantId: TenantId,
    accountId: AccountId,
    lease: { readonly owner: string; readonly until: Date },
    cursor: string,
  ): Promise<void>;
  /** Ends a claim; the account is looked at again at `again`, or at once when it was asked for meanwhile. */
  release(
    tenantId: TenantId,
    accountId: AccountId,
    owner: string,
    claimed: { readonly requests: number; readonly again: Date },
  ): Promise<void>;
}

/** Fills the store of pulls. */
export function createPullStore({ channelstates }: Pick<Models, 'channelstates'>): PullStore {
  return {
    async request(tenantId, accountId, now, token) {
      await retryUpsert(() =>
        channelstates.updateOne(
          { tenantId, _id: accountId },
          { $inc: { pullRequests: 1 }, $set: { pullDueAt: now, ...(token !== undefined && { pullToken: token }) } },
          { upsert: true },
        ),
      );
    },
    async claim(tenantId, accountId, { owner, now, until }) {
      const doc = await channelstates
        .findOneAndUpdate(
          {
            tenantId,
            _id: accountId,
            pullDueAt: { $lte: now },
            $or: [{ pullLeaseUntil: null }, { pullLeaseUntil: { $lte: now } }, { pullOwner: owner }],
          },
          { $set: { pullOwner: owner, pullLeaseUntil: until } },
          { returnDocument: 'after' },
        )
        .lean();
      if (!doc) return undefined;
      return {
        requests: doc.pullRequests ?? 0,
        ...(doc.pullCursor !== undefined && { cursor: doc.pullCursor }),
        ...(doc.pullToken !== undefined && { token: doc.pullToken }),
      };
    },
    async advance(tenantId, accountId, { owner, until }, cursor) {
      await channelstates.updateOne(
        { tenantId, _id: accountId, pullOwner: owner },
        { $set: { pullCursor: cursor, pullLeaseUntil: until } },
      );
    },
    async release(tenantId, accountId, owner, { requests, again }) {
      const ended = { $unset: { pullOwner: 1, pullLeaseUntil: 1 } };
      const { matchedCount } = await channelstates.updateOne(
        { tenantId, _id: accountId, pullOwner: owner, pullRequests: requests },
        { ...ended, $set: { pullDueAt: again } },
      );
      if (matchedCount === 0) await channelstates.updateOne({ tenantId, _id: accountId, pullOwner: owner }, ended);
    },
  };
}
