import type {
  ClaimedConversation,
  ContactConversations,
  ConversationList,
  ConversationStore,
} from '@answerdesk/conversations';
import { type Conversation, type ConversationId, firstBotEpoch, type TenantId } from '@answerdesk/domain';
import { wantsAttention } from '../attention-schemas.ts';
import type { Models } from '../connect.ts';
import { type ConversationDoc, waitingIndex } from '../conversation-schemas.ts';
import { groupedFinds } from '../tenant-reads.ts';
import { groupedUpdates } from '../tenant-writes.ts';
import { fromDb } from './mapping.ts';

export interface ConversationReader {
  find(tenantId: TenantId, conversationId: ConversationId): Promise<Conversation | undefined>;
  /** The first epoch whose bot messages may be said. */
  findFirstBotEpoch(tenantId: TenantId, conversationId: ConversationId): Promise<number | undefined>;
  /** Has a conversation wait for a person, if it does not wait already. */
  leaveToPeople(
    tenantId: TenantId,
    conversationId: ConversationId,
    waiting: NonNullable<Conversation['waiting']>,
  ): Promise<void>;
}

/** Fills the conversations' port. */
export function createConversationStore({
  conversations,
}: Pick<Models, 'conversations'>): ConversationStore & ConversationReader & ConversationList & ContactConversations {
  const update = groupedUpdates(conversations);
  const readTogether = groupedFinds(conversations);
  return {
    async claim(tenantId, { id, ...fresh }, { owner, now, until }) {
      const made = {
        ...fresh,
        holder: { kind: 'bot' },
        epoch: 0,
        status: 'bot',
        unsureTurns: 0,
        createdAt: now,
        lastMessageAt: now,
      } as const;
      const outcome = await update({
        tenantId,
        filter: { _id: id, $or: [{ leaseUntil: { $lte: now } }, { leaseUntil: null }, { leaseOwner: owner }] },
        update: { $set: { leaseOwner: owner, leaseUntil: until }, $setOnInsert: made },
        isUpsert: true,
      });
      // The conversation is there, but its lease kept the filter from finding it.
      if (outcome === 'duplicate') return undefined;
      if (outcome === 'upserted') return { ...made, id, tenantId };
      const doc = await readTogether(tenantId, id);
      return doc?.leaseOwner === owner ? claimed(doc) : undefined;
    },
    async recordTurn(tenantId, conversationId, { messageId, at, epoch, status, needsAttention }, changes) {
      const outcome = await update({
        tenantId,
        filter: { _id: conversationId, epoch, lastHandledId: { $ne: messageId } },
        update: {
          $set: {
            ...changes,
            status,
            lastHandledId: messageId,
            ...(needsAttention && wantsAttention.set),
            // How a conversation was rated says something about what was replied in it.
            ...(changes.outcome === 'rated' && { learnAt: at }),
          },
          $max: { lastMessageAt: at, lastInboundAt: at },
          ...(needsAttention && { $inc: wantsAttention.inc }),
          ...(status !== 'closed' && { $unset: { closedAt: 1, snoozedUntil: 1 } }),
        },
      });
      if (outcome === 'done') return 'recorded';
      const doc = await readTogether(tenantId, conversationId);
      return doc?.epoch === epoch || doc?.lastHandledId === messageId ? 'recorded' : 'overtaken';
    },
    async release(tenantId, conversationId, owner) {
      await update({
        tenantId,
        filter: { _id: conversationId, leaseOwner: owner },
        update: { $unset: { leaseOwner: 1, leaseUntil: 1 } },
      });
    },
    async find(tenantId, conversationId) {
      const doc = await readTogether(tenantId, conversationId);
      return doc ? claimed(doc) : undefined;
    },
    async *newest(tenantId, { until, isWaiting, batch }) {
      const query = conversations
        .find(
          {
            tenantId,
            isStaff: { $ne: true },
            ...(until && { lastMessageAt: { $lte: until } }),
            ...(isWaiting && { 'waiting.since': { $exists: true } }),
          },
          { nameWords: 0, lastHandledId: 0, leaseOwner: 0, leaseUntil: 0 },
        )
        .sort({ lastMessageAt: -1, _id: -1 })
        .batchSize(batch)
        .lean();
      for await (const doc of isWaiting ? query.hint(waitingIndex) : query) yield plain(doc);
    },
    async findByName(tenantId, beginning, limit) {
      // By its fixed start: two bounds would not both narrow an index over many words of one name.
      const nameWords = new RegExp(`^${beginning}`);
      const docs = await conversations
        .find({ tenantId, nameWords, isStaff: { $ne: true } })
        .limit(limit)
        .lean();
      return docs.map(plain);
    },
    async findFirstBotEpoch(tenantId, conversationId) {
      const doc = await readTogether(tenantId, conversationId);
      return doc ? firstBotEpoch(doc) : undefined;
    },
    async listOfContacts(tenantId, contactIds, limit) {
      const docs = await conversations
        .find({ tenantId, contactId: { $in: [...contactIds] }, isStaff: { $ne: true } })
        .limit(limit)
        .lean();
      return docs.map(plain).sort((a, b) => b.lastMessageAt.getTime() - a.lastMessageAt.getTime());
    },
    async leaveToPeople(tenantId, conversationId, waiting) {
      await conversations.updateOne(
        { tenantId, _id: conversationId, waiting: null, 'holder.kind': 'bot' },
        {
          $set: { waiting, status: 'waiting', ...wantsAttention.set },
          $inc: wantsAttention.inc,
          $unset: { closedAt: 1 },
        },
      );
    },
  };
}

/** What waits since before there were priorities. */
const NORMAL = 3;

function claimed(doc: ConversationDoc): ClaimedConversation {
  const { lastHandledId } = doc;
  return { ...plain(doc), ...(lastHandledId !== undefined && { lastHandledId }) };
}

/** A conversation as it is to the product; those stored before there were statuses wait as usual or are the bot's. */
export function plain(doc: ConversationDoc): Conversation {
  const {
    leaseOwner: _owner,
    leaseUntil: _until,
    lastHandledId: _handled,
    nameWords: _words,
    attendAt: _attendAt,
    attendings: _attendings,
    attendOwner: _attendOwner,
    attendUntil: _attendUntil,
    ladder: _ladder,
    given: _given,
    changeDueAt: _due,
    learnAt: _learnAt,
    learnLooks: _learnLooks,
    foundTags: _found,
    ...conversation
  } = fromDb(doc);
  const { status, waiting } = conversation;
  return {
    ...conversation,
    status: status ?? (waiting ? 'waiting' : 'bot'),
    ...(waiting && { waiting: { ...waiting, priority: waiting.priority ?? NORMAL } }),
  };
}
