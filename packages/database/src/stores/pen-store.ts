import type { emptyInbox, Ladder, PenStore, QueueReader } from '@answerdesk/conversations';
import type { ConversationStatus, StatusChange } from '@answerdesk/domain';
import type { UpdateQuery } from 'mongoose';
import { wantsAttention } from '../attention-schemas.ts';
import type { Models } from '../connect.ts';
import type { ConversationDoc } from '../schema.ts';
import { plain } from './conversation-store.ts';

/** How long whoever changes a status has to draw the consequences before a sweep does. */
const OWN_CHANGE_MS = 15_000;

/** Fills the port of agents' verbs, and tells of the line of those who wait. */
export function createPenStore({
  conversations,
  conversationevents,
}: Pick<Models, 'conversations' | 'conversationevents'>): PenStore &
  QueueReader &
  Pick<Parameters<typeof emptyInbox>[0], 'listOpen'> {
  return {
    async find(tenantId, conversationId) {
      const doc = await conversations.findOne({ tenantId, _id: conversationId }).lean();
      return doc ? plain(doc) : undefined;
    },
    async changeStatus(tenantId, conversationId, epoch, { change, ...to }) {
      const { set, unset } = partsOf(to);
      const ladder = ladderAfter(to.status, change);
      const doc = await conversations
        .findOneAndUpdate(
          { tenantId, _id: conversationId, epoch, change: null },
          {
            $set: {
              ...set,
              epoch: change.epoch,
              unsureTurns: 0,
              change,
              changeDueAt: new Date(change.at.getTime() + OWN_CHANGE_MS),
              ...wantsAttention.set,
              ...(ladder && { ladder }),
              ...(endsWithPerson(change) && { learnAt: change.at, learnLooks: 0 }),
            },
            $inc: wantsAttention.inc,
            $unset: {
              ...unset,
              snoozedUntil: 1,
              offered: 1,
              given: 1,
              ...(!ladder && { ladder: 1 }),
            },
          },
          { returnDocument: 'after' },
        )
        .lean();
      return doc ? plain(doc) : undefined;
    },
    async finishChange(tenantId, conversationId, changeId) {
      await conversations.updateOne(
        { tenantId, _id: conversationId, 'change.id': changeId },
        { $unset: { change: 1, changeDueAt: 1 } },
      );
    },
    async offer(tenantId, conversationId, epoch, asked) {
      await conversations.updateOne({ tenantId, _id: conversationId, epoch }, { $set: asked });
    },
    async noteReply(tenantId, conversationId, agentId, { at, excerpt }) {
      const { matchedCount } = await conversations.updateOne(
        { tenantId, _id: conversationId, 'holder.kind': 'agent', 'holder.agentId': agentId },
        {
          $max: { lastMessageAt: at, lastAgentAt: at },
          $set: { 'lastExchange.replied': excerpt },
          $unset: { timer: 1, snoozedUntil: 1 },
        },
      );
      return matchedCount > 0;
    },
    async edit(tenantId, conversationId, expected, { priority, toldFrom, ...changes }) {
      const { set, unset } = partsOf(changes);
      const doc = await conversations
        .findOneAndUpdate(
          {
            tenantId,
            _id: conversationId,
            ...expected,
            ...(priority !== undefined && { 'waiting.since': { $exists: true } }),
          },
          {
            $set: {
              ...set,
              ...(priority !== undefined && { 'waiting.priority': priority }),
              ...(toldFrom && {
                ladder: { since: toldFrom, told: [], ...(changes.assigneeId && { toId: changes.assigneeId }) },
              }),
              ...wantsAttention.set,
            },
            $inc: wantsAttention.inc,
            $unset: unset,
          },
          { returnDocument: 'after' },
        )
        .lean();
      return doc ? plain(doc) : undefined;
    },
    async listOpen(tenantId, limit) {
      const docs = await conversations
        .find({ tenantId, status: { $in: ['waiting', 'human'] }, isStaff: { $ne: true } }, { _id: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ _id }) => _id);
    },
    async countWaiting(tenantId, priority, most) {
      const docs = await conversations
        .find(
          { tenantId, 'waiting.since': { $exists: true }, 'waiting.priority': { $lte: priority }, snoozedUntil: null },
          { _id: 1 },
        )
        .limit(most)
        .lean();
      return docs.length;
    },
    async listWaits(tenantId, since, limit) {
      const docs = await conversationevents
        .find({ tenantId, kind: 'taken', at: { $gte: since }, waitedMs: { $gte: 0 } }, { waitedMs: 1 })
        .sort({ at: -1 })
        .limit(limit)
        .lean();
      return docs.map(({ waitedMs = 0 }) => waitedMs);
    },
  };
}

/** Whether a person's part of the conversation is over: what they replied may be learnt from. */
function endsWithPerson({ kind, fromId }: StatusChange): boolean {
  return kind === 'handed-back' || (kind === 'closed' && fromId !== undefined);
}

/**
 * Who waits anew is told of from now on, however long ago it began; and whoever was handed the pen by somebody else is told
 * that they have it.
 */
function ladderAfter(status: ConversationStatus, { at, byId, kind, toId }: StatusChange): Ladder | undefined {
  if (status === 'waiting') return { since: at, told: [] };
  return kind === 'transferred' && toId !== undefined && toId !== byId ? { since: at, told: [], toId } : undefined;
}

/** What is to be set and what taken away, of changes in which `null` takes away. */
function partsOf(changes: Readonly<Record<string, unknown>>): {
  readonly set: UpdateQuery<ConversationDoc>;
  readonly unset: Record<string, 1>;
} {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined);
  return {
    set: Object.fromEntries(entries.filter(([, value]) => value !== null)),
    unset: Object.fromEntries(entries.filter(([, value]) => value === null).map(([name]) => [name, 1])),
  };
}
