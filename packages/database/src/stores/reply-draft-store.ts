import type { ReplyDraft, ReplyDraftStore } from '@answerdesk/conversations';
import type { ConversationId, UserId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { ReplyDraftDoc } from '../inbox-side-schemas.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Most drafts that a screen is told of at once. */
const MOST = 200;

/** Keeps what people have begun to write, so that it is there on their other devices. */
export function createReplyDraftStore({ replydrafts }: Pick<Models, 'replydrafts'>): ReplyDraftStore {
  return {
    async list(tenantId, userId) {
      const docs = await replydrafts.find({ tenantId, userId }).sort({ updatedAt: -1 }).limit(MOST).lean();
      return docs.map(draftOf);
    },
    async find(tenantId, userId, conversationId) {
      const doc = await replydrafts.findOne({ tenantId, _id: idOf(userId, conversationId) }).lean();
      return doc ? draftOf(doc) : undefined;
    },
    async save(tenantId, userId, { conversationId, ...draft }) {
      await retryUpsert(() =>
        replydrafts.updateOne(
          { tenantId, _id: idOf(userId, conversationId) },
          { $set: draft, $setOnInsert: { userId, conversationId } },
          { upsert: true },
        ),
      );
    },
    async remove(tenantId, userId, conversationId) {
      await replydrafts.deleteOne({ tenantId, _id: idOf(userId, conversationId) });
    },
  };
}

function idOf(userId: UserId, conversationId: ConversationId): string {
  return `${userId}/${conversationId}`;
}

function draftOf({ conversationId, text, isNote, updatedAt }: ReplyDraftDoc): ReplyDraft {
  return { conversationId, text, isNote, updatedAt };
}
