import { createRulesReader, linkContacts, tagCustomers, unlinkContacts } from '@answerdesk/conversations';
import { createTagFactReader, createTagJob, createTagWork, createTenantStore } from '@answerdesk/database';
import { faqIdSchema, idsFrom, newId, tagRuleKeyOf } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ruleOf, tagShops } from './tag-shops.ts';

const DAY_MS = 86_400_000;
const staffMail = ruleOf('vip', { kind: 'email', endsWith: '@acme.example' });
const angry = ruleOf('angry', { kind: 'upset', turns: 2 });
const loyal = ruleOf('loyal', { kind: 'enquiries', atLeast: 2, days: 30 });
const chinese = ruleOf('zh', { kind: 'language', language: 'zh' });
const badly = ruleOf('badly', { kind: 'rated', atMost: 2 });

describe.each(testDatabases())('tags by rule on $name', ({ open }) => {
  let desk: TestDatabase;
  let nowMs = Date.parse('2026-11-30T12:00:00Z');
  const now = () => new Date(nowMs);
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  const { put, openShop, putCustomer, saveMail } = tagShops(() => desk, now);

  test('customers are tagged in the background once there are rules, whatever was known of them before', async () => {
    const shop = await openShop();
    const { contactId } = await putCustomer(shop.tenantId, { language: 'zh-TW', feelings: ['anger', 'anger'] });
    const other = await putCustomer(shop.tenantId, { language: 'en', feelings: ['anger', 'neutral'] });
    await shop.setRules(angry, chinese);
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual(['angry', 'zh']);
    expect(await shop.tagsOf(other.contactId)).toEqual([]);
  });

  test('all customers of a business are judged anew when a rule changes, and when that is taken back', async () => {
    const shop = await openShop();
    const many = await Promise.all(Array.from({ length: 55 }, () => putCustomer(shop.tenantId, { language: 'zh' })));
    const count = () =>
      desk.database.models.contacttags.countDocuments({ tenantId: shop.tenantId, ruleKeys: tagRuleKeyOf(chinese) });
    await shop.setRules(chinese);
    await shop.work();
    expect(await count()).toBe(many.length);
    const changed = await shop.setRules(ruleOf('zh', { kind: 'language', language: 'ja' }));
    await shop.work();
    expect(await count()).toBe(0);
    await shop.undo(changed);
    await shop.work();
    expect(await count()).toBe(many.length);
    await shop.setRules();
    await shop.work();
    expect(await desk.database.models.contacttags.countDocuments({ tenantId: shop.tenantId })).toBe(0);
  });

  test('a customer is tagged when something new is known, and loses the tag when it is no longer so', async () => {
    const shop = await openShop();
    await shop.setRules(staffMail, badly);
    const { contactId, conversationId } = await putCustomer(shop.tenantId);
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual([]);
    await saveMail(shop.tenantId, contactId, 'Ada@Acme.example');
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual(['vip']);
    const rating = { tenantId: shop.tenantId, conversationId, accountId: 'a', channel: 'telegram', agentId: 'u' };
    await put('ratings', { ...rating, askedAt: now(), ratedAt: now(), score: 1 });
    await shop.tagging.onSettled([{ tenantId: shop.tenantId, conversationId }]);
    await saveMail(shop.tenantId, contactId, 'ada@home.example');
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual(['badly']);
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual(['badly']);
  });

  test('what the bot answered counts by the category its FAQ has', async () => {
    const shop = await openShop();
    const [answered, handedOver] = [await putCustomer(shop.tenantId), await putCustomer(shop.tenantId)];
    const faqId = faqIdSchema.parse(newId());
    await put('faqs', { _id: faqId, tenantId: shop.tenantId, question: 'Q', answer: 'A', category: 'Returns' });
    for (const { conversationId, outcome } of [
      { ...answered, outcome: 'answered' },
      { ...handedOver, outcome: 'handover' },
    ]) {
      const said = { tenantId: shop.tenantId, conversationId, accountId: 'a', channel: 'telegram', isHandled: true };
      const id = `${idsFrom(new Date(nowMs - 2 * DAY_MS))}${newId().slice(9)}`;
      const reply = { ...said, _id: id, dedupeKey: id, direction: 'out', author: { kind: 'bot' } };
      await put('messages', { ...reply, trace: { faqId, outcome }, createdAt: new Date(nowMs - 2 * DAY_MS) });
    }
    await shop.setRules(
      ruleOf('returns', { kind: 'category', category: 'Returns', days: 7 }),
      ruleOf('lately', { kind: 'faq', faqId, days: 1 }),
      ruleOf('shipping', { kind: 'category', category: 'Shipping', days: 7 }),
    );
    await shop.work();
    expect(await shop.tagsOf(answered.contactId)).toEqual(['returns']);
    expect(await shop.tagsOf(handedOver.contactId)).toEqual([]);
  });

  test('a tag that rests on the last days goes by itself when they are over', async () => {
    const shop = await openShop();
    const { contactId, conversationId } = await putCustomer(shop.tenantId);
    for (const days of [29, 1]) {
      const startedAt = new Date(nowMs - days * DAY_MS);
      const enquiry = { tenantId: shop.tenantId, conversationId, channel: 'telegram', startedAt };
      await put('enquiries', { ...enquiry, state: 'assumed', reason: 'quiet' });
    }
    await shop.setRules(loyal);
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual(['loyal']);
    nowMs += DAY_MS;
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual([]);
  });

  test('linked contacts have one customer’s tags, and each half its own again once they are parted', async () => {
    const shop = await openShop();
    await shop.setRules(staffMail, chinese);
    const [one, other] = [await putCustomer(shop.tenantId, { language: 'zh' }), await putCustomer(shop.tenantId)];
    await saveMail(shop.tenantId, other.contactId, 'ada@acme.example');
    await shop.work();
    const contactIds = [one.contactId, other.contactId] as const;
    await linkContacts(shop.linking, shop.tenantId, { contactIds });
    await shop.work();
    expect(await Promise.all(contactIds.map(shop.tagsOf))).toEqual([
      ['vip', 'zh'],
      ['vip', 'zh'],
    ]);
    await unlinkContacts(shop.linking, shop.tenantId, contactIds);
    await shop.work();
    expect(await Promise.all(contactIds.map(shop.tagsOf))).toEqual([['zh'], ['vip']]);
  });

  test('nobody is left with the judgement of rules that changed while they were applied', async () => {
    const shop = await openShop();
    const { contactId } = await putCustomer(shop.tenantId, { language: 'zh' });
    await shop.setRules(chinese);
    const { models } = desk.database;
    const facts = createTagFactReader(models);
    let changes = 1;
    const tagging = {
      ...shop.linking,
      facts: {
        async read(...asked: Parameters<typeof facts.read>) {
          const read = await facts.read(...asked);
          if (changes > 0) await shop.setRules(ruleOf('none', { kind: 'upset', turns: 1 }));
          changes -= 1;
          return read;
        },
      },
      work: createTagWork(models),
      job: createTagJob(models),
      rulesOf: createRulesReader(createTenantStore(models).find),
      reportFailure: (error: unknown) => expect.unreachable(String(error)),
      owner: newId(),
    };
    await tagCustomers(tagging);
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual([]);
  });

  test('a judgement by older rules never stands over one by newer, and who was marked meanwhile stays due', async () => {
    const { tenantId, tags } = await openShop();
    const { contactId } = await putCustomer(tenantId);
    const [vip, zh] = [tagRuleKeyOf(staffMail), tagRuleKeyOf(chinese)];
    await tags.keep(tenantId, contactId, { ruleKeys: [vip], revision: 2 }, undefined);
    await tags.keep(tenantId, contactId, { ruleKeys: [zh], revision: 1 }, undefined);
    await tags.keep(tenantId, contactId, { ruleKeys: [], revision: 1 }, undefined);
    expect(await tags.list(tenantId, [contactId])).toEqual([{ contactId, ruleKeys: [vip] }]);
    await tags.markDue(tenantId, contactId, now());
    await tags.keep(tenantId, contactId, { ruleKeys: [], revision: 3 }, undefined);
    expect(await tags.list(tenantId, [contactId])).toEqual([{ contactId, ruleKeys: [], dueAt: now() }]);
  });

  test('a contact that is gone is not made anew, and one process at a time does the work', async () => {
    const shop = await openShop();
    await shop.setRules(chinese);
    await shop.work();
    const { contactId: gone } = await putCustomer(shop.tenantId, { language: 'zh' });
    await desk.database.models.contacts.deleteOne({ tenantId: shop.tenantId, _id: gone });
    await shop.tags.markDue(shop.tenantId, gone, now());
    const job = desk.database.models.jobs;
    const lease = { leaseOwner: 'another', leaseUntil: new Date(nowMs + 60_000) };
    await job.collection.updateOne({ _id: 'tag-customers' as never }, { $set: lease });
    await shop.work();
    expect(await shop.tags.list(shop.tenantId, [gone])).toHaveLength(1);
    nowMs += 61_000;
    await shop.work();
    expect(await shop.tags.list(shop.tenantId, [gone])).toEqual([]);
  });
});
