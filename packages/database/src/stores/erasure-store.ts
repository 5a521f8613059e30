import type { ErasureStore, KeptErasure } from '@answerdesk/conversations';
import type { TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { ErasureDoc } from '../people-schemas.ts';
import type { PlatformWideQuery } from '../tenant-scope.ts';
import { fromDb, toDb } from './mapping.ts';

/** An erasure that somebody should run, of whichever tenant. */
export interface ErasureKey {
  readonly tenantId: TenantId;
  readonly erasureId: string;
}

/** Erasures that somebody should run, of all tenants. */
export interface DueErasures {
  /** Longest overdue first. */
  listDue(now: Date, limit: number): Promise<ErasureKey[]>;
}

/** Fills the port of erasures. */
export function createErasureStore({ erasures }: Pick<Models, 'erasures'>): ErasureStore & DueErasures {
  return {
    async begin(tenantId, erasure) {
      const {
        contactIds = [],
        conversationIds = [],
        groupIds = [],
        visitors = [],
        names = [],
        ...rest
      } = toDb(erasure);
      await erasures.create({
        ...rest,
        tenantId,
        contactIds: [...contactIds],
        conversationIds: [...conversationIds],
        groupIds: [...groupIds],
        visitors: [...visitors],
        names: [...names],
        dueAt: erasure.startedAt,
      });
    },
    async find(tenantId, erasureId) {
      const doc = await erasures.findOne({ tenantId, _id: erasureId }).lean<ErasureDoc>();
      return doc ? plain(doc) : undefined;
    },
    async findRunning(tenantId, contactId) {
      const doc = await erasures.findOne({ tenantId, contactIds: contactId }).sort({ _id: 1 }).lean<ErasureDoc>();
      return doc ? plain(doc) : undefined;
    },
    async claim(tenantId, erasureId, { owner, now, until }) {
      const doc = await erasures
        .findOneAndUpdate(
          {
            ...{ tenantId, _id: erasureId, dueAt: { $lte: now } },
            $or: [{ leaseUntil: { $lte: now } }, { leaseUntil: null }, { leaseOwner: owner }],
          },
          { $set: { leaseOwner: owner, leaseUntil: until } },
          { returnDocument: 'after' },
        )
        .lean<ErasureDoc>();
      return doc ? plain(doc) : undefined;
    },
    async hold(tenantId, erasureId, owner, until) {
      const { matchedCount } = await erasures.updateOne(
        { tenantId, _id: erasureId, leaseOwner: owner },
        { $set: { leaseUntil: until } },
      );
      return matchedCount > 0;
    },
    async note(tenantId, erasureId, found) {
      const doc = await erasures
        .findOneAndUpdate(
          { tenantId, _id: erasureId },
          {
            $addToSet: {
              conversationIds: { $each: [...found.conversationIds] },
              groupIds: { $each: [...found.groupIds] },
              visitors: { $each: [...found.visitors] },
            },
          },
          { returnDocument: 'after' },
        )
        .lean<ErasureDoc>();
      const { conversationIds = [], groupIds = [], visitors = [] } = doc ?? {};
      return { conversationIds, groupIds, visitors };
    },
    async lookAgain(tenantId, erasureId, at) {
      await erasures.updateOne(
        { tenantId, _id: erasureId },
        { $set: { isSecondLook: true, dueAt: at }, $unset: { leaseOwner: 1, leaseUntil: 1 } },
      );
    },
    async finish(tenantId, erasureId, at) {
      await erasures.updateOne(
        { tenantId, _id: erasureId },
        {
          $set: { state: 'done', finishedAt: at },
          $unset: {
            ...{ contactIds: 1, conversationIds: 1, groupIds: 1, visitors: 1, names: 1 },
            ...{ isMarked: 1, isSecondLook: 1, dueAt: 1, leaseOwner: 1, leaseUntil: 1 },
          },
        },
      );
    },
    async listDue(now, limit) {
      const platformWide: PlatformWideQuery = 'erasures due';
      const docs = await erasures
        .find({ dueAt: { $lte: now } }, { tenantId: 1 })
        .setOptions({ platformWide })
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ _id, tenantId }) => ({ tenantId, erasureId: _id }));
    },
  };
}

function plain({ dueAt: _due, leaseOwner: _owner, leaseUntil: _until, ...doc }: ErasureDoc): KeptErasure {
  return fromDb(doc);
}
