import {
  botReplyUsageId,
  type ConversationId,
  type GapId,
  type MessageId,
  modelTokensUsageId,
  type TenantId,
  verifiedResolutionUsageId,
} from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { createFileStore } from './file-store.ts';
import { type Going, type Listed, linesOf, MARKED, UNMARKED } from './going-with-erasure.ts';
import { createSuggestionStore } from './suggestion-store.ts';

/** The collections in which something of a conversation stands. */
export type RemainsModels = Pick<
  Models,
  | 'conversations'
  | 'conversationevents'
  | 'messages'
  | 'outbox'
  | 'drafts'
  | 'webchatparts'
  | 'linkedchats'
  | 'replydrafts'
  | 'files'
  | 'fileusages'
  | 'ratings'
  | 'gapquestions'
  | 'usageevents'
  | 'topicalerts'
  | 'enquiries'
  | 'confirmedquestions'
  | 'suggestions'
>;

/** What is left of a conversation in every collection, and how it goes. Whatever is repeated comes to the same. */
export interface ConversationRemains {
  /**
   * Deletes messages of a conversation with all that was made of them, and all that stands beside them: of an erasure only
   * what goes with it. Resolves to which messages these were.
   */
  deleteMessages(
    tenantId: TenantId,
    conversationId: ConversationId,
    limit: number,
    going?: Going,
  ): Promise<readonly MessageId[]>;
  /** Deletes what is no message and was written about a conversation, or for it. */
  deleteBesides(tenantId: TenantId, conversationId: ConversationId, going?: Going): Promise<void>;
  /** Takes messages' words and ids out of what was made of them in other places. */
  forgetElsewhere(tenantId: TenantId, ids: readonly MessageId[]): Promise<void>;
}

const EITHER = { $in: [true, false] };

