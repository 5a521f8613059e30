import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChannels, signSession } from '@answerdesk/channels';
import { conversationIdOf } from '@answerdesk/conversations';
import { createRetentionStore, createWebchatStore } from '@answerdesk/database';
import { type Account, faqIdSchema, newId, newTenantId } from '@answerdesk/domain';
import { connectAccount, createSecretBox, openAccount } from '@answerdesk/tenants';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { botsApp, endQuietConnections, wireBots } from '../src/index.ts';
import { startVisitor } from './visitor.ts';

const secretKey = 'a key of tests';
const origin = 'https://shop.example';
const secretBox = createSecretBox(secretKey);
const within = { timeout: 20_000 };
const folder = mkdtempSync(join(tmpdir(), 'answerdesk-widget-'));
const widgetScript = join(folder, 'widget.js');
const SCRIPT = `(()=>{})();${'/* what a widget weighs */'.repeat(100)}`;
writeFileSync(widgetScript, SCRIPT);
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(testDatabases())('the web widget on $name', ({ open }) => {
  let desk: TestDatabase;
  const apps: FastifyInstance[] = [];
  let address = '';
  let other = '';

  async function startServer(): Promise<string> {
    const app = Fastify();
    endQuietConnections(app);
    const bots = wireBots(desk.database, {
      config: { publicUrl: 'https://desk.example' },
      secretKey,
      registry: new Registry(),
      log: { info: () => undefined, error: (facts) => process.stderr.write(`${String(facts['err'])}\n`) },
    });
    await app.register(botsApp, { bots, widgetScript });
    apps.push(app);
    return app.listen({ port: 0, host: '127.0.0.1' });
  }

  beforeAll(async () => {
    desk = await open();
    address = await startServer();
    other = await startServer();
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await desk.drop();
  });

  async function openShop(answer = 'From **9 to 17**.') {
    const tenantId = newTenantId();
    const now = new Date();
    const { tenants, faqs, accounts, platformWide } = desk.stores;
    await tenants.add({ id: tenantId, name: 'A shop', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: now });
    const rows = [
      { question: 'When do you open?', variants: ['opening hours'], answer },
      { question: 'Do you deliver abroad?', variants: ['delivery'], answer: 'Yes, to 31 countries.' },
      { question: 'How much is delivery?', variants: ['delivery'], answer: '4.90.' },
      { question: 'How can I pay?', variants: ['credit card'], answer: 'By card.' },
      { question: 'Can I return a pullover?', variants: ['refund'], answer: 'Within 30 days.' },
    ];
    await faqs.save(
      tenantId,
      rows.map((row) => ({ ...row, id: faqIdSchema.parse(newId()), tenantId, createdAt: now, updatedAt: now })),
    );
    const { account } = await connectAccount(
      {
        tenants,
        accounts,
        accountsOf: platformWide.listAccountsOf,
        secretBox,
        webhookUrlOf: (accountId) => `${address}/widget/${accountId}`,
        now: () => new Date(),
      },
      tenantId,
      createChannels({}).webchat,
      { credentials: { origin } },
    );
    return { tenantId, account, visitor: () => startVisitor(address, account.id, origin) };
  }

  const textOf = ({ spans = [] }: { spans?: readonly { text: string }[] }) => spans.map(({ text }) => text).join('');
  const storedOf = (tenantId: Account['tenantId']) => desk.database.models.messages.find({ tenantId }).lean();

  test('walks all five steps, and a reload shows both sides in order', async () => {
    const shop = await openShop();
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    expect((await visitor.post({ text: 'when do you open' })).status).toBe(200);
    await expect.poll(() => events.parts.map(textOf), within).toEqual(['From 9 to 17.']);
    expect((await visitor.transcript()).lines).toMatchObject([
      { kind: 'mine', clientId: 'message-1', text: 'when do you open' },
      {
        kind: 'part',
        id: events.parts[0]?.id,
        spans: [{ text: 'From ' }, { text: '9 to 17', style: 'bold' }, { text: '.' }],
      },
    ]);
    events.stop();
  });

  test('a choice comes as buttons, is answered, and stands in the transcript by its words', async () => {
    const shop = await openShop();
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    await visitor.post({ text: 'delivery' });
    await expect.poll(() => events.parts.length, within).toBe(1);
    const choice = events.parts[0]?.choices.find(({ label }) => label.includes('abroad'));
    await visitor.post({ choiceId: choice?.id });
    await expect.poll(() => events.parts.map(textOf)[1], within).toBe('Yes, to 31 countries.');
    expect((await visitor.transcript()).lines[2]).toMatchObject({ text: choice?.label, choiceId: choice?.id });
    events.stop();
  });

  test('what is posted twice, and at two servers at once, is answered once', async () => {
    const shop = await openShop();
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    const message = { id: 'the-same-id', text: 'when do you open' };
    const posted = await Promise.all([
      visitor.post(message),
      visitor.post(message, { at: other }),
      visitor.post(message),
    ]);
    expect(posted.map(({ status }) => status)).toEqual([200, 200, 200]);
    await expect.poll(() => events.parts.length, within).toBe(1);
    await visitor.post({ text: 'how can I pay' });
    await expect.poll(() => events.parts.map(textOf), within).toEqual(['From 9 to 17.', 'By card.']);
    events.stop();
  });

  test('a stream that comes back, at either server, misses nothing and doubles nothing', async () => {
    const shop = await openShop();
    const visitor = await shop.visitor();
    const account = openAccount(shop.account, secretBox);
    const store = createWebchatStore(desk.database.models);
    const sessionOf = (session: string): { visitor: string } =>
      JSON.parse(Buffer.from(session.split('.')[0] ?? '', 'base64url').toString());
    const chatKey = sessionOf(visitor.session).visitor;
    const put = (number: number) =>
      store.put(
        account,
        { chatKey, isGroup: false, idempotencyKey: `k-${number}` },
        { text: `part ${number}`, choices: [] },
      );
    const got: string[] = [];
    let last = '';
    for (let round = 0; round < 8; round += 1) {
      const events = await visitor.listen(last, round % 2 === 0 ? address : other);
      const puts = (async () => {
        for (let each = 0; each < 5; each += 1) await put(round * 5 + each);
        await put(round * 5);
      })();
      if (round % 3 !== 0) await puts;
      await expect.poll(() => events.parts.length, within).toBeGreaterThan(0);
      events.stop();
      got.push(...events.parts.map(textOf));
      last = events.parts.at(-1)?.id ?? last;
      await puts;
    }
    const rest = await visitor.listen(last);
    await expect.poll(() => [...got, ...rest.parts.map(textOf)].at(-1), within).toBe('part 39');
    expect([...got, ...rest.parts.map(textOf)]).toEqual(Array.from({ length: 40 }, (_, number) => `part ${number}`));
    rest.stop();
  });

  test('who types, and which person wrote, reaches the visitor at another server', async () => {
    const shop = await openShop();
    const visitor = await shop.visitor();
    const events = await visitor.listen(undefined, other);
    const account = openAccount(shop.account, secretBox);
    const store = createWebchatStore(desk.database.models);
    const { visitor: chatKey } = JSON.parse(Buffer.from(visitor.session.split('.')[0] ?? '', 'base64url').toString());
    await store.typing(account, { chatKey, isGroup: false });
    await expect.poll(() => events.typings(), within).toBe(1);
    await store.typing(account, { chatKey, isGroup: false });
    await expect.poll(() => events.typings(), within).toBe(2);
    const target = { chatKey, isGroup: false, idempotencyKey: 'a-0', agentName: 'Ann' };
    expect(await store.put(account, target, { text: 'I am here.', choices: [] })).toBe('put');
    expect(await store.put(account, target, { text: 'I am here.', choices: [] })).toBe('known');
    await expect.poll(() => events.parts, within).toMatchObject([{ agentName: 'Ann' }]);
    expect((await visitor.transcript()).lines).toHaveLength(1);
    events.stop();
  });

  test('two visitors never see each other’s messages, and a session of one shop is nothing to another', async () => {
    const [one, two] = [await openShop(), await openShop('At noon.')];
    const [ann, bob, eve] = [await one.visitor(), await one.visitor(), await two.visitor()];
    const [toAnn, toBob, toEve] = [await ann.listen(), await bob.listen(), await eve.listen()];
    await ann.post({ text: 'when do you open' });
    await eve.post({ text: 'when do you open' });
    await expect.poll(() => toAnn.parts.map(textOf), within).toEqual(['From 9 to 17.']);
    await expect.poll(() => toEve.parts.map(textOf), within).toEqual(['At noon.']);
    expect(toBob.parts).toEqual([]);
    expect(await bob.transcript()).toEqual({ lines: [], after: '' });
    const foreign = await fetch(`${eve.root}/messages`, {
      headers: { origin, authorization: `Bearer ${ann.session}` },
    });
    expect(foreign.status).toBe(401);
    expect((await fetch(`${eve.root}/events?session=${ann.session}`, { headers: { origin } })).status).toBe(401);
    for (const events of [toAnn, toBob, toEve]) events.stop();
  });

  test('another page, a forged, an expired and a foreign session are refused, and nothing is stored', async () => {
    const shop = await openShop();
    const visitor = await shop.visitor();
    const account = openAccount(shop.account, secretBox);
    const past = new Date(Date.now() - 31 * 24 * 3_600_000);
    const wrongKey = { ...account, credentials: { ...account.credentials, sessionKey: 'x'.repeat(43) } };
    const stranger = newId();
    const refusals: [Record<string, string>, number][] = [
      [{ origin: 'https://evil.example' }, 403],
      [{ origin: 'null' }, 403],
      [{ origin: `${origin}.evil.example` }, 403],
      [{ authorization: '' }, 401],
      [{ authorization: `Bearer ${visitor.session}x` }, 401],
      [{ authorization: `Bearer ${signSession(account, stranger, past)}` }, 401],
      [{ authorization: `Bearer ${signSession(wrongKey, stranger, new Date())}` }, 401],
    ];
    for (const [headers, status] of refusals) {
      const answer = await visitor.post({ text: 'when do you open' }, { headers });
      expect([answer.status, headers]).toEqual([status, headers]);
      if (status === 403) expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(await answer.text()).not.toMatch(/\bat .*\.ts|sessionKey/);
    }
    for (const path of ['settings', 'messages', `events?session=${visitor.session}`]) {
      const answer = await fetch(`${visitor.root}/${path}`, { headers: { origin: 'https://evil.example' } });
      expect(answer.status).toBe(403);
    }
    expect((await fetch(`${visitor.root}/settings`)).status).toBe(403);
    expect((await fetch(`${address}/webhooks/webchat/${shop.account.id}`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${visitor.root}x/settings`, { headers: { origin } })).status).toBe(404);
    expect(await storedOf(shop.tenantId)).toEqual([]);
  });

  test('a browser is told before it asks: the one origin and nobody else', async () => {
    const shop = await openShop();
    const preflight = (from: string) =>
      fetch(`${address}/widget/${shop.account.id}/messages`, {
        method: 'OPTIONS',
        headers: { origin: from, 'access-control-request-method': 'POST' },
      });
    const allowed = await preflight(origin);
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
    expect(allowed.headers.get('vary')).toContain('origin');
    const refused = await preflight('https://evil.example');
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  test('garbage and a body that is too long are refused, and nothing is stored', async () => {
    const shop = await openShop();
    const { session, root } = await shop.visitor();
    const post = (body: string) =>
      fetch(`${root}/messages`, { method: 'POST', headers: { origin, authorization: `Bearer ${session}` }, body }).then(
        ({ status }) => status,
        () => 413,
      );
    expect(await post('{not json')).toBe(400);
    expect(await post('[1,2]')).toBe(400);
    expect(await post(JSON.stringify({ id: 'x', text: 'hi' }))).toBe(400);
    expect(await post(JSON.stringify({ id: 'abcdefgh' }))).toBe(200);
    expect(await post('x'.repeat(17_000))).toBe(413);
    expect(await post('x'.repeat(10 * 1024 * 1024))).toBe(413);
    expect(await storedOf(shop.tenantId)).toEqual([]);
  });

  test('whoever writes too fast is told how long to wait, and others are not held up', async () => {
    const shop = await openShop();
    const [fast, calm] = [await shop.visitor(), await shop.visitor()];
    const answers = await Promise.all(Array.from({ length: 25 }, () => fast.post({ opened: true })));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThanOrEqual(4);
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await calm.post({ opened: true })).status).toBe(200);
  });

  test('a visitor has four streams and no fifth, until one ends', async () => {
    const shop = await openShop();
    const visitor = await shop.visitor();
    const four = [await visitor.listen(), await visitor.listen(), await visitor.listen(), await visitor.listen()];
    expect(four.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await visitor.listen()).status).toBe(429);
    four[0]?.stop();
    const again = async () => {
      const events = await visitor.listen();
      events.stop();
      return events.status;
    };
    await expect.poll(again, within).toBe(200);
    for (const events of four) events.stop();
  });

  test('a long conversation is read page by page, every line once', async () => {
    const shop = await openShop();
    const visitor = await shop.visitor();
    const account = openAccount(shop.account, secretBox);
    const store = createWebchatStore(desk.database.models);
    const { visitor: chatKey } = JSON.parse(Buffer.from(visitor.session.split('.')[0] ?? '', 'base64url').toString());
    for (let number = 0; number < 70; number += 1) {
      await store.put(
        account,
        { chatKey, isGroup: false, idempotencyKey: `p-${number}` },
        { text: `${number}`, choices: [] },
      );
    }
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await visitor.transcript(before);
      seen.unshift(...page.lines.map(textOf));
      before = page.before;
    } while (before !== undefined);
    expect(seen).toEqual(Array.from({ length: 70 }, (_, number) => `${number}`));
  });

  test('what a visitor was sent is forgotten with their conversation, and nobody else’s is', async () => {
    const shop = await openShop();
    const [gone, kept] = [await shop.visitor(), await shop.visitor()];
    for (const visitor of [gone, kept]) await visitor.post({ text: 'when do you open' });
    for (const visitor of [gone, kept]) {
      await expect.poll(async () => (await visitor.transcript()).lines.length, within).toBe(2);
    }
    const { visitor } = JSON.parse(Buffer.from(gone.session.split('.')[0] ?? '', 'base64url').toString());
    const retention = createRetentionStore(desk.database.models);
    await retention.deleteMessages(shop.tenantId, conversationIdOf(shop.account.id, visitor), 100);
    expect((await gone.transcript()).lines).toEqual([]);
    expect((await kept.transcript()).lines).toHaveLength(2);
  });

  test('the settings speak the visitor’s language in the shop’s colour', async () => {
    const shop = await openShop();
    const settings = (locale: string) =>
      fetch(`${address}/widget/${shop.account.id}/settings?locale=${locale}`, { headers: { origin } }).then((answer) =>
        answer.json(),
      );
    expect(await settings('ar-EG')).toMatchObject({
      direction: 'rtl',
      language: 'ar',
      colour: '#1a5fb4',
      name: 'A shop',
    });
    expect(await settings('es')).toMatchObject({ direction: 'ltr', words: { send: 'Enviar' } });
    expect(await settings('%3Cscript%3E')).toMatchObject({ language: 'en' });
    expect(JSON.stringify(await settings('en'))).not.toContain('sealed');
  });

  test('the script is for every site, compressed as a client takes it, and not sent twice', async () => {
    const answer = await fetch(`${address}/widget.js`, { headers: { 'accept-encoding': 'br' } });
    expect(await answer.text()).toBe(SCRIPT);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-encoding': 'br',
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': expect.stringContaining('public, max-age='),
    });
    const etag = answer.headers.get('etag') ?? '';
    expect((await fetch(`${address}/widget.js`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const plain = await fetch(`${address}/widget.js`, { headers: { 'accept-encoding': 'br;q=0, identity' } });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, SCRIPT]);
  });
});
