import type { Chance } from '@answerdesk/testing';
import { pick } from './customers.ts';

/** A query that a page makes: its procedure and its input. */
export type Query = readonly [procedure: string, input?: unknown];

/** What there is to be opened. */
export interface Known {
  readonly faqs: readonly { readonly id: string; readonly question: string }[];
  readonly gaps: readonly { readonly id: string }[];
  readonly suggestions: readonly { readonly id: string; readonly revision: number }[];
  readonly conversations: readonly { readonly id: string; readonly contactId: string }[];
  /** What people replied: conversations of history with the messages. */
  readonly replies: readonly { readonly conversationId: string; readonly messageId: string }[];
  readonly accountId: string;
}

/** The rule that tags customers. */
export const TAG_RULE = 'english';

type Page = (known: Known, chance: Chance) => readonly Query[];

const DAY_MS = 86_400_000;
const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);
const lastDays = (days: number) => ({ from: day(days - 1), to: day(0), by: days <= 2 ? 'hour' : 'day' });
const channel = 'telegram';
const beginnings = ['Ana', 'Bo', 'card', 'how', 'Mia'];

const openConversation: Page = ({ conversations }, chance) => {
  const { id: conversationId = '' } = pick(conversations, chance.next()) ?? {};
  return [
    ['conversations.read', { id: conversationId, limit: 50 }],
    ['profile.get', { conversationId }],
    ['resolution.get', { conversationId }],
    ['preJudgement.get', { conversationId }],
    ['replyDrafts.get', { conversationId }],
    ['cannedReplies.list'],
    ['translations.status'],
    ['staff.list'],
  ];
};

const queue =
  (name: string): Page =>
  () => [['queues.list', { queue: name, limit: 50 }], ['queues.counts']];

/** What every page stands in: asked for when the app is opened, and again as inboxes hear of changes. */
const frame: Page = () => [
  ['tenant.current'],
  ['tenant.list'],
  ['queues.counts'],
  ['queues.list', { queue: 'mine', limit: 50 }],
  ['presence.list'],
  ['staff.me'],
  ['billing.allowed'],
];

/** The pages that everybody works with. */
const pagesOfAgents: Readonly<Record<string, Page>> = {
  frame,
  'inbox: mine': queue('mine'),
  'inbox: unassigned': queue('unassigned'),
  'inbox: waiting': queue('waiting'),
  'inbox: all': queue('all'),
  'inbox: closed': queue('closed'),
  'inbox: a conversation': openConversation,
  'inbox: another conversation': openConversation,
  'inbox: a reply to be taught': ({ replies }, chance) => {
    const reply = pick(replies, chance.next());
    return reply ? [['teaching.propose', reply], ['faqs.categories']] : [];
  },
  'inbox: me': () => [['staff.me'], ['linkedChats.status'], ['push.publicKey'], ['push.mine'], ['faqs.categories']],
  conversations: () => [['conversations.list', { limit: 50 }]],
  'conversations: handed over': () => [['conversations.list', { limit: 50, outcome: 'handover' }]],
  'a person': ({ conversations }, chance) => {
    const { contactId = '' } = pick(conversations, chance.next()) ?? {};
    return [
      ['people.get', { contactId }],
      ['people.suggestions', { contactId }],
    ];
  },
  search: (_known, chance) => {
    const search = pick(beginnings, chance.next()) ?? '';
    return [
      ['queues.list', { queue: 'all', search, limit: 5 }],
      ['people.find', { search }],
      ['faqs.list', { search, limit: 5 }],
    ];
  },
  FAQs: () => [['faqs.list', { limit: 50 }], ['faqs.counts'], ['faqs.categories'], ['faqs.languages']],
};