export function createConversationRemains({
  conversations,
  conversationevents,
  messages,
  outbox,
  drafts,
  webchatparts,
  linkedchats,
  replydrafts,
  files,
  fileusages,
  ratings,
  gapquestions,
  usageevents,
  topicalerts,
  enquiries,
  confirmedquestions,
  suggestions,
}: RemainsModels): ConversationRemains {
  const keptFiles = createFileStore({ files, fileusages });
  const keptSuggestions = createSuggestionStore({ suggestions });

  async function deleteWhatVisitorsFetch(tenantId: TenantId, conversationId: ConversationId, going?: Going) {
    const chat = await conversations
      .findOne({ tenantId, _id: conversationId, channel: 'webchat' }, { accountId: 1, chatKey: 1 })
      .lean();
    if (!chat) return;
    const theirs = { tenantId, accountId: chat.accountId, visitorId: chat.chatKey };
    await deleteThose(
      going,
      () => webchatparts.find(theirs, { key: 1 }).lean(),
      (only) => webchatparts.deleteMany({ ...theirs, ...only }),
      ({ key }) => key,
    );
  }

  /** What was paid for stays in the ledger, but no longer says in which conversation. */
  async function unlinkUsage(tenantId: TenantId, messageIds: readonly MessageId[]) {
    const events = messageIds
      .flatMap((id) => [botReplyUsageId(id), modelTokensUsageId(id), verifiedResolutionUsageId(id)])
      .flatMap((id) => [id, `refund:${id}`]);
    const theirs = { tenantId, _id: { $in: events.map((id) => `${tenantId}:${id}`) } };
    await usageevents.updateMany(theirs, { $unset: { conversationId: 1 } });
  }

  async function deleteBesides(tenantId: TenantId, conversationId: ConversationId, going?: Going) {
    const theirs = { tenantId, conversationId };
    await deleteThose(
      going,
      () => gapquestions.find(theirs, { _id: 1 }).lean(),
      async (only) => {
        await forgetTitles(tenantId, { ...theirs, ...only });
        await gapquestions.deleteMany({ ...theirs, ...only });
      },
      itself,
    );
    await deleteThose(
      going,
      () => conversationevents.find(theirs, { erasureId: 1 }).lean(),
      (only) => conversationevents.deleteMany({ ...theirs, ...only }),
    );
    await deleteThose(
      going,
      () => ratings.find(theirs, { _id: 1 }).lean(),
      (only) => ratings.deleteMany({ ...theirs, ...only }),
      itself,
    );
    // How many were helped stays true; of whom is forgotten.
    await deleteThose(
      going,
      () => enquiries.find(theirs, { _id: 1 }).lean(),
      (only) => enquiries.updateMany({ ...theirs, ...only }, { $unset: { conversationId: 1, dueAt: 1 } }),
      itself,
    );
    await deleteThose(
      going,
      () => confirmedquestions.find(theirs, { _id: 1 }).lean(),
      (only) => confirmedquestions.deleteMany({ ...theirs, ...only }),
      itself,
    );
    await deleteThose(
      going,
      () => drafts.find(theirs, { causeId: 1 }).lean(),
      (only) => drafts.deleteMany({ ...theirs, ...only }),
      ({ causeId }) => causeId,
    );
    await deleteThose(
      going,
      async () =>
        (await suggestions.find({ tenantId, 'pairs.conversationId': conversationId }, { pairs: 1 }).lean())
          .flatMap(({ pairs }) => pairs)
          .flatMap((pair) => (pair.conversationId === conversationId ? [{ _id: pair.id }] : [])),
      (only) => keptSuggestions.forgetConversation(tenantId, conversationId, only?._id.$in),
      itself,
    );
    await deleteThose(
      going,
      () => replydrafts.find(theirs, { erasureId: 1, updatedAt: 1 }).lean(),
      (only) => replydrafts.deleteMany({ ...theirs, ...only }),
    );
    await deleteThose(
      going,
      () => files.find(theirs, { erasureId: 1 }).lean(),
      (only) => keptFiles.removeOf(tenantId, conversationId, only?._id.$in),
    );
  }

  /** A gap's alert is called by one of its questions: by another's, where the one it has goes. */
  async function forgetTitles(
    tenantId: TenantId,
    going: { readonly conversationId: ConversationId; readonly _id?: { readonly $in: MessageId[] } },
  ) {
    const { conversationId } = going;
    const questions = await gapquestions.find({ tenantId, ...going }, { gapId: 1, text: 1 }).lean();
    for (const [gapId, theirs] of Map.groupBy(questions, (question) => question.gapId)) {
      const title = { $in: theirs.map(({ text }) => text) };
      const alerts = { tenantId, topic: `gap:${gapId}` as const, title };
      if (!(await topicalerts.exists(alerts))) continue;
      await topicalerts.updateMany(alerts, { $set: { title: await otherWordsOf(tenantId, gapId, conversationId) } });
    }
  }

  async function otherWordsOf(tenantId: TenantId, gapId: GapId, conversationId: ConversationId): Promise<string> {
    const questions = await gapquestions
      .find({ tenantId, gapId }, { conversationId: 1, text: 1 })
      .sort({ _id: -1 })
      .limit(LOOKED_AT)
      .lean();
    return questions.find((question) => question.conversationId !== conversationId)?.text ?? '…';
  }

  /** What members wrote in the chats they linked to answer a conversation, or pressed under what told of it. */
  async function deleteInLinkedChats(tenantId: TenantId, conversationId: ConversationId, going?: Going) {
    for (const { told, written } of await linesOf({ linkedchats, messages, outbox }, tenantId, conversationId)) {
      await deleteThose(
        going,
        () => outbox.find(told, { erasureId: 1 }).lean(),
        (only) => outbox.deleteMany({ ...told, ...only }),
      );
      await deleteThose(
        going,
        () => messages.find(written, { erasureId: 1 }).lean(),
        (only) => messages.deleteMany({ ...written, ...only }),
      );
    }
  }

  /** Some of a conversation's messages that go: of an erasure those it found first, then what is of these. */
  async function listGoing(
    theirs: { readonly tenantId: TenantId; readonly conversationId: ConversationId },
    limit: number,
    going: Going | undefined,
  ): Promise<readonly MessageId[]> {
    const all = { ...theirs, isHandled: EITHER };
    const first = await messages
      .find({ ...all, ...(going && MARKED) }, { _id: 1 })
      .limit(limit)
      .lean();
    const ids = first.map(({ _id }) => _id);
    if (!going || ids.length === limit) return ids;
    const others = await messages.find({ ...all, ...UNMARKED }, { causeId: 1 }).lean();
    const besides = (await going(others, ({ _id, causeId }) => causeId ?? _id)).map(({ _id }) => _id);
    return [...ids, ...besides].slice(0, limit);
  }

  async function forgetElsewhere(tenantId: TenantId, ids: readonly MessageId[]) {
    await unlinkUsage(tenantId, ids);
    await topicalerts.updateMany(
      { tenantId, 'examples.messageId': { $in: ids } },
      { $pull: { examples: { messageId: { $in: ids } } } },
    );
  }

  return {
    async deleteMessages(tenantId, conversationId, limit, going) {
      const theirs = { tenantId, conversationId };
      const ids = await listGoing(theirs, limit, going);
      await deleteInLinkedChats(tenantId, conversationId, going);
      await outbox.deleteMany({ tenantId, _id: { $in: ids } });
      // What was sent without a message of its own; with an erasure also what nobody has dealt with yet.
      const sent = { ...theirs, isDone: going ? EITHER : true };
      await deleteThose(
        going,
        () => outbox.find(sent, { _id: 1 }).lean(),
        (only) => outbox.deleteMany({ ...sent, ...only }),
        itself,
      );
      await deleteThose(
        going,
        () => outbox.find({ tenantId, about: conversationId }, { erasureId: 1 }).lean(),
        (only) => outbox.deleteMany({ tenantId, about: conversationId, ...only }),
      );
      await deleteWhatVisitorsFetch(tenantId, conversationId, going);
      await deleteBesides(tenantId, conversationId, going);
      await forgetElsewhere(tenantId, ids);
      await messages.deleteMany({ tenantId, _id: { $in: ids } });
      return ids;
    },
    deleteBesides,
    forgetElsewhere,
  };
}

const LOOKED_AT = 100;

const itself = ({ _id }: Listed) => _id;

/** Deletes what was listed and goes, or with nothing to say what goes all there is. */
async function deleteThose<Doc extends Listed>(
  going: Going | undefined,
  list: () => Promise<readonly Doc[]>,
  remove: (only?: { readonly _id: { readonly $in: Doc['_id'][] } }) => Promise<unknown>,
  baseOf?: (doc: Doc) => string | undefined,
): Promise<void> {
  if (!going) {
    await remove();
    return;
  }
  const ids = (await going(await list(), baseOf)).map(({ _id }) => _id);
  if (ids.length > 0) await remove({ _id: { $in: ids } });
}
