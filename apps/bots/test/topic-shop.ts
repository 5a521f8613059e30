import { setTimeout as sleep } from 'node:timers/promises';
import {
  accountIdSchema,
  contactIdSchema,
  conversationIdSchema,
  faqIdSchema,
  type HandledAs,
  idsFrom,
  messageIdSchema,
  newTenantId,
  userIdSchema,
} from '@answerdesk/domain';
import type { ToldOfTopic, TopicTeller, WatchTopicsDeps } from '@answerdesk/insights';
import type { TestDatabase } from '@answerdesk/testing';

export const HOUR_MS = 3_600_000;
const WEEK_HOURS = 168;
/** Ids of all shops of a run are different: they may stand on one database. */
let serial = 0;

interface Asked {
  readonly at: Date;
  readonly customer: string;
  readonly faq?: string;
  readonly text?: string;
  readonly handledAs?: HandledAs;
}

export const ann: ToldOfTopic = personCalled('ann', true);
export const ben: ToldOfTopic = personCalled('ben', false);

function personCalled(name: string, isManager: boolean): ToldOfTopic {
  return {
    userId: userIdSchema.parse(name),
    email: `${name}@shop.example`,
    locale: 'en',
    isManager,
    notify: { push: true, email: true },
  };
}

/**
 * A shop whose customers have asked about two things at regular times for so many weeks before `start`. Of the last
 * `storedHours` of them the messages are stored, of those before only what was counted.
 */
export async function openShop(
  desk: TestDatabase,
  start: Date,
  { weeks = 6, storedHours = 0 }: { readonly weeks?: number; readonly storedHours?: number } = {},
) {
  const tenantId = newTenantId();

  async function store(asked: readonly Asked[]): Promise<void> {
    const docs = asked.flatMap(({ at, customer, faq, text = 'Where?', handledAs = 'answered' }) => {
      serial += 1;
      const id = messageIdSchema.parse(`${idsFrom(at)}${String(serial).padStart(15, '0')}`);
      const base = {
        tenantId,
        accountId: accountIdSchema.parse(`${tenantId}.a`),
        conversationId: conversationIdSchema.parse(customer),
        channel: 'telegram',
        createdAt: at,
        isHandled: true,
      } as const;
      const question = {
        ...base,
        _id: id,
        dedupeKey: id,
        direction: 'in',
        author: { kind: 'contact', contactId: contactIdSchema.parse(customer) },
        inbound: { content: { kind: 'text', text }, contact: { platformId: customer } },
        handledAs,
      };
      const reply = {
        ...base,
        _id: `${id}.r`,
        dedupeKey: `out:${id}`,
        direction: 'out',
        author: { kind: 'bot' },
        content: { kind: 'reply', text: 'There.' },
        causeId: id,
        turn: { handledAs, changes: { unsureTurns: 0 } },
        ...(faq !== undefined && { trace: { faqId: faqIdSchema.parse(faq) } }),
      };
      return [question, reply];
    });
    if (docs.length > 0) await desk.database.models.messages.collection.insertMany(docs as never[]);
  }

  const hours = Array.from({ length: weeks * WEEK_HOURS }, (_, hour) => {
    const at = new Date(start.getTime() - (hour + 1) * HOUR_MS);
    const faqs = [...(hour % 12 === 0 ? ['zip'] : []), ...(hour % 6 === 0 ? ['ship'] : [])];
    return { at, hour, faqs };
  });
  await store(
    hours
      .slice(0, storedHours)
      .flatMap(({ at, hour, faqs }): Asked[] => [
        { at, customer: `o${hour}` },
        ...faqs.map((faq) => ({ at, customer: `${faq}${hour}`, faq })),
      ]),
  );
  const counted = hours.slice(storedHours).map(({ at, faqs }) => ({
    _id: `${tenantId}:${at.getTime().toString(36)}`,
    tenantId,
    start: at,
    conversations: 1 + faqs.length,
    topics: faqs.map((faq) => ({ topic: `faq:${faq}`, count: 1 })),
  }));
  if (counted.length > 0) await desk.database.models.topichours.collection.insertMany(counted as never[]);

  const told: string[] = [];
  const failures: unknown[] = [];
  const teller = (name: string, isFor: TopicTeller['isFor']): TopicTeller => ({
    name,
    isFor,
    async tell(_tenantId, member, alert) {
      await sleep(1);
      told.push(`${name} ${member.userId} ${alert.id}`);
    },
  });

  /** What a process is given whose clock stands at a moment. */
  function depsAt(at: Date, changes: Partial<WatchTopicsDeps> = {}): WatchTopicsDeps {
    const { messageFacts, topicCounts, topicAlerts, topicQuestions, topicJob } = desk.stores;
    return {
      facts: messageFacts,
      counts: topicCounts,
      alerts: topicAlerts,
      questions: topicQuestions,
      job: topicJob,
      titleOf: async (_tenantId, topic) => `About ${topic}`,
      listTenants: async (after) => (after === undefined ? [tenantId] : []),
      isWatched: async () => true,
      listStaff: async () => [ann, ben],
      tellers: [teller('mail', ({ isManager }) => isManager), teller('chat', () => true)],
      reportFailure: (_what, error) => void failures.push(error),
      now: () => at,
      owner: 'one',
      ...changes,
    };
  }
  const alerts = () => desk.stores.topicAlerts.listNewest(tenantId, 10);
  return { tenantId, store, depsAt, alerts, told, failures };
}
