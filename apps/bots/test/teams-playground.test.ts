import { createChannels } from '@answerdesk/channels';
import { type Faq, faqIdSchema, messageIdSchema, newId, newTenantId } from '@answerdesk/domain';
import { connectAccount, createSecretBox } from '@answerdesk/tenants';
import {
  authorizeActivity,
  type FakeTeams,
  startFakeTeams,
  startPlayground,
  type TestDatabase,
  testDatabases,
} from '@answerdesk/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { botsApp, wireBots } from '../src/index.ts';

const secretKey = 'a key of tests';
const WITHIN_MS = 60_000;
const registered = {
  appId: '11111111-1111-4111-8111-111111111111',
  secret: 'a~secret.of-tests',
  directoryId: '22222222-2222-4222-8222-222222222222',
};
const notes: string[] = [];
let desk: TestDatabase;
let fake: FakeTeams;
let app: FastifyInstance | undefined;

beforeAll(async () => {
  const [kind] = testDatabases();
  if (!kind) throw new Error('There is no database to test on');
  desk = await kind.open();
  fake = await startFakeTeams({ apps: [registered] });
});
afterAll(async () => {
  await app?.close();
  await fake.stop();
  await desk.drop();
});

/** The login and the keys are the fake's, with authentication on; the connector and the person are Microsoft's. */
async function startBots(serviceUrl: string): Promise<string> {
  const bots = wireBots(desk.database, {
    config: {
      publicUrl: 'https://desk.example',
      channels: {
        teams: { openIdMetadataUrl: fake.openIdMetadataUrl, loginUrl: fake.loginRoot, serviceUrls: [serviceUrl] },
      },
    },
    secretKey,
    registry: new Registry(),
    log: {
      info: (facts, what) => notes.push(`${what} ${JSON.stringify(facts)}`),
      error: (facts, what) => notes.push(`${what} ${String(facts['err'])}`),
    },
  });
  app = Fastify();
  await app.register(botsApp, { bots });
  return app.listen({ port: 0, host: '127.0.0.1' });
}

async function openShop() {
  const tenantId = newTenantId();
  const createdAt = new Date();
  const { tenants, faqs, accounts, platformWide } = desk.stores;
  await tenants.add({ id: tenantId, name: 'A shop', locale: 'en', faqsVersion: 0, isDemo: false, createdAt });
  await faqs.save(
    tenantId,
    shopFaqs.map((faq): Faq => ({ ...faq, id: faqIdSchema.parse(newId()), tenantId, createdAt, updatedAt: createdAt })),
  );
  const { appId, secret, directoryId } = registered;
  const { account } = await connectAccount(
    {
      tenants,
      accounts,
      accountsOf: platformWide.listAccountsOf,
      secretBox: createSecretBox(secretKey),
      webhookUrlOf: (accountId) => `https://desk.example/webhooks/teams/${accountId}`,
      now: () => new Date(),
    },
    tenantId,
    createChannels({ teams: { loginUrl: fake.loginRoot } }).teams,
    { credentials: { appId, appPassword: secret, directoryId } },
  );
  return { tenantId, account };
}

const shopFaqs: Pick<Faq, 'question' | 'variants' | 'answer'>[] = [
  { question: 'When do you open?', variants: ['opening hours'], answer: 'From **9 to 17**.' },
  { question: 'Do you deliver abroad?', variants: ['delivery'], answer: 'Yes, to 31 countries.' },
  { question: 'How much is delivery?', variants: ['delivery'], answer: '4.90.' },
  { question: 'How can I pay?', variants: ['credit card'], answer: 'By card.' },
  { question: 'Can I return a pullover?', variants: ['refund'], answer: 'Within 30 days.' },
];

test("Microsoft's own playground asks, chooses, edits and is written to, with authentication on", async () => {
  const { tenantId, account } = await openShop();
  // The bot's address is known only once the playground's is: it is asked for when the first activity comes.
  let address = '';
  const forward = Fastify();
  forward.removeAllContentTypeParsers();
  forward.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  forward.post('/', async (request, reply) => {
    const answer = await fetch(`${address}/webhooks/teams/${account.id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: request.headers.authorization ?? '' },
      body: request.body instanceof Buffer ? new Uint8Array(request.body) : '',
    });
    return reply.code(answer.status).send(await answer.text());
  });
  const webhookUrl = await forward.listen({ port: 0, host: '127.0.0.1' });
  let isSigning = true;
  const playground = await startPlayground({
    webhookUrl,
    appId: registered.appId,
    tenantId: registered.directoryId,
    sign: async (activity) => (isSigning ? authorizeActivity(fake, registered.appId, activity) : {}),
  });
  if (playground.kind === 'unavailable') {
    console.info(`Not judged by Microsoft's playground, which could not be started: ${playground.why}`);
    await forward.close();
    return;
  }
  try {
    address = await startBots(playground.serviceUrl);
    const shown = (text: RegExp) => playground.waitForShown((one) => text.test(one.text), WITHIN_MS);

    await playground.say('when do you open');
    await shown(/From \*\*9 to 17\*\*\./);

    await playground.say('delivery');
    const asked = await playground.waitForShown(({ buttons }) => buttons.length > 1, WITHIN_MS);
    const abroad = asked.buttons.find(({ title }) => title.includes('abroad'));
    if (abroad?.kind !== 'submit' || typeof abroad.data !== 'object' || abroad.data === null) {
      throw new Error(`no such button: ${JSON.stringify(asked.buttons)}`);
    }
    await playground.press(asked.messageId, abroad.data);
    await shown(/^Yes, to 31 countries/);

    await playground.edit('how can I pay');
    await shown(/^By card/);

    const [doc] = await desk.database.models.outbox.find({ tenantId }).lean();
    const item = doc && (await desk.stores.outbox.find(tenantId, doc._id));
    if (!item) throw new Error('Nothing was sent');
    const { botEpoch: _epoch, turn: _turn, lastSentAt: _at, ...stored } = item;
    await desk.stores.outbox.add(tenantId, {
      ...stored,
      id: messageIdSchema.parse(newId()),
      content: { kind: 'reply', text: 'Your parcel is on its way.' },
      state: 'pending',
      attempts: 0,
      uncertainSends: 0,
      sentParts: [],
      createdAt: new Date(),
    });
    await shown(/^Your parcel is on its way/);
    expect(new Set(playground.posted().map(({ status }) => status))).toEqual(new Set([200]));

    isSigning = false;
    await playground.say('how much is delivery').catch(() => undefined);
    await expect.poll(() => playground.posted().at(-1)?.status, { timeout: WITHIN_MS }).toBe(401);
    console.info(`Judged by Microsoft's playground: ${playground.posted().length} activities`);
  } finally {
    await playground.stop();
    await forward.close();
  }
});
