import type { Mail, PushNote, PushOutcome } from '@answerdesk/delivery';
import {
  defaultTenantSettings,
  faqIdSchema,
  messageIdSchema,
  newTenantId,
  type Tenant,
  topicOfFaq,
  userIdSchema,
} from '@answerdesk/domain';
import type { TopicAlert } from '@answerdesk/insights';
import { createMailWords } from '@answerdesk/locales';
import { expect, test } from 'vitest';
import { type TopicTellerDeps, topicTellers } from '../src/topics/topic-tellers.ts';

const tenantId = newTenantId();
const weekly = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
const tenant: Tenant = {
  id: tenantId,
  name: 'Tea & Co',
  locale: 'de',
  faqsVersion: 1,
  isDemo: false,
  settings: { ...defaultTenantSettings, hours: { timeZone: 'Europe/Berlin', weekly, holidays: [] } },
  createdAt: new Date(0),
};
const alert: TopicAlert = {
  id: 'faq:zip:1',
  topic: topicOfFaq(faqIdSchema.parse('zip')),
  serial: 1,
  title: 'Warum geht meine PLZ nicht?',
  since: new Date('2026-11-20T09:00:00Z'),
  noticedAt: new Date('2026-11-20T11:00:00Z'),
  count: 1_200,
  expected: 2.345,
  chance: 1e-9,
  total: 1_200,
  lastsUntil: new Date('2026-11-23T11:00:00Z'),
  examples: ['PLZ … ungültig', 'Postleitzahl?', 'PLZ!'].map((text, at) => ({
    messageId: messageIdSchema.parse(`m${at}`),
    text,
  })),
  state: 'open',
  told: [],
};
const ann = {
  userId: userIdSchema.parse('ann'),
  email: 'ann@tea.example',
  locale: 'de',
  isManager: true,
  notify: { push: true, email: true },
};

function open(outcomes: readonly PushOutcome['outcome'][] = ['sent'], sendsMail = true) {
  const mails: Mail[] = [];
  const notes: PushNote[] = [];
  const removed: string[] = [];
  const deps: TopicTellerDeps = {
    mailer: { sendsMail, send: async (mail) => void mails.push(mail) },
    pusher: {
      async send({ endpoint }, note) {
        notes.push(note);
        return { outcome: outcomes[Number(endpoint)] ?? 'sent', detail: '' };
      },
    },
    subscriptions: {
      list: async (_tenantId, userId) =>
        outcomes.map((_outcome, at) => ({
          tenantId,
          userId,
          endpoint: String(at),
          keys: { p256dh: 'x', auth: 'y' },
          createdAt: new Date(0),
        })),
      remove: async (_tenantId, endpoint) => void removed.push(endpoint),
    },
    words: createMailWords(),
    tellInChat: async () => undefined,
    findTenant: async () => tenant,
    publicUrl: 'https://desk.example',
  };
  const tellers = topicTellers(deps);
  const tell = (name: string) => tellers.find((each) => each.name === name)?.tell(tenantId, ann, alert);
  return { tellers, tell, mails, notes, removed };
}

test('a manager’s mail says in their language, numbers and time what is asked, with examples', async () => {
  const { tell, mails } = open();
  await tell('mail');
  const [mail] = mails;
  expect(mail).toMatchObject({ kind: 'topic-burst', to: 'ann@tea.example', link: 'https://desk.example/topics' });
  const { subject, text } = await createMailWords()('de', 'topic-burst', { ...mail?.values, link: 'L' });
  expect(subject).toBe('„Warum geht meine PLZ nicht?“ wird ungewöhnlich oft gefragt');
  expect(text).toContain('1.200 Gespräche');
  expect(text).toContain('etwa 2,3');
  expect(text).toContain('10:00 MEZ');
  expect(text).toContain('PLZ … ungültig · Postleitzahl?\n');
});

test('mail goes to managers who want mail, push to who wants push, and none where the server sends none', () => {
  const { tellers } = open();
  const isFor = (changes: Partial<typeof ann>) =>
    tellers.filter((each) => each.isFor({ ...ann, ...changes })).map(({ name }) => name);
  expect(isFor({})).toEqual(['chat', 'push', 'mail']);
  expect(isFor({ isManager: false })).toEqual(['chat', 'push']);
  expect(isFor({ notify: { push: false, email: false } })).toEqual(['chat']);
  expect(open(['sent'], false).tellers.map(({ name }) => name)).toEqual(['chat', 'push']);
});

test('a browser that is gone is forgotten; when none could be told it is tried again', async () => {
  const some = open(['gone', 'failed', 'sent']);
  await some.tell('push');
  expect(some.removed).toEqual(['0']);
  expect(some.notes[0]).toMatchObject({ body: 'Tea & Co', url: '/topics', tag: 'faq:zip:1' });
  await expect(open(['failed']).tell('push')).rejects.toThrow('no browser');
  const none = open([]);
  await none.tell('push');
  expect(none.notes).toEqual([]);
});
