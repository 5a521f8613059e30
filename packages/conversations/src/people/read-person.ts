import {
  type Account,
  type Contact,
  type ContactId,
  type Conversation,
  type ConversationId,
  DomainError,
  type EmotionName,
  type FaqId,
  faqIdSchema,
  type LinkedContacts,
  type Locale,
  type Rating,
  type StoredMessage,
  type TagRule,
  type TenantId,
  type TopicId,
  topicOfFaq,
} from '@answerdesk/domain';
import { questionOf } from '../draft-reply.ts';
import type { ContactNote, ContactNoteStore } from '../inbox-side/ports.ts';
import type { RatingStore } from '../rating/ports.ts';
import type { ReadDeps } from '../read-conversation.ts';
import { languageToFeelIn, noteMood } from '../soothe.ts';
import { describeContact, type FoundContact } from './find-contacts.ts';
import type { ContactConversations, ContactDetailsStore, ContactLinkStore, ErasureStore } from './ports.ts';
import { readLinked } from './read-linked.ts';
import { type ReadRuleTagsDeps, readRuleTags } from './tagging/read-rule-tags.ts';

const MOST_CONVERSATIONS = 100;
/** Conversations whose messages are looked at, and how many of each: the newest. */
const LOOKED_INTO = 10;
const MESSAGES = 200;
const MOST_FEELINGS = 60;
const MOST_RATINGS = 20;
const MOST_TOPICS = 5;
const TOPIC_DAYS = 90;
const DAY_MS = 24 * 3_600_000;

export interface PersonDeps extends ReadRuleTagsDeps {
  readonly contacts: ReadDeps['contacts'];
  readonly links: Pick<ContactLinkStore, 'list'>;
  readonly details: Pick<ContactDetailsStore, 'list'>;
  readonly contactNotes: Pick<ContactNoteStore, 'find'>;
  readonly conversations: ContactConversations;
  readonly messages: ReadDeps['messages'];
  readonly ratings: Pick<RatingStore, 'listByConversation'>;
  readonly erasures: Pick<ErasureStore, 'findRunning'>;
  readonly accounts: { list(tenantId: TenantId): Promise<Account[]> };
  readonly titlesOf: (tenantId: TenantId, topics: readonly TopicId[]) => Promise<ReadonlyMap<TopicId, string>>;
  readonly now: () => Date;
}

/** How one message of the customer's felt: from -1 (angry, disappointed) to 1 (pleased). */
export interface Feeling {
  readonly at: Date;
  readonly score: number;
  readonly leading: EmotionName | 'neutral';
}

export type PersonConversation = Pick<
  Conversation,
  'id' | 'channel' | 'contactId' | 'status' | 'isGroup' | 'createdAt' | 'lastMessageAt' | 'lastExchange' | 'outcome'
>;

export type PersonContact = FoundContact & { readonly note?: Omit<ContactNote, 'contactId'> };

/** One customer, over all the contacts that are theirs; the one asked about is the first. */
export interface Person {
  readonly name?: string;
  readonly contacts: readonly PersonContact[];
  readonly links: LinkedContacts['links'];
  readonly language?: Locale;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  /** Set by staff, on their conversations. */
  readonly tags: readonly string[];
  /** Rules that are true of them, each with the titles of the FAQs that it asks for. */
  readonly ruleTags: readonly (TagRule & { readonly titles: Readonly<Record<FaqId, string>> })[];
  /** Oldest first. */
  readonly feelings: readonly Feeling[];
  /** Newest first. */
  readonly ratings: readonly Pick<Rating, 'score' | 'comment' | 'ratedAt' | 'conversationId'>[];
  /** What they asked about most in the last 90 days. */
  readonly topics: readonly { readonly faqId: FaqId; readonly title: string; readonly count: number }[];
  /** The newest message first. */
  readonly conversations: readonly PersonConversation[];
  readonly isBeingErased: boolean;
}

/** Reads what is known of a customer on all their channels. Throws DomainError `not-found`. */
export async function readPerson(deps: PersonDeps, tenantId: TenantId, contactId: ContactId): Promise<Person> {
  const { contactIds, links } = await readLinked(deps.links, tenantId, contactId);
  const [contacts, conversations, accounts, erasure, ruleTags] = await Promise.all([
    readContacts(deps, tenantId, contactIds),
    deps.conversations.listOfContacts(tenantId, contactIds, MOST_CONVERSATIONS),
    deps.accounts.list(tenantId),
    deps.erasures.findRunning(tenantId, contactId),
    readRuleTags(deps, tenantId, contactIds),
  ]);
  const first = contacts.find(({ contact }) => contact.id === contactId)?.contact;
  if (!first) throw new DomainError('not-found', 'There is no such contact.');
  const own = conversations.filter(({ isGroup }) => !isGroup).slice(0, LOOKED_INTO);
  const [transcripts, ratings] = await Promise.all([
    Promise.all(own.map(({ id }) => deps.messages.listNewest(tenantId, id, MESSAGES))),
    readRatings(deps, tenantId, conversations),
  ]);
  const said = transcripts.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
  const name = first.displayName ?? contacts.find(({ contact }) => contact.displayName)?.contact.displayName;
  const language = conversations.find((conversation) => conversation.language)?.language ?? first.locale;
  const times = conversations.map(({ lastMessageAt }) => lastMessageAt.getTime());
  return {
    ...(name !== undefined && { name }),
    contacts: contacts.map(({ contact, details, note }) => {
      const channel = conversations.find((conversation) => conversation.contactId === contact.id)?.channel;
      return { ...(channel && { channel }), ...describeContact(contact, accounts, details), ...(note && { note }) };
    }),
    links,
    ...(language !== undefined && { language }),
    firstSeenAt: new Date(Math.min(...contacts.map(({ contact }) => contact.createdAt.getTime()))),
    lastSeenAt: new Date(Math.max(first.createdAt.getTime(), ...times)),
    tags: [...new Set(conversations.flatMap(({ tags = [] }) => tags))].sort(),
    ruleTags: await withTitles(deps, tenantId, ruleTags),
    feelings: feelingsOf(said, language),
    ratings,
    topics: await topicsOf(deps, tenantId, said),
    conversations: conversations.map(shownOf),
    isBeingErased: erasure !== undefined,
  };
}

