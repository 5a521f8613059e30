import type { FaqImportDeps } from '@answerdesk/answers';
import { faqOfTopic, topicOfFaq } from '@answerdesk/domain';
import type { ListTopicsDeps } from '@answerdesk/insights';

/** Makes the reader of what topics are called: an FAQ by its question. */
export function createTopicTitles({ findMany }: Pick<FaqImportDeps['faqs'], 'findMany'>): ListTopicsDeps['titlesOf'] {
  return async (tenantId, topics) => {
    const faqs = await findMany(
      tenantId,
      topics.flatMap((topic) => faqOfTopic(topic) ?? []),
    );
    return new Map(
      faqs.flatMap(({ id, published, draft }) => {
        const question = (published ?? draft)?.question;
        return question === undefined ? [] : [[topicOfFaq(id), question] as const];
      }),
    );
  };
}
