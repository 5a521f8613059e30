import type { Attended, AttentionStore } from '@answerdesk/conversations';
import { wantsAttention } from '../attention-schemas.ts';
import type { Models } from '../connect.ts';
import type { ConversationDoc } from '../schema.ts';
import { plain } from './conversation-store.ts';

/** Fills the port of what is due in conversations without anybody's doing. */
export function createAttentionStore({ conversations }: Pick<Models, 'conversations'>): AttentionStore {
  return {
    async claim(tenantId, conversationId, { owner, now, until }) {
      const doc = await conversations
        .findOneAndUpdate(
          {
            tenantId,
            _id: conversationId,
            attendAt: { $lte: now },
            $or: [{ attendUntil: null }, { attendUntil: { $lte: now } }],
          },
          { $set: { attendOwner: owner, attendUntil: until } },
          { returnDocument: 'after' },
        )
        .lean();
      return doc ? attended(doc) : undefined;
    },
    async keepLadder(tenantId, conversationId, owner, ladder) {
      const doc = await conversations
        .findOneAndUpdate(
          { tenantId, _id: conversationId, attendOwner: owner },
          { $set: { ladder } },
          { returnDocument: 'after' },
        )
        .lean();
      return doc ? plain(doc) : undefined;
    },
    async release(tenantId, conversationId, owner, { attendings, nextAt }) {
      const mine = { tenantId, _id: conversationId, attendOwner: owner };
      const free = { attendOwner: 1, attendUntil: 1 } as const;
      // A conversation from before there was attention has never counted any.
      const { matchedCount } = await conversations.updateOne(
        { ...mine, attendings: attendings === 0 ? { $in: [0, null] } : attendings },
        nextAt ? { $set: { attendAt: nextAt }, $unset: free } : { $unset: { ...free, attendAt: 1 } },
      );
      if (matchedCount === 0) await conversations.updateOne(mine, { $unset: free });
    },
    async wake(tenantId, conversationId, snoozedUntil) {
      const { matchedCount } = await conversations.updateOne(
        { tenantId, _id: conversationId, snoozedUntil },
        { $unset: { snoozedUntil: 1 } },
      );
      return matchedCount > 0;
    },
    async startTimer(tenantId, { id, epoch, lastAgentAt }, timer) {
      const { matchedCount } = await conversations.updateOne(
        { tenantId, _id: id, epoch, timer: null, lastAgentAt: lastAgentAt ?? null },
        { $set: { timer } },
      );
      return matchedCount > 0;
    },
    async markTimer(tenantId, conversationId, timer, state) {
      const { matchedCount } = await conversations.updateOne(
        { tenantId, _id: conversationId, 'timer.since': timer.since, 'timer.state': timer.state },
        { $set: { 'timer.state': state } },
      );
      return matchedCount > 0;
    },
    async stopTimer(tenantId, { id, epoch }, { since }) {
      await conversations.updateOne({ tenantId, _id: id, epoch, 'timer.since': since }, { $unset: { timer: 1 } });
    },
    async give(tenantId, { id, epoch }, fromId, given) {
      const { toId } = given;
      const { matchedCount } = await conversations.updateOne(
        { tenantId, _id: id, epoch, status: 'waiting', assigneeId: fromId ?? null },
        {
          $set: { ...wantsAttention.set, given, ...(toId !== undefined && { assigneeId: toId }) },
          $inc: wantsAttention.inc,
          ...(toId === undefined && { $unset: { assigneeId: 1 } }),
        },
      );
      return matchedCount > 0;
    },
    async listUnassigned(tenantId, limit) {
      const docs = await conversations
        .find({ tenantId, assigneeId: null, 'waiting.since': { $exists: true }, status: 'waiting', snoozedUntil: null })
        .sort({ 'waiting.priority': 1, 'waiting.since': 1, _id: 1 })
        .limit(limit)
        .lean();
      return docs.map(attended);
    },
  };
}

function attended(doc: ConversationDoc): Attended {
  const { ladder, given, attendings = 0 } = doc;
  return { conversation: plain(doc), attendings, ...(ladder && { ladder }), ...(given && { given }) };
}