async function withTitles(
  { titlesOf }: PersonDeps,
  tenantId: TenantId,
  rules: readonly TagRule[],
): Promise<Person['ruleTags']> {
  const faqIdsOf = ({ conditions }: TagRule) => conditions.flatMap((each) => (each.kind === 'faq' ? [each.faqId] : []));
  const titles = await titlesOf(tenantId, rules.flatMap(faqIdsOf).map(topicOfFaq));
  return rules.map((rule) => ({
    ...rule,
    titles: Object.fromEntries(faqIdsOf(rule).map((id) => [id, titles.get(topicOfFaq(id)) ?? ''])),
  }));
}

async function readContacts(deps: PersonDeps, tenantId: TenantId, contactIds: readonly ContactId[]) {
  const details = await deps.details.list(tenantId, contactIds);
  const read = contactIds.map(async (id) => {
    const [contact, note] = await Promise.all([deps.contacts.find(tenantId, id), deps.contactNotes.find(tenantId, id)]);
    return contact ? [{ contact, note: note && noteOf(note), details: details.find((of) => of.contactId === id) }] : [];
  });
  return (await Promise.all(read)).flat() satisfies readonly { readonly contact: Contact }[];
}

function noteOf({ contactId: _of, ...note }: ContactNote): Omit<ContactNote, 'contactId'> {
  return note;
}

async function readRatings(
  { ratings }: PersonDeps,
  tenantId: TenantId,
  conversations: readonly { readonly id: ConversationId }[],
): Promise<Person['ratings']> {
  const lists = conversations.map(({ id }) => ratings.listByConversation(tenantId, id, MOST_RATINGS));
  return (await Promise.all(lists))
    .flat()
    .flatMap(({ score, comment, ratedAt, conversationId }) =>
      score === undefined || !ratedAt
        ? []
        : [{ score, ratedAt, conversationId, ...(comment !== undefined && { comment }) }],
    )
    .sort((a, b) => b.ratedAt.getTime() - a.ratedAt.getTime())
    .slice(0, MOST_RATINGS);
}

function feelingsOf(said: readonly StoredMessage[], expected: Locale | undefined): Feeling[] {
  return said
    .flatMap((message) => (message.direction === 'in' && questionOf(message) !== '' ? [message] : []))
    .slice(-MOST_FEELINGS)
    .flatMap((message) => {
      const text = questionOf(message);
      const turn = { messageId: message.id, at: message.createdAt, text };
      const emotion = noteMood(undefined, turn, languageToFeelIn(text, expected)).turns[0]?.emotion;
      if (!emotion) return [];
      const score = emotion.satisfaction - Math.max(emotion.anger, emotion.disappointment);
      return [{ at: message.createdAt, score: Math.round(score * 1_000) / 1_000, leading: emotion.leading }];
    });
}

async function topicsOf(
  { titlesOf, now }: PersonDeps,
  tenantId: TenantId,
  said: readonly StoredMessage[],
): Promise<Person['topics']> {
  const since = now().getTime() - TOPIC_DAYS * DAY_MS;
  const counts = new Map<FaqId, number>();
  for (const message of said) {
    if (message.direction === 'in' || message.author.kind !== 'bot' || message.createdAt.getTime() < since) continue;
    const faqId = faqIdSchema.safeParse(message.trace?.['faqId']);
    if (faqId.success) counts.set(faqId.data, (counts.get(faqId.data) ?? 0) + 1);
  }
  const titles = await titlesOf(tenantId, [...counts.keys()].map(topicOfFaq));
  return [...counts]
    .flatMap(([faqId, count]) => {
      const title = titles.get(topicOfFaq(faqId));
      return title === undefined ? [] : [{ faqId, title, count }];
    })
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_TOPICS);
}

function shownOf(conversation: Conversation): PersonConversation {
  const { id, channel, contactId, status, isGroup, createdAt, lastMessageAt, lastExchange, outcome } = conversation;
  return {
    ...{ id, channel, contactId, status, isGroup, createdAt, lastMessageAt },
    ...(lastExchange && { lastExchange }),
    ...(outcome && { outcome }),
  };
}
