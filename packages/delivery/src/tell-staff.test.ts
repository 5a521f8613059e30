import { conversationIdSchema, type PushSubscription, tenantIdSchema, userIdSchema } from '@answerdesk/domain';
import { createMailWords } from '@answerdesk/locales';
import { expect, test } from 'vitest';
import type { Mail } from './mail.ts';
import type { PushNote, PushOutcome } from './push.ts';
import { createStaffTeller, type Telling, type TellStaffDeps } from './tell-staff.ts';

const tenantId = tenantIdSchema.parse('t1');
const now = new Date('2026-03-02T10:00:00Z');
const member = (name: string, locale = 'en') => ({
  userId: userIdSchema.parse(name),
  email: `${name}@shop.example`,
  locale,
});
const [ann, bo] = [member('ann'), member('bo', 'de')];
const telling: Telling = {
  kind: 'conversation-waiting',
  tenantId,
  tenantName: 'Tea House',
  conversationId: conversationIdSchema.parse('c1'),
  customer: 'Wei',
  channel: 'telegram',
  at: new Date('2026-03-02T09:30:00Z'),
  timeZone: 'Europe/Madrid',
  reason: 'asked-for-person',
};

function open(changes: Partial<TellStaffDeps> = {}, outcomes: Readonly<Record<string, PushOutcome>> = {}) {
  const pushed: [string, PushNote][] = [];
  const mailed: Mail[] = [];
  const removed: string[] = [];
  const counts = new Map<string, number>();
  const browser = (userId: string, endpoint: string): PushSubscription => ({
    tenantId,
    userId: userIdSchema.parse(userId),
    endpoint,
    keys: { p256dh: 'x', auth: 'y' },
    createdAt: now,
  });
  const browsers = [browser('ann', 'https://push.example/phone'), browser('ann', 'https://push.example/desk')];
  const deps: TellStaffDeps = {
    pusher: {
      async send({ endpoint }, note) {
        pushed.push([endpoint, note]);
        return outcomes[endpoint] ?? { outcome: 'sent' };
      },
    },
    subscriptions: {
      list: async (_tenant, userId) => browsers.filter((each) => each.userId === userId),
      remove: async (_tenant, endpoint) => void removed.push(endpoint),
    },
    mailer: { sendsMail: true, send: async (mail) => void mailed.push(mail) },
    allowance: {
      async count(_tenant, userId) {
        counts.set(userId, (counts.get(userId) ?? 0) + 1);
        return counts.get(userId) ?? 0;
      },
    },
    words: createMailWords(),
    publicUrl: 'https://desk.example',
    note: () => undefined,
    now: () => now,
    ...changes,
  };
  return { deps, teller: createStaffTeller(deps), pushed, mailed, removed };
}

test('every browser of a member is told who waits and where, and who has none is not told', async () => {
  const { teller, pushed } = open();
  expect(await teller.push([ann, bo], telling)).toEqual({ toIds: ['ann'] });
  expect(pushed.map(([, note]) => note)).toEqual(
    Array.from({ length: 2 }, () => ({ title: 'Wei is waiting', body: 'Tea House', url: '/inbox/c1', tag: 'c1' })),
  );
});

test('a browser that is gone is forgotten; one that failed is kept', async () => {
  const { teller, removed } = open(
    {},
    {
      'https://push.example/phone': { outcome: 'gone' },
      'https://push.example/desk': { outcome: 'failed', detail: 'status 500' },
    },
  );
  expect(await teller.push([ann], telling)).toEqual({ toIds: [], failed: 'not-taken' });
  expect(removed).toEqual(['https://push.example/phone']);
});

test('a mail says in the reader’s language who waits, since when by the business’s clocks, and leads there', async () => {
  const { teller, mailed } = open();
  expect(await teller.mail([ann, bo], telling)).toEqual({ toIds: ['ann', 'bo'] });
  expect(mailed.map(({ to, locale, kind, link }) => [to, locale, kind, link])).toEqual([
    ['ann@shop.example', 'en', 'conversation-waiting', 'https://desk.example/inbox/c1'],
    ['bo@shop.example', 'de', 'conversation-waiting', 'https://desk.example/inbox/c1'],
  ]);
  expect(mailed[0]?.values).toMatchObject({ customer: 'Wei', channel: 'telegram', reason: 'asked-for-person' });
  expect(mailed[0]?.values['since']).toContain('10:30');
});

test('a member gets twenty mails an hour; the last says that there is more, and nothing follows it', async () => {
  const { teller, mailed } = open();
  const told = [];
  for (let sent = 0; sent < 22; sent += 1) told.push(await teller.mail([ann], telling));
  expect(mailed).toHaveLength(20);
  expect(mailed.at(-1)).toMatchObject({ kind: 'more-waiting', link: 'https://desk.example/inbox' });
  expect(mailed.at(-1)?.values['count']).toBe('19');
  expect(told.at(-1)).toEqual({ toIds: [], failed: 'too-many-mails' });
});

test('where there is no push, no browser or no mail server nobody is told, which is no failure; a mail not taken is', async () => {
  const none = open({ mailer: { sendsMail: false, send: async () => undefined } });
  expect(await none.teller.mail([ann], telling)).toEqual({ toIds: [] });
  expect(await none.teller.push([bo], telling)).toEqual({ toIds: [] });
  const { pusher: _none, ...without } = open().deps;
  expect(await createStaffTeller(without).push([ann], telling)).toEqual({ toIds: [] });
  const broken = open({ mailer: { sendsMail: true, send: () => Promise.reject(new Error('down')) } });
  expect(await broken.teller.mail([ann], telling)).toEqual({ toIds: [], failed: 'not-taken' });
});

test('whatever a member’s language is written like, they and all the others are told', async () => {
  const { teller, pushed, mailed } = open();
  const odd = ['de_DE', 'no language', '', 'x'].map((locale) => ({ ...ann, locale }));
  expect((await teller.push([...odd, ann], telling)).toIds).toHaveLength(5);
  expect(pushed).toHaveLength(10);
  expect(await teller.mail([...odd, ann], telling)).toMatchObject({ toIds: ['ann', 'ann', 'ann', 'ann', 'ann'] });
  expect(mailed[0]?.values['since']).toMatch(/2\. März|2\. Mär/);
});

test('what fails for one member keeps nobody else from being told', async () => {
  const { deps } = open();
  const teller = createStaffTeller({
    ...deps,
    subscriptions: {
      ...deps.subscriptions,
      list: (tenant, userId) =>
        userId === 'bo' ? Promise.reject(new Error('down')) : deps.subscriptions.list(tenant, userId),
    },
  });
  expect(await teller.push([bo, ann], telling)).toEqual({ toIds: ['ann'], failed: 'not-taken' });
});
