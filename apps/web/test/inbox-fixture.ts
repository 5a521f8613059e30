import type { Page } from 'playwright-core';
import { answerInstead } from './answer-instead.ts';

export const conversationId = 'c-of-the-screens';
const start = Date.parse('2026-11-27T09:00:00Z');
const me = 'u-me';

/** The id of what was said or happened so many minutes after the start; sorts by time. */
function idAt(minute: number): string {
  return `${(start + minute * 60_000).toString(36).padStart(9, '0')}000abcdefghijkl`;
}

function at(minute: number): string {
  return new Date(start + minute * 60_000).toISOString();
}

function said(minute: number, content: object) {
  const message = {
    id: idAt(minute),
    createdAt: at(minute),
    direction: 'in',
    channel: 'telegram',
    inbound: { content },
  };
  return { kind: 'in', message };
}

function replied(minute: number, text: string, more: { by?: string; delivery?: object; original?: object } = {}) {
  const { by, delivery, ...rest } = more;
  const author = by === undefined ? { kind: 'bot' } : { kind: 'agent', agentId: by };
  const message = {
    id: idAt(minute),
    createdAt: at(minute),
    direction: 'out',
    channel: 'telegram',
    author,
    content: { kind: 'reply', text },
    ...rest,
  };
  return { kind: 'out', message, delivery: { state: 'sent', uncertainSends: 0, ...delivery } };
}

function happened(minute: number, event: object) {
  return { kind: 'event', event: { id: idAt(minute), at: at(minute), ...event } };
}

/** Every kind of thing a transcript shows. */
const entries = [
  said(0, { kind: 'opened' }),
  said(1, {
    kind: 'text',
    text: 'Hi, do you ship to **Portugal**? My order is A-20993, and it has not come for two weeks now.',
  }),
  replied(2, 'Yes, to 31 countries.\nDelivery takes *three* days.', { delivery: { uncertainSends: 1 } }),
  said(3, { kind: 'attachment', attachment: 'image', platformKind: 'photo', caption: 'The parcel' }),
  said(4, { kind: 'choice', choiceId: 'person' }),
  happened(4.1, { kind: 'handed-over', reason: 'asked-for-person', priority: 2 }),
  happened(4.2, { kind: 'assigned', toId: 'u-other', isByRouting: true }),
  happened(5, { kind: 'told', step: 'push', toIds: ['u-other'] }),
  happened(19, { kind: 'timer-breached', timer: 'first', dueAt: at(19) }),
  happened(20, { kind: 'taken', byId: me, fromId: 'u-other', mayStillArrive: 1 }),
  replied(20.5, 'Here is what I found about parcels.', { delivery: { state: 'cancelled', uncertainSends: 1 } }),
  happened(21, {
    kind: 'note',
    byId: 'u-other',
    text: '@Zoë Ångström the parcel is at the depot.',
    mentionedIds: [me],
  }),
  replied(22, 'I have found your parcel: it arrives tomorrow.', {
    by: me,
    original: { text: 'Ich habe Ihr Paket gefunden: Es kommt morgen.', language: 'de' },
  }),
  replied(23, 'May I do anything else?', {
    by: me,
    delivery: { state: 'failed', failure: { reason: 'gave-up', detail: '' } },
  }),
  happened(24, { kind: 'tagged', byId: me, added: ['parcel', 'Portugal'], removed: [] }),
  happened(25, { kind: 'rated', score: 4, comment: 'Quick, thank you' }),
];

const conversation = {
  id: conversationId,
  accountId: 't.a',
  channel: 'telegram',
  contactId: 'contact-1',
  isGroup: false,
  holder: { kind: 'bot' },
  status: 'waiting',
  language: 'pt',
  waiting: { reason: 'asked-for-person', since: at(4), priority: 2, asked: 'Where is my parcel?' },
  assigneeId: 'u-other',
  tags: ['parcel', 'Portugal'],
  timer: { kind: 'first', since: at(4), warnAt: at(15), dueAt: at(19), state: 'breached' },
  createdAt: at(0),
  lastMessageAt: at(25),
  contactName: 'Ana Maria da Silva Albuquerque e Castro',
};

