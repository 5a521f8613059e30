import { faqOfTopic, idsFrom, type MessageId, messageIdSchema } from '@answerdesk/domain';
import type { TopicQuestionReader } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { MessageDoc } from '../schema.ts';
import { wordsOf } from './message-words.ts';

/** Reads questions by way of the bot's replies, which say which FAQ each was about. */
export function createTopicQuestionReader({ messages }: Pick<Models, 'messages'>): TopicQuestionReader {
  return {
    async list(tenantId, topic, { from, to }, limit) {
      const faqId = faqOfTopic(topic);
      if (faqId === undefined) return [];
      const ids = { $gte: messageIdSchema.parse(idsFrom(from)), $lt: messageIdSchema.parse(idsFrom(to)) };
      const replies = await messages
        .find({ tenantId, _id: ids, 'author.kind': 'bot', 'trace.faqId': faqId }, { causeId: 1 })
        .sort({ _id: -1 })
        .hint({ _id: 1 })
        .limit(limit)
        .lean<Pick<MessageDoc, 'causeId'>[]>();
      const causeIds = replies.flatMap(({ causeId }): MessageId[] => (causeId === undefined ? [] : [causeId]));
      const causes = await messages
        .find({ tenantId, _id: { $in: causeIds } }, { inbound: 1 })
        .sort({ _id: -1 })
        .lean<Pick<MessageDoc, '_id' | 'inbound'>[]>();
      return causes.flatMap(({ _id, inbound }) => {
        const text = wordsOf(inbound?.content);
        return text === undefined ? [] : [{ messageId: _id, text }];
      });
    },
  };
}