/** The pages that the owner works with beside those. */
const pagesOfOwners: Readonly<Record<string, Page>> = {
  home: () => [
    ['insights.summary', lastDays(7)],
    ['insights.firstSteps'],
    ['ratings.summary', { days: 30 }],
    ['ratings.list', { hasComment: true, limit: 5 }],
    ['topics.alerts'],
  ],
  'home: 30 days': () => [['insights.summary', lastDays(30)]],
  'home: today': () => [['insights.summary', lastDays(1)]],
  'FAQs: with suggestions': () => [['suggestions.count'], ['faqs.list', { limit: 50, status: 'published' }]],
  'an FAQ': ({ faqs }, chance) => {
    const { id = '', question = '' } = pick(faqs, chance.next()) ?? {};
    const content = { question: `${question} now`, variants: [], answer: 'The same as before, at another place.' };
    return [
      ['faqs.get', { id }],
      ['faqs.timeZone'],
      ['faqs.categories'],
      ['faqs.languages'],
      ['faqs.preview', { content, language: 'en', channel }],
      ['faqs.similar', { ...content, exceptId: id }],
      ['faqs.effect', { id, content }],
    ];
  },
  'an FAQ: versions': ({ faqs }, chance) => {
    const { id = '' } = pick(faqs, chance.next()) ?? {};
    return [
      ['faqs.history', { id, limit: 30 }],
      ['faqs.compare', { id, from: 1, to: 1 }],
    ];
  },
  'FAQs: examples': () => [['examples.list']],
  'FAQs: imports': () => [['faqImports.list']],
  gaps: () => [['gaps.list', { state: 'open', limit: 50 }]],
  'a gap': ({ gaps }, chance) => {
    const gap = pick(gaps, chance.next() ** 2);
    return gap ? [['gaps.get', { gapId: gap.id }]] : [];
  },
  suggestions: () => [['suggestions.list', { state: 'open', limit: 50 }]],
  'suggestions: two are chosen': ({ suggestions }) =>
    suggestions.length > 0
      ? [['suggestions.effect', { suggestions: suggestions.slice(0, 2).map(({ id, revision }) => ({ id, revision })) }]]
      : [],
  care: () => [['faqs.neglected']],
  glossary: () => [['glossary.get'], ['glossary.proposals']],
  graph: ({ faqs }, chance) => [['glossary.neighbours', { kind: 'faq', id: pick(faqs, chance.next())?.id }]],
  topics: () => [['topics.list'], ['topics.alerts']],
  curve: () => [['insights.curve']],
  billing: () => [
    ['billing.overview', { month: day(0).slice(0, 7) }],
    ['billing.plans'],
    ['billing.receipts', { month: day(0).slice(0, 7), limit: 20 }],
  ],
  audit: () => [['audit.list', { limit: 100 }], ['team.members']],
  settings: () => [['settings.get'], ['channels.list'], ['staff.list']],
  'settings: who has a tag': () => [['settings.get'], ['people.tagged', { ruleId: TAG_RULE }]],
  account: () => [['account.sessions']],
  team: () => [['team.members'], ['team.invitations']],
  channels: ({ accountId }) => [['channels.list'], ['channels.check', { id: accountId }]],
  bench: ({ faqs }, chance) => [
    ['bench.suggestions', {}],
    ['faqs.languages'],
    [
      'bench.ask',
      {
        channel,
        locale: 'en',
        content: { kind: 'text', text: `${pick(faqs, chance.next())?.question} please` },
        state: { unsureTurns: 0, isWaiting: false },
      },
    ],
  ],
  dial: ({ accountId }) => [
    ['dial.get'],
    ['dial.accounts'],
    ['dial.preview', { answer: 0.5, clarify: 0.25 }],
    ['dial.drafts', { accountId }],
  ],
};

export const pages = { agent: pagesOfAgents, owner: { ...pagesOfAgents, ...pagesOfOwners } } as const;

/**
 * What screens ask beside these: files to be saved; what needs Stripe, a language model, a mail that was sent or an import that
 * runs; and what only somebody asks who connects a channel, is invited, or opens a conversation in another language.
 */
export const notAsked: ReadonlySet<string> = new Set([
  ...['audit.export', 'insights.export', 'billing.invoices', 'billing.previewPlan', 'account.mailedLink'],
  ...['channels.arrival', 'faqImports.check', 'faqImports.get', 'team.invitation'],
  ...['translations.ofMessage', 'translations.preview'],
]);
