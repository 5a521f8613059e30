import type { HumanReplies, HumanReply } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { MessageDoc } from '../schema.ts';

const READ_TOGETHER = 10;
const MESSAGES_AFTER = 30;
const MOST_REPLIES = 3;

/** Fills the port of what people replied in conversations. */
export function createHumanReplies({ messages }: Pick<Models, 'messages'>): HumanReplies {
  return {
    async listAfter(tenantId, questions) {
      const found: HumanReply[] = [];
      for (let from = 0; from < questions.length; from += READ_TOGETHER) {
        const read = questions.slice(from, from + READ_TOGETHER).map(async ({ id, conversationId }) => {
          const docs = await messages
            .find({ tenantId, conversationId, isHandled: true, _id: { $gt: id } })
            .sort({ _id: 1 })
            .limit(MESSAGES_AFTER)
            .lean();
          return docs.flatMap((doc) => replyIn(doc) ?? []).slice(0, MOST_REPLIES);
        });
        found.push(...(await Promise.all(read)).flat());
      }
      return [...new Map(found.map((reply) => [reply.messageId, reply])).values()];
    },
  };
}

function replyIn({
  _id,
  conversationId,
  author,
  notice,
  content,
  introLength,
  original,
}: MessageDoc): HumanReply | undefined {
  if (author.kind !== 'agent' || notice !== undefined) return undefined;
  const text = original?.text ?? content?.text.slice(introLength ?? 0);
  if (text === undefined) return undefined;
  return { messageId: _id, conversationId, text, ...(original && { language: original.language }) };
}
