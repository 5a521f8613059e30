import { beginLinkCode } from '@answerdesk/conversations';
import { createContactLinkStore, createLinkCodeStore } from '@answerdesk/database';
import { createSentences } from '@answerdesk/locales';
import { createUpdates, type FakeTelegram, postUpdate, startFakeTelegram, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBots, type TestBots } from './open-bots.ts';

const WITHIN_MS = 60_000;
const taken = 'Thank you. If the code is valid, we now know that it is you here too.';
const faqs = [{ question: 'When do you open?', answer: 'At nine.' }];

describe.each(testDatabases())('a customer who proves who they are on $name', (kind) => {
  let bots: TestBots;
  let telegram: FakeTelegram;
  let nextCustomer = 7_100_000_000;
  const updates = createUpdates();
  beforeAll(async () => {
    telegram = await startFakeTelegram();
    bots = await openBots(kind, { isHurried: true, channels: { telegram: { apiRoot: telegram.apiRoot } } });
  });
  afterAll(async () => {
    await bots.close();
    await telegram.stop();
  });

  /** A shop with customers who have each written once. */
  async function openShop() {
    nextCustomer += 10;
    const shop = await bots.openShop(faqs, 'telegram', { token: `${nextCustomer}:token-of-tests` });
    const { models } = bots.desk.database;
    const links = createContactLinkStore(models);
    const linkCodes = createLinkCodeStore(models);
    const { contacts, tenants } = bots.desk.stores;
    async function come(number: number) {
      const customer = { id: nextCustomer + number };
      const sent = () => telegram.sent().filter(({ chatId }) => chatId === String(customer.id));
      /** Resolves to what is said to it. */
      async function write(text: string): Promise<string | undefined> {
        const before = sent().length;
        await postUpdate({ url: shop.webhookUrl, secret: shop.secret ?? '' }, updates.text(customer, text));
        await telegram.waitForSent(() => sent().length > before, WITHIN_MS);
        return sent().at(-1)?.text;
      }
      expect(await write('When do you open?')).toBe('At nine.');
      const own = { tenantId: shop.tenantId, platformId: String(customer.id) };
      await expect.poll(() => models.contacts.exists(own), { timeout: WITHIN_MS }).toBeTruthy();
      const contactId = (await models.contacts.findOne(own).orFail().lean())._id;
      return { contactId, write, sent };
    }
    const deps = { contacts, linkCodes, findTenant: tenants.find, sentences: createSentences() };
    const beginAt = (contactId: Awaited<ReturnType<typeof come>>['contactId'], at = new Date()) =>
      beginLinkCode({ ...deps, now: () => at }, shop.tenantId, contactId);
    const linksOf = (contactId: Parameters<typeof beginAt>[0]) => links.list(shop.tenantId, [contactId]);
    return { ...shop, come, beginAt, linksOf };
  }

  test('is linked by a code that works once, and hears nothing of the other channel', async () => {
    const shop = await openShop();
    const [known, fresh, thief] = [await shop.come(1), await shop.come(2), await shop.come(3)];
    const { code, text } = await shop.beginAt(known.contactId);
    expect(text).toContain(code);
    const { models } = bots.desk.database;
    const kept = JSON.stringify(await models.linkcodes.find({ tenantId: shop.tenantId }).lean());
    expect(kept).not.toContain(code.slice(5).replace('-', ''));
    expect(await fresh.write(` ${code.toLowerCase()} `)).toBe(taken);
    await expect.poll(() => shop.linksOf(fresh.contactId), { timeout: WITHIN_MS }).toHaveLength(1);
    const [link] = await shop.linksOf(known.contactId);
    expect([...(link?.contactIds ?? [])].sort()).toEqual([known.contactId, fresh.contactId].sort());
    expect(link).not.toHaveProperty('byId');
    expect(await thief.write(code)).toBe(taken);
    expect(await shop.linksOf(thief.contactId)).toEqual([]);
    expect(known.sent()).toHaveLength(1);
    expect(await fresh.write('When do you open?')).toBe('At nine.');
  });

  test('is answered the same whether a code is wrong, old, theirs, or one too many', async () => {
    const shop = await openShop();
    const [known, other] = [await shop.come(1), await shop.come(2)];
    const old = await shop.beginAt(known.contactId, new Date(Date.now() - 11 * 60_000));
    expect(await other.write(old.code)).toBe(taken);
    const good = await shop.beginAt(known.contactId);
    expect(await known.write(good.code)).toBe(taken);
    const again = await shop.beginAt(known.contactId);
    for (let tries = 0; tries < 4; tries += 1) expect(await other.write(`LINK-2222-222${tries + 3}`)).toBe(taken);
    expect(await other.write(again.code)).toBe(taken);
    expect(await shop.linksOf(known.contactId)).toEqual([]);
    expect(await other.write('linking things')).not.toBe(taken);
  });
});
