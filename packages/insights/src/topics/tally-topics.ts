import { momentOfId, type TenantId, type TopicId, topicOfFaq } from '@answerdesk/domain';
import type { CountedMessage } from '../ports.ts';
import { HOUR_MS } from '../tally.ts';
import type { TopicHour } from './ports.ts';

export interface TalliedTopics extends TopicHour {
  readonly tenantId: TenantId;
  /** Messages that nobody has dealt with yet. */
  readonly waiting: number;
}

/** The most topics that are kept of an hour and looked at together: those that came up most. */
export const MOST_TOPICS = 500;

interface OpenHour {
  readonly tenantId: TenantId;
  readonly start: Date;
  readonly conversations: Set<string>;
  readonly topics: Map<TopicId, Set<string>>;
  waiting: number;
}

/**
 * Counts in how many conversations topics came up, by the hours in which the questions were accepted; messages are given in
 * the order of their ids, where a bot's reply comes right behind what it answers. A topic comes up when its FAQ is the
 * answer, is chosen, or is what a person was called for.
 */
export async function tallyTopics(messages: AsyncIterable<CountedMessage>): Promise<TalliedTopics[]> {
  const hours = new Map<string, OpenHour>();
  let cause: CountedMessage | undefined;
  for await (const message of messages) {
    if (message.author === 'contact') {
      cause = message;
      if (message.handledAs !== 'from-staff') hourOf(hours, message).conversations.add(message.conversationId);
      if (message.handledAs === undefined) hourOf(hours, message).waiting += 1;
    } else if (message.author === 'bot' && cause && message.causeId === cause.id && message.faqId !== undefined) {
      if (cause.handledAs !== 'answered' && cause.handledAs !== 'handover') continue;
      const { topics } = hourOf(hours, cause);
      const topic = topicOfFaq(message.faqId);
      const conversations = topics.get(topic) ?? new Set();
      topics.set(topic, conversations.add(cause.conversationId));
    }
  }
  return [...hours.values()].map(({ conversations, topics, ...hour }) => ({
    ...hour,
    conversations: conversations.size,
    topics: mostFrequent([...topics].map(([topic, { size }]) => ({ topic, count: size }))),
  }));
}

/** Those that came up most, the same ones whoever counts. */
export function mostFrequent<Topic extends { readonly topic: TopicId; readonly count: number }>(
  topics: readonly Topic[],
): Topic[] {
  return [...topics].sort((a, b) => b.count - a.count || (a.topic < b.topic ? -1 : 1)).slice(0, MOST_TOPICS);
}

function hourOf(hours: Map<string, OpenHour>, { id, tenantId }: CountedMessage): OpenHour {
  const start = Math.floor(momentOfId(id).getTime() / HOUR_MS) * HOUR_MS;
  const name = `${tenantId}/${start}`;
  const hour = hours.get(name) ?? {
    tenantId,
    start: new Date(start),
    conversations: new Set(),
    topics: new Map(),
    waiting: 0,
  };
  hours.set(name, hour);
  return hour;
}
