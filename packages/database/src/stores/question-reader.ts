import type { AskedQuestion, QuestionReader } from '@answerdesk/conversations';
import type { TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { ConversationDoc, MessageDoc } from '../schema.ts';

/** Conversations read at a time, and at most: a tenant whose customers send pictures alone ends the search. */
const PAGE = 100;
const MOST_CONVERSATIONS = 2_000;
const READ_TOGETHER = 10;

/** Finds a tenant's newest questions by way of its conversations, so that no index of messages is needed for it. */
export function createQuestionReader({
  conversations,
  messages,
}: Pick<Models, 'conversations' | 'messages'>): QuestionReader {
  async function readOf(tenantId: TenantId, conversation: ConversationDoc, limit: number): Promise<AskedQuestion[]> {
    const docs = await messages
      .find({ tenantId, conversationId: conversation._id, isHandled: true, direction: 'in' })
      .sort({ _id: -1 })
      .limit(limit)
      .lean();
    return docs.flatMap((doc) => questionOf(doc) ?? []);
  }

  return {
    async listNewest(tenantId, limit, signal) {
      const found: AskedQuestion[] = [];
      for (let skip = 0; skip < MOST_CONVERSATIONS; skip += PAGE) {
        const page: ConversationDoc[] = await conversations
          .find({ tenantId, isStaff: { $ne: true } }, { lastMessageAt: 1 })
          .sort({ lastMessageAt: -1 })
          .skip(skip)
          .limit(PAGE)
          .lean<ConversationDoc[]>();
        for (let at = 0; at < page.length; at += READ_TOGETHER) {
          signal?.throwIfAborted();
          const together = page.slice(at, at + READ_TOGETHER);
          const oldestWanted = newestFirst(found)[limit - 1];
          // What conversations further down the page hold is older than all that was wanted.
          if (oldestWanted && (together[0]?.lastMessageAt ?? 0) < oldestWanted.at)
            return newestFirst(found).slice(0, limit);
          found.push(...(await Promise.all(together.map((each) => readOf(tenantId, each, limit)))).flat());
        }
        if (page.length < PAGE) break;
      }
      return newestFirst(found).slice(0, limit);
    },
  };
}

function newestFirst(questions: AskedQuestion[]): AskedQuestion[] {
  return questions.sort((a, b) => (a.messageId < b.messageId ? 1 : -1));
}

function questionOf({
  _id,
  conversationId,
  channel,
  createdAt,
  inbound,
  handledAs,
}: MessageDoc): AskedQuestion | undefined {
  const content = inbound?.content;
  const text = content?.kind === 'text' ? content.text : content?.kind === 'attachment' ? content.caption : undefined;
  if (text === undefined || text.trim() === '') return undefined;
  const locale = inbound?.contact.locale;
  return {
    messageId: _id,
    conversationId,
    channel,
    text,
    at: createdAt,
    ...(locale !== undefined && { locale }),
    ...(handledAs !== undefined && { handledAs }),
  };
}
