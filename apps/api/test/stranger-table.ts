import type { AppRouter } from '../src/index.ts';

/** What there is in the first tenant that a stranger may have heard of. */
export interface World {
  readonly tenantId: string;
  readonly userId: string;
  readonly email: string;
  readonly sessionId: string;
  readonly invitationId: string;
  readonly faqId: string;
  readonly faqImportId: string;
  readonly accountId: string;
  readonly conversationId: string;
  readonly contactId: string;
  readonly cannedReplyId: string;
}

type ProcedurePath = keyof AppRouter['_def']['procedures'] extends infer Area
  ? Area extends keyof AppRouter['_def']['procedures'] & string
    ? `${Area}.${keyof AppRouter['_def']['procedures'][Area] & string}`
    : never
  : never;

const said = { channel: 'telegram', content: { kind: 'text', text: 'Is this secret?' } };

const asMapped = { mapping: ['question', 'answer'], isPublishing: true };

/**
 * A valid input for every procedure, made of whatever ids it takes. A router that is added does not compile until each
 * of its procedures stands here.
 */
export const inputs: Readonly<Record<ProcedurePath, (world: World) => unknown>> = {
  'account.mailedLink': ({ email }) => ({ email, kind: 'reset-password' }),
  'account.revokeSession': ({ sessionId }) => ({ id: sessionId }),
  'account.sessions': () => undefined,
  'audit.export': ({ userId }) => ({ userId }),
  'audit.list': ({ userId }) => ({ userId }),
  'bench.addVariant': ({ faqId }) => ({ faqId, text: 'Taken?' }),
  'bench.ask': () => ({ ...said, state: { unsureTurns: 0, isWaiting: false } }),
  'bench.suggestions': () => ({}),
  'bench.undoVariant': ({ faqId }) => ({ faqId, revision: 1 }),
  'billing.allowed': () => undefined,
  'billing.changePlan': () => ({ plan: 'free' }),
  'billing.checkout': () => ({ plan: 'business', currency: 'CNY' }),
  'billing.invoices': () => ({}),
  'billing.overview': () => undefined,
  'billing.plans': () => undefined,
  'billing.portal': () => undefined,
  'billing.previewPlan': () => ({ plan: 'business', currency: 'CNY' }),
  'billing.receipts': () => ({}),
  'billing.setCap': () => ({ amountCents: 0, currency: 'CNY', revision: 99 }),
  'conversations.list': ({ accountId }) => ({ accountId }),
  'attachments.upload': ({ conversationId }) => ({ conversationId, name: 'a.png', bytes: 'no JSON holds bytes' }),
  'cannedReplies.list': () => undefined,
  'cannedReplies.remove': ({ cannedReplyId }) => ({ id: cannedReplyId }),
  'cannedReplies.save': ({ cannedReplyId }) => ({ id: cannedReplyId, shortcut: 'taken', text: 'Taken.' }),
  'preJudgement.get': ({ conversationId }) => ({ conversationId }),
  'presence.beat': ({ conversationId }) => ({ tabId: 'tab', viewing: conversationId }),
  'presence.list': () => undefined,
  'push.mine': () => undefined,
  'push.publicKey': () => undefined,
  'push.subscribe': () => ({
    endpoint: 'https://push.example/taken',
    keys: { p256dh: 'x'.repeat(87), auth: 'x'.repeat(22) },
  }),
  'push.unsubscribe': () => ({ endpoint: 'https://push.example/theirs' }),
  'profile.get': ({ conversationId }) => ({ conversationId }),
  'profile.saveNote': ({ contactId }) => ({ contactId, note: 'Taken.' }),
  'queues.counts': () => undefined,
  'queues.list': () => ({ queue: 'all' }),
  'queues.live': () => undefined,
  'replyDrafts.get': ({ conversationId }) => ({ conversationId }),
  'replyDrafts.list': () => undefined,
  'replyDrafts.save': ({ conversationId }) => ({ conversationId, text: 'Taken.' }),
  'staff.list': () => undefined,
  'staff.me': () => undefined,
  'staff.saveMe': () => ({
    capacity: 3,
    languages: [],
    categories: [],
    notify: { sound: true, desktop: true, push: true, email: true },
  }),
  'conversations.read': ({ conversationId }) => ({ id: conversationId }),
  'channels.arrival': ({ accountId }) => ({ id: accountId, since: '2026-01-01T00:00:00Z' }),
  'channels.check': ({ accountId }) => ({ id: accountId }),
  'channels.connect': () => ({ channel: 'telegram', credentials: { token: 'no token' } }),
  'channels.disconnect': ({ accountId }) => ({ id: accountId }),
  'channels.list': () => undefined,
  'channels.pause': ({ accountId }) => ({ id: accountId, isPaused: true }),
  'channels.reconnect': ({ accountId }) => ({ id: accountId, credentials: { token: 'no token' } }),
  'channels.chooseInbox': ({ accountId }) => ({ id: accountId, inbox: 'wecom' }),
  'channels.rename': ({ accountId }) => ({ id: accountId, name: 'Taken' }),
  'channels.repair': ({ accountId }) => ({ id: accountId }),
  'channels.undoDisconnect': ({ accountId }) => ({ id: accountId }),
  'dial.accounts': () => undefined,
  'dial.drafts': ({ accountId }) => ({ accountId }),
  'dial.get': () => undefined,
  'dial.preview': () => ({ answer: 0.5, clarify: 0.25 }),
  'dial.save': () => ({ thresholds: { answer: 0.5, clarify: 0.25 } }),
  'dial.setStage': ({ accountId }) => ({ accountId, stage: 'shadow' }),
  'faqImports.addMany': () => ({ contents: [{ question: 'Q?', answer: 'A.' }], isPublishing: true }),
  'faqImports.cancel': ({ faqImportId }) => ({ id: faqImportId }),
  'faqImports.check': ({ faqImportId }) => ({ id: faqImportId, ...asMapped }),
  'faqImports.get': ({ faqImportId }) => ({ id: faqImportId }),
  'faqImports.list': () => undefined,
  'faqImports.readPage': () => ({ url: 'http://127.0.0.1/' }),
  'faqImports.retry': ({ faqImportId }) => ({ id: faqImportId }),
  'faqImports.start': ({ faqImportId }) => ({ id: faqImportId, ...asMapped }),
  'faqImports.undo': ({ faqImportId }) => ({ id: faqImportId }),
  'faqImports.upload': () => ({ name: 'faqs.csv', bytes: 'no JSON holds bytes' }),
  'faqs.archive': ({ faqId }) => ({ ids: [faqId] }),
  'faqs.categories': () => undefined,
  'faqs.compare': ({ faqId }) => ({ id: faqId, from: 1, to: 1 }),
  'faqs.counts': () => undefined,
  'faqs.get': ({ faqId }) => ({ id: faqId }),
  'faqs.history': ({ faqId }) => ({ id: faqId }),
  'faqs.languages': () => undefined,
  'faqs.list': () => ({}),
  'faqs.preview': () => ({ content: { question: 'Q?', answer: 'A.' }, language: 'en', channel: 'telegram' }),
  'faqs.publish': ({ faqId }) => ({ id: faqId, revision: 1 }),
  'faqs.publishMany': ({ faqId }) => ({ ids: [faqId] }),
  'faqs.restore': ({ faqId }) => ({ ids: [faqId] }),
  'faqs.restoreRevision': ({ faqId }) => ({ id: faqId, revision: 1, to: 1 }),
  'faqs.revision': ({ faqId }) => ({ id: faqId, revision: 1 }),
  'faqs.save': ({ faqId }) => ({ id: faqId, revision: 1, content: { question: 'Taken?', answer: 'Yes.' } }),
  'faqs.setCategory': ({ faqId }) => ({ ids: [faqId], category: 'Taken' }),
  'faqs.setPersonOnlyCategories': () => ({ categories: ['Taken'] }),
  'faqs.similar': ({ faqId }) => ({ question: 'Is this secret?', exceptId: faqId }),
  'faqs.undo': ({ faqId }) => ({ changes: [{ id: faqId, revision: 1 }] }),
  'faqs.unpublish': ({ faqId }) => ({ ids: [faqId] }),
  'inbox.assign': ({ userId }) => ({ id: 'c-of-somebody', toId: userId }),
  'inbox.close': () => ({ id: 'c-of-somebody' }),
  'inbox.handBack': () => ({ id: 'c-of-somebody' }),
  'inbox.note': () => ({ id: 'c-of-somebody', key: 'k', text: 'Taken?' }),
  'inbox.reply': () => ({ id: 'c-of-somebody', key: 'k', text: 'Taken?' }),
  'inbox.setPriority': () => ({ id: 'c-of-somebody', priority: 1 }),
  'inbox.setTags': () => ({ id: 'c-of-somebody', tags: ['taken'] }),
  'inbox.snooze': () => ({ id: 'c-of-somebody', until: new Date(Date.now() + 60_000).toISOString() }),
  'inbox.takeOver': () => ({ id: 'c-of-somebody' }),
  'inbox.transfer': ({ userId }) => ({ id: 'c-of-somebody', toId: userId }),
  'inbox.wake': () => ({ id: 'c-of-somebody' }),
  'insights.export': () => ({ from: '2026-01-01', to: '2026-01-31' }),
  'insights.firstSteps': () => undefined,
  'insights.summary': () => ({ from: '2026-01-01', to: '2026-01-31' }),
  'ratings.list': () => ({ cursor: '1.m-of-somebody' }),
  'ratings.summary': () => ({ days: 30 }),
  'settings.get': () => undefined,
  'settings.save': () => ({ revision: 99, change: { section: 'retention', value: { days: 30 } } }),
  'settings.tryModel': () => ({ baseUrl: 'https://10.0.0.7/v1', model: 'm', key: 'k' }),
  'settings.undo': () => ({ revision: 99 }),
  'linkedChats.begin': ({ accountId }) => ({ accountId }),
  'linkedChats.choose': () => ({ isAlways: false }),
  'linkedChats.status': () => undefined,
  'linkedChats.unlink': () => undefined,
  'live.changes': () => undefined,
  'teaching.propose': () => ({ conversationId: 'c-of-somebody', messageId: 'm-of-somebody' }),
  'teaching.save': ({ faqId }) => ({
    conversationId: 'c-of-somebody',
    messageId: 'm-of-somebody',
    question: 'Is this secret?',
    answer: 'Not any more.',
    variantOf: faqId,
  }),
  'team.accept': ({ invitationId }) => ({ id: invitationId }),
  'team.changeRole': ({ userId }) => ({ userId, role: 'admin' }),
  'team.invitation': ({ invitationId }) => ({ id: invitationId }),
  'team.invitations': () => undefined,
  'team.invite': () => ({ email: 'anybody@example.com', role: 'agent' }),
  'team.leave': () => ({}),
  'team.members': () => undefined,
  'team.remove': ({ userId }) => ({ userId }),
  'team.revokeInvitation': ({ invitationId }) => ({ id: invitationId }),
  'tenant.create': () => ({ name: 'Another' }),
  'tenant.current': () => undefined,
  'tenant.list': () => undefined,
  'tenant.rename': () => ({ name: 'Renamed' }),
  'tenant.switch': ({ tenantId }) => ({ tenantId }),
  'translations.ofMessage': () => ({ conversationId: 'c-of-somebody', messageId: 'm-of-somebody', to: 'en' }),
  'translations.preview': () => ({ text: 'Is this secret?', to: 'es' }),
  'translations.status': () => undefined,
};

/** Whoever holds the id of one of these was sent it in confidence: it is a link's secret, and shows what it invites to. */
export const secretLinks: readonly ProcedurePath[] = ['team.invitation'];
