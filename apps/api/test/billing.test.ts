import { connectStripe, type LedgerEvent, monthOf, refundUsage, setupBilling } from '@answerdesk/billing';
import {
  botReplyUsageId,
  type ChannelName,
  conversationIdSchema,
  messageIdSchema,
  type TenantId,
  tenantIdSchema,
} from '@answerdesk/domain';
import { startFakeStripe, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newEmail, openApi, password, type Somebody, type TestApi } from './open-api.ts';
import type { Visitor } from './visitor.ts';

/** No server listens there: whatever needs Stripe itself fails as when it is away. */
const awayStripe = {
  secretKey: 'sk_test_none',
  isLive: false,
  webhookSecrets: [],
  apiBase: new URL('http://127.0.0.1:9/'),
};
/** In the last forty minutes of a month nobody can begin to pay. */
const endsSoon = () => monthOf(new Date()).end.getTime() - Date.now() < 40 * 60_000;
const month = new Date().toISOString().slice(0, 7);
const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);

describe.each(testDatabases())('the billing screen’s questions, on $name', (kind) => {
  let desk: TestApi;
  let owner: Somebody;
  let tenantId: TenantId;

  beforeAll(async () => {
    desk = await openApi(kind, { stripe: awayStripe });
    owner = await desk.owner('The sample shop');
    tenantId = tenantIdSchema.parse(owner.tenantId);
    await put('1', { channel: 'telegram' });
    await put('2', { channel: 'telegram', rule: 'generated' });
    await put('3', { channel: 'wechat', conversationId: '-2:3' });
    await put('4', { channel: 'wechat' });
    await refund('4');
  });
  afterAll(() => desk.close());

  /** Somebody was answered, on the plan that has prices. */
  async function put(
    id: string,
    more: { channel: ChannelName; rule?: 'faq-exact' | 'generated'; conversationId?: string },
  ): Promise<void> {
    const event: LedgerEvent = {
      id: botReplyUsageId(messageIdSchema.parse(id)),
      tenantId,
      kind: 'bot-reply',
      rule: more.rule ?? 'faq-exact',
      quantity: 1,
      plan: 'pay-as-you-go',
      channel: more.channel,
      causeId: messageIdSchema.parse(id),
      conversationId: conversationIdSchema.parse(more.conversationId ?? `c${id}`),
      at: new Date(hour.getTime() + Number(id)),
      hour,
    };
    await desk.desk.stores.ledger.add(tenantId, event);
  }

  async function refund(id: string): Promise<void> {
    await refundUsage(
      { ledger: desk.desk.stores.ledger, wakeSumming: () => undefined },
      {
        tenantId,
        of: botReplyUsageId(messageIdSchema.parse(id)),
        reason: 'rejected-by-customer',
        at: new Date(hour.getTime() + 100),
      },
    );
  }

  const fileOf = (visitor: Visitor, url: string) => visitor.send({ method: 'GET', url });
  const overviewOf = async () => (await owner.visitor.ask('billing.overview', { month })).body;

  test('the month’s cost is exact by rule, day and channel, and what was taken back costs nothing', async () => {
    const overview = await overviewOf();
    // 2 approved answers at 0.021 $ (3 less the one taken back) and 1 with a model at 0.056 $: 0.098 $.
    expect(overview).toMatchObject({ month, isBilled: true, currency: 'USD', totalMicros: 98_000, feeMicros: 0 });
    expect(overview.lines).toMatchObject([
      { plan: 'pay-as-you-go', rule: 'faq-exact', quantity: 2, unitMicros: 21_000, amountMicros: 42_000 },
      { plan: 'pay-as-you-go', rule: 'generated', quantity: 1, unitMicros: 56_000, amountMicros: 56_000 },
    ]);
    expect(overview.channels).toEqual([
      { channel: 'telegram', quantities: { 'faq-exact': 1, generated: 1 }, amountMicros: 77_000 },
      { channel: 'wechat', quantities: { 'faq-exact': 1, generated: 0 }, amountMicros: 21_000 },
    ]);
    const days: { amountMicros: number; day: string }[] = overview.days;
    expect(days.filter(({ amountMicros }) => amountMicros > 0)).toMatchObject([
      { day: hour.toISOString().slice(0, 10), amountMicros: 98_000 },
    ]);
    expect((await owner.visitor.ask('billing.overview', { month: '2020-01' })).body).toMatchObject({ totalMicros: 0 });
  });

  test('each charge has its receipt, page by page and filtered, and says why it was taken back', async () => {
    const seen: { messageId: string }[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await owner.visitor.ask('billing.receipts', { limit: 2, ...(cursor && { cursor }) });
      seen.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen.map(({ messageId }) => messageId)).toEqual(['4', '3', '2', '1']);
    expect(seen[0]).toMatchObject({ conversationId: 'c4', refund: { reason: 'rejected-by-customer' } });
    expect(seen[2]).toMatchObject({ rule: 'generated', unitMicros: 56_000, pays: 'unit', conversationId: 'c2' });
    expect(seen[3]).not.toHaveProperty('refund');
    const idsOf = async (filter: object) => {
      const { body } = await owner.visitor.ask('billing.receipts', filter);
      return body.items.map(({ messageId }: { messageId: string }) => messageId);
    };
    expect(await idsOf({ channel: 'wechat' })).toEqual(['4', '3']);
    expect(await idsOf({ rule: 'generated' })).toEqual(['2']);
    expect(await idsOf({ day: hour.toISOString().slice(0, 10) })).toEqual(['4', '3', '2', '1']);
    expect(await idsOf({ day: '2020-01-01' })).toEqual([]);
    expect((await owner.visitor.ask('billing.receipts', { cursor: 'no place' })).status).toBe(400);
  });

  test('the table of a month has every event, and nothing in it is a formula', async () => {
    const answer = await fileOf(owner.visitor, `/files/usage.csv?month=${month}`);
    expect(answer.status).toBe(200);
    const [header, ...lines] = answer.body.trimEnd().split('\r\n');
    expect(header).toBe(
      '\uFEFFdate,hour,kind,rule,plan,channel,quantity,unit price,currency,conversation,message,refund reason',
    );
    const at = hour.toISOString();
    const start = `${at.slice(0, 10)},${at.slice(11, 16)},bot-reply`;
    expect(lines).toEqual([
      `${start},faq-exact,pay-as-you-go,wechat,-1,0.021,USD,c4,,rejected-by-customer`,
      `${start},faq-exact,pay-as-you-go,wechat,1,0.021,USD,c4,4,`,
      `${start},faq-exact,pay-as-you-go,wechat,1,0.021,USD,'-2:3,3,`,
      `${start},generated,pay-as-you-go,telegram,1,0.056,USD,c2,2,`,
      `${start},faq-exact,pay-as-you-go,telegram,1,0.021,USD,c1,1,`,
    ]);
    expect((await fileOf(owner.visitor, '/files/usage.csv?month=2026-13')).status).toBe(400);
    expect((await fileOf(desk.visitor(), '/files/usage.csv')).status).toBe(401);
  });

  test('another tenant sees nothing of it, and an agent no figure', async () => {
    const stranger = await desk.owner('Elsewhere');
    expect((await stranger.visitor.ask('billing.overview', {})).body).toMatchObject({ totalMicros: 0, channels: [] });
    expect((await stranger.visitor.ask('billing.receipts', {})).body.items).toEqual([]);
    expect((await fileOf(stranger.visitor, '/files/usage.csv')).body.trimEnd().split('\r\n')).toHaveLength(1);
    const agent = await desk.member(owner, 'agent');
    for (const path of ['billing.overview', 'billing.receipts', 'billing.invoices']) {
      expect([path, (await agent.visitor.ask(path, {})).status]).toEqual([path, 403]);
    }
    expect((await fileOf(agent.visitor, '/files/usage.csv')).status).toBe(403);
    expect((await agent.visitor.ask('billing.allowed')).body).toEqual({ allowance: 'everything' });
  });

  test('an owner sets the limit, to nothing as well, and takes it away; who is late is refused; each try is audited', async () => {
    const admin = await desk.member(owner, 'admin');
    const set = (who: Somebody, amountCents: number | null, revision: number, currency = 'CNY') =>
      who.visitor.tell('billing.setCap', { amountCents, currency, revision });
    expect((await set(admin, 1, 0)).status).toBe(403);
    const first = await set(owner, 30_000, 0);
    expect(first.status).toBe(200);
    expect(await overviewOf()).toMatchObject({
      capMicros: 300_000_000,
      currency: 'CNY',
      revision: first.body.revision,
    });
    expect((await set(owner, 5_000, 0)).status).toBe(409);
    expect((await set(owner, 5_000, first.body.revision, 'EUR')).status).toBe(409);
    expect((await set(owner, -1, first.body.revision)).status).toBe(400);
    expect((await set(owner, 0.5, first.body.revision)).status).toBe(400);
    const none = await set(owner, 0, first.body.revision);
    expect(await overviewOf()).toMatchObject({ capMicros: 0 });
    expect((await set(owner, null, none.body.revision)).status).toBe(200);
    expect(await overviewOf()).not.toHaveProperty('capMicros');
    const { items } = (await owner.visitor.ask('audit.list', { action: 'billing.set-cap' })).body;
    expect(items.map(({ outcome, target }: never) => [outcome, (target as { id?: string } | undefined)?.id])).toEqual([
      ['done', 'none'],
      ['done', 'CNY 0.00'],
      ['failed', 'EUR 50.00'],
      ['failed', 'CNY 50.00'],
      ['done', 'CNY 300.00'],
      ['refused', undefined],
    ]);
  });

  test('where Stripe is away the figures stay and what needs it says that it is; without its keys nothing is billed', async () => {
    expect((await owner.visitor.ask('billing.invoices', {})).body).toEqual({ items: [] });
    const pay = { plan: 'business', currency: 'CNY' };
    const checkout = await owner.visitor.tell('billing.checkout', pay);
    if (endsSoon()) expect(checkout.body.outcome).toBe('month-ends');
    else expect(checkout.status).toBe(503);
    const keyless = await openApi(kind, {}, { over: desk.desk });
    const visitor = keyless.visitor();
    await visitor.auth('/sign-up/email', { name: 'Zoe', email: newEmail(), password, tenantName: 'Z' });
    expect((await visitor.ask('billing.overview', {})).body).toMatchObject({
      isBilled: false,
      plan: 'free',
      allowed: { allowance: 'everything' },
      alerts: [],
    });
    expect((await visitor.ask('billing.previewPlan', pay)).status).toBe(409);
    expect((await visitor.tell('billing.portal', undefined)).status).toBe(409);
    await keyless.close();
  });

  test('an owner sees what a plan costs before paying, goes to Stripe to pay, and is refused another plan until then', async () => {
    const fake = await startFakeStripe({ now: () => new Date() });
    const stripe = { ...awayStripe, secretKey: 'sk_test_desk', apiBase: new URL(fake.apiRoot) };
    await setupBilling(connectStripe(stripe));
    const billed = await openApi(kind, { stripe }, { over: desk.desk });
    const { visitor } = await billed.owner('A tea house');
    const wish = { plan: 'business', currency: 'CNY' };
    expect((await visitor.ask('billing.previewPlan', wish)).body).toMatchObject({
      from: 'free',
      begins: 'checkout',
      dueNow: 0,
      monthlyFee: 280_000_000,
    });
    expect((await visitor.tell('billing.changePlan', { plan: 'business' })).body).toEqual({
      outcome: 'checkout-needed',
    });
    expect((await visitor.tell('billing.portal')).status).toBe(404);
    const { body } = await visitor.tell('billing.checkout', wish);
    expect(body.outcome).toBe(endsSoon() ? 'month-ends' : 'started');
    expect((await visitor.ask('billing.invoices', {})).body).toEqual({ items: [] });
    await billed.close();
    await fake.stop();
  });
});