const member = { role: 'agent', capacity: 10, languages: [], categories: [], isTelegramLinked: false };

const everything = {
  conversation,
  contact: { id: 'contact-1', isReachable: true },
  entries,
  window: { remaining: 3, limit: 5, expiresAt: new Date(Date.now() + 36_000_000).toISOString(), isOpen: true },
};

/** Has the server's answers be those of one conversation: one in which everything happens that can, or what `read` gives. */
export async function answerAsInbox(
  page: Page,
  read: (input: unknown) => unknown = () => everything,
  more: Parameters<typeof answerInstead>[1] = {},
): Promise<void> {
  await answerInstead(page, {
    'conversations.read': { dataOf: read },
    'staff.list': {
      data: [
        { ...member, userId: me, name: 'Zoë Ångström', publicName: 'Zoë', isHere: true, isIdle: false, load: 3 },
        { ...member, userId: 'u-other', name: 'Bo Ärmel', publicName: 'Bo', isHere: true, load: 10 },
        {
          ...member,
          userId: 'u-away',
          name: 'Cleo Dupont',
          publicName: 'Cleo',
          isHere: false,
          awayUntil: at(90_000),
          load: 0,
        },
      ],
    },
    'presence.list': { data: [{ userId: 'u-other', viewing: conversationId, isTyping: true }] },
    'translations.status': { data: { isOn: false, reason: 'no-model' } },
    'cannedReplies.list': {
      data: [
        { id: 'r1', shortcut: 'hours', text: 'We are open from 9 to 17.', updatedAt: at(0), updatedById: me },
        {
          id: 'r2',
          shortcut: 'parcel',
          text: 'Hello {{customer}}, your parcel is on its way.',
          updatedAt: at(0),
          updatedById: me,
        },
      ],
    },
    'profile.get': {
      data: {
        contact: { id: 'contact-1', displayName: 'Ana', isReachable: true, locale: 'pt', createdAt: at(0) },
        note: { text: 'Prefers to be called in the afternoon.', updatedAt: at(10), updatedById: 'u-other' },
        tags: ['parcel', 'Portugal'],
        ruleTags: ['VIP', 'Returns a lot'],
        past: [entries[9], entries[5]].map((entry) => entry && 'event' in entry && entry.event),
        ratings: [{ at: at(25), score: 4, comment: 'Quick, thank you' }],
        handoverCount: 2,
        firstSeenAt: at(0),
      },
    },
    'preJudgement.get': {
      data: {
        asked: 'Where is my parcel?',
        reason: 'asked-for-person',
        candidates: [
          { faqId: 'f1', question: 'Where is my order?', probability: 0.62, answer: 'Look into your account.' },
          { faqId: 'f2', question: 'Do you ship abroad?', probability: 0.21, answer: 'Yes, to 31 countries.' },
        ],
        suggestions: [{ faqId: 'f1', text: 'Look into [your account](https://shop.example/me).' }],
      },
    },
    'resolution.get': {
      data: {
        id: idAt(1),
        startedAt: at(1),
        state: 'confirmed',
        reason: 'rated-well',
        by: 'person',
        resolvedAt: at(25),
      },
    },
    'replyDrafts.get': { data: null },
    ...more,
  });
}

/** A conversation of so many messages, read page by page; `add` has the customer write one more. */
export function manyMessages(count: number) {
  let all = count;
  return {
    add: () => {
      all += 1;
    },
    read: (input: unknown) => {
      const { cursor, limit = 50 }: { cursor?: string; limit?: number } = Object(input);
      const until = cursor === undefined ? all : numberOf(cursor);
      const from = Math.max(0, until - limit);
      const page = Array.from({ length: until - from }, (_, place) => numbered(from + place));
      return { conversation, entries: page, ...(from > 0 && { nextCursor: idAt(from) }) };
    },
  };
}

/** Of several heights. */
function numbered(number: number) {
  const more = '\nwith some more words'.repeat(number % 4);
  return said(number, { kind: 'text', text: `Message ${number}.${more}` });
}

function numberOf(id: string): number {
  return (Number.parseInt(id.slice(0, 9), 36) - start) / 60_000;
}
