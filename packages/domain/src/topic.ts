import { type FaqId, faqIdSchema } from './ids.ts';

/** What is counted together: the questions that an FAQ answers, or those of a gap that none does. */
export type TopicId = `faq:${string}` | `gap:${string}`;

/** The topic of an FAQ's questions. */
export function topicOfFaq(faqId: FaqId): TopicId {
  return `faq:${faqId}`;
}

/** The FAQ that a topic is about; undefined for a gap. */
export function faqOfTopic(topic: TopicId): FaqId | undefined {
  if (!topic.startsWith('faq:')) return undefined;
  const parsed = faqIdSchema.safeParse(topic.slice('faq:'.length));
  return parsed.success ? parsed.data : undefined;
}
