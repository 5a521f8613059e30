import { createModelCache } from '@answerdesk/answers';
import { type RehearsedTurn, rehearseTurn } from '@answerdesk/conversations';
import {
  type AccountId,
  contactIdSchema,
  conversationIdSchema,
  EXCERPT_LENGTH,
  idsFrom,
  messageIdSchema,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import type { Chance, TestDatabase } from '@answerdesk/testing';
import { type Customers, pick } from './customers.ts';
import type { Known } from './pages.ts';

const DAYS = 36;
/** Days from the beginning on which nobody wrote. */
const quietDays = [9, 17, 18, 19, 30];
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const RATED = 0.6;
/** How many different messages history is made of. */
const TEXTS = 600;
const names = 'Ana Bo Chen Dora Emil Fatima Goran Hana Ivo Jun Kim Lea Mia Noor Otto Pia'.split(' ');
const comments = ['Quick and friendly.', 'It took a while.', 'Thank you!', 'I had to ask twice.'];

export interface HistoryOptions {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly customers: Customers;
  readonly agentIds: readonly UserId[];
  readonly conversations: number;
  readonly chance: Chance;
}

/**
 * Stores five weeks of conversations as the product would have left them, up to the end of yesterday: replies are made by the
 * product, people answered what was handed over, closed it and were rated. What is counted and learnt from them is left to it.
 * Resolves with how many
 * messages there are, and what people replied.
 */
export async function putHistory(
  { database, stores }: TestDatabase,
  options: HistoryOptions,
): Promise<{ readonly messages: number; readonly replied: Known['replies'] }> {
  const { tenantId, accountId, agentIds, chance } = options;
  const { models } = database;
  const turns = await rehearse(stores, options);
  const base = { tenantId, accountId, channel: 'telegram' } as const;
  const docs = { contacts: [], conversations: [], messages: [], outbox: [], conversationevents: [], ratings: [] } as {
    readonly [Name in (typeof collections)[number]]: object[];
  };
  const replied: Known['replies'][number][] = [];
  let serial = 0;
  const begin = Math.floor(Date.now() / DAY_MS - DAYS) * DAY_MS;

  for (let index = 0; index < options.conversations; index += 1) {
    const own = chance.fork(index);
    const conversationId = conversationIdSchema.parse(`${tenantId}:h${index}`);
    const contactId = contactIdSchema.parse(`${tenantId}:p${index}`);
    const platformId = String(7_000_000_000 + index);
    const contactName = `${pick(names, own.next())} ${index}`;
    const idAt = (at: number) => {
      serial += 1;
      return messageIdSchema.parse(`${idsFrom(new Date(at))}${String(serial).padStart(15, '0')}`);
    };
    const said = { ...base, conversationId, isHandled: true };
    const day = dayOf(own);
    const startAt = begin + day * DAY_MS + (8 + own.next() * 13) * 60 * MINUTE_MS;
    let at = startAt;
    let isClosed = false;
    let last: RehearsedTurn | undefined;
    let asked = '';

    const say = (text: string, author: object, more: object, answers: object) => {
      const id = idAt(at);
      const createdAt = new Date(at);
      docs.messages.push({
        ...{ ...said, _id: id, direction: 'out', author, dedupeKey: `out:${id}`, createdAt, ...answers },
        content: { kind: 'reply', text, ...more },
      });
      docs.outbox.push({
        ...{ ...base, _id: id, conversationId, contactId, chatKey: platformId, isGroup: false, state: 'sent' },
        ...{ content: { kind: 'reply', text, ...more }, attempts: 1, uncertainSends: 0, sentParts: [id], isDone: true },
        ...{ lastSentAt: createdAt, nextAttemptAt: createdAt, createdAt },
      });
      return id;
    };
    const note = (event: object) => {
      const id = idAt(at);
      docs.conversationevents.push({ _id: id, key: id, tenantId, conversationId, at: new Date(at), ...event });
    };

    const count = 1 + Math.floor(own.next() * 3);
    for (let place = 0; place < count && !isClosed; place += 1) {
      const [text, turn] = pick(turns, own.next()) ?? [];
      if (text === undefined || !turn) continue;
      asked = text;
      last = turn;
      const causeId = idAt(at);
      docs.messages.push({
        ...{ ...said, _id: causeId, direction: 'in', author: { kind: 'contact', contactId }, dedupeKey: causeId },
        ...{ handledAs: turn.repliedAs, createdAt: new Date(at) },
        inbound: {
          ...{ dedupeKey: causeId, chatKey: platformId, isGroup: false, content: { kind: 'text', text } },
          contact: { platformId, displayName: contactName, locale: 'en' },
        },
      });
      at += 400;
      const { unsureTurns, language, lastAnswered, lastSmallTalk } = turn.state;
      const { faqId } = turn.trace ?? {};
      const isCalled = turn.state.isWaiting;
      const waiting = {
        reason: turn.trace?.reason ?? 'no-answer',
        since: new Date(at),
        messageId: causeId,
        priority: 3,
      };
      say(turn.content.text, { kind: 'bot' }, turn.content.choices ? { choices: turn.content.choices } : {}, {
        ...{ causeId, ...(turn.trace && { trace: turn.trace }) },
        turn: {
          handledAs: turn.repliedAs,
          changes: {
            ...{ unsureTurns, language },
            ...(lastAnswered && { lastAnswered: { messageId: causeId, at: new Date(at), faqId } }),
            ...(lastSmallTalk && { lastSmallTalk: { ...lastSmallTalk, messageId: causeId } }),
            ...(isCalled && { waiting }),
          },
        },
      });
      at += (1 + own.next() * 4) * MINUTE_MS;
      if (!isCalled) continue;
      isClosed = true;
      const agentId = pick(agentIds, own.next());
      note({ kind: 'handed-over', reason: waiting.reason, priority: 3 });
      at += (1 + own.next() * 30) * MINUTE_MS;
      note({ kind: 'taken', byId: agentId, waitedMs: at - waiting.since.getTime() });
      at += MINUTE_MS;
      replied.push({ conversationId, messageId: say(answerTo(text), { kind: 'agent', agentId, name: 'Bo' }, {}, {}) });
      at += 10 * MINUTE_MS;
      note({ kind: 'closed', byId: agentId });
      if (own.hits(RATED)) {
        const ratedAt = new Date(at + 5 * MINUTE_MS);
        docs.ratings.push({
          ...{ ...base, _id: idAt(at), conversationId, agentId, askedAt: new Date(at), ratedAt },
          score: 1 + Math.floor((1 - own.next() ** 2) * 5),
          ...(own.hits(0.3) && { comment: pick(comments, own.next()) }),
        });
      }
    }
    docs.contacts.push({
      ...{ _id: contactId, tenantId, accountId, platformId, displayName: contactName, locale: 'en' },
      ...{ isReachable: true, createdAt: new Date(startAt) },
    });
    docs.conversations.push({
      ...{ ...base, _id: conversationId, contactId, chatKey: platformId, isGroup: false, holder: { kind: 'bot' } },
      ...{ epoch: isClosed ? 2 : 0, status: isClosed ? 'closed' : 'bot', language: 'en', unsureTurns: 0, contactName },
      ...{ nameWords: contactName.toLowerCase().split(' '), outcome: last?.repliedAs },
      ...(isClosed && { closedAt: new Date(at), botSince: 2, learnAt: new Date(at), learnLooks: 0 }),
      lastExchange: {
        asked: asked.slice(0, EXCERPT_LENGTH),
        ...(last && { replied: last.content.text.slice(0, EXCERPT_LENGTH) }),
      },
      ...{ createdAt: new Date(startAt), lastMessageAt: new Date(at), lastInboundAt: new Date(at) },
    });
  }
  for (const name of collections) await models[name].collection.insertMany(docs[name] as never[]);
  return { messages: docs.messages.length, replied };
}

const collections = ['contacts', 'conversations', 'messages', 'outbox', 'conversationevents', 'ratings'] as const;

/** Many different messages, each with what the bot replies to it at the beginning of a conversation. */
async function rehearse(
  stores: TestDatabase['stores'],
  { tenantId, customers, chance }: HistoryOptions,
): Promise<(readonly [string, RehearsedTurn])[]> {
  const tenant = await stores.tenants.find(tenantId);
  const models = createModelCache({ loadFaqs: stores.faqs.list, firstLessonMs: 600_000 });
  const deps = {
    faqs: stores.faqs,
    sentences: createSentences(),
    findTenant: async () => tenant,
    modelFor: models.modelFor,
    queue: { countWaiting: async () => 0, listWaits: async () => [] },
    reportFailure: (what: string, error: unknown) => {
      throw new Error(`${what} failed`, { cause: error });
    },
    now: () => new Date(),
  };
  const turns: (readonly [string, RehearsedTurn])[] = [];
  for (let index = 0; index < TEXTS; index += 1) {
    const text = customers.write(chance.fork(-index - 1));
    const content = { kind: 'text', text } as const;
    const state = { unsureTurns: 0, isWaiting: false };
    turns.push([text, await rehearseTurn(deps, tenantId, { content, locale: 'en', state })]);
  }
  return turns;
}

/** Yesterday at the latest. */
function dayOf(chance: Chance): number {
  for (;;) {
    const day = Math.floor(chance.next() * (DAYS - 1));
    if (!quietDays.includes(day)) return day;
  }
}

function answerTo(text: string): string {
  const about = text.toLowerCase().replaceAll(/[^a-z ]/g, '');
  return `You can do that in your account under settings; what you asked about ${about} stands there step by step.`;
}
