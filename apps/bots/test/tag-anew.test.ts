import { publishFaq, publishFaqs, saveFaq, setFaqCategory } from '@answerdesk/answers';
import { createRulesReader, listTagged } from '@answerdesk/conversations';
import {
  createAccountStore,
  createContactDetailsStore,
  createFaqRevisionStore,
  createFaqWorkshopStore,
  createTagWork,
  createTenantStore,
} from '@answerdesk/database';
import {
  contactIdSchema,
  conversationIdSchema,
  type FaqId,
  idsFrom,
  newId,
  type TenantId,
  tagRuleKeyOf,
} from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ruleOf, tagShops } from './tag-shops.ts';

const DAY_MS = 86_400_000;
const returns = ruleOf('returns', { kind: 'category', category: 'Returns', days: 7 });
const refunds = ruleOf('refunds', { kind: 'category', category: 'Refunds', days: 7 });
const chinese = ruleOf('zh', { kind: 'language', language: 'zh' });
const staffMail = ruleOf('vip', { kind: 'email', endsWith: '@acme.example' });

describe.each(testDatabases())('who is tagged by rule, and when that is judged anew, on $name', ({ open }) => {
  let desk: TestDatabase;
  const nowMs = Date.parse('2026-11-30T12:00:00Z');
  const now = () => new Date(nowMs);
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());
  const { put, openShop, putCustomer, saveMail } = tagShops(() => desk, now);

  const workshop = () => {
    const { models } = desk.database;
    return { faqs: createFaqWorkshopStore(models), revisions: createFaqRevisionStore(models), now };
  };

  async function addFaq(tenantId: TenantId, category: string): Promise<FaqId> {
    const content = { question: `What of ${category}?`, variants: [], answer: 'This.', category };
    const saved = await publishFaq(workshop(), tenantId, 'ana@shop.example', {
      content,
      id: undefined,
      revision: undefined,
    });
    if (saved.outcome !== 'saved') throw new Error(saved.outcome);
    return saved.faq.id;
  }

  async function putAnswered(tenantId: TenantId, faqId: FaqId) {
    const { contactId, conversationId } = await putCustomer(tenantId);
    const createdAt = new Date(nowMs - DAY_MS);
    const id = `${idsFrom(createdAt)}${newId().slice(9)}`;
    const said = { tenantId, conversationId, accountId: 'a', channel: 'telegram', isHandled: true };
    const reply = { ...said, _id: id, dedupeKey: id, direction: 'out', author: { kind: 'bot' }, createdAt };
    await put('messages', { ...reply, trace: { faqId, outcome: 'answered' } });
    return contactId;
  }

  test('with another category of an FAQ the customers it answered are judged anew at once', async () => {
    const shop = await openShop();
    const faqId = await addFaq(shop.tenantId, 'Returns');
    const contactId = await putAnswered(shop.tenantId, faqId);
    await shop.setRules(returns, refunds);
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual(['returns']);
    await setFaqCategory(workshop(), shop.tenantId, 'ana@shop.example', { faqIds: [faqId], category: 'Refunds' });
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual(['refunds']);
    // A shop whose rules ask for no category judges nobody for it.
    await shop.setRules(chinese);
    await shop.work();
    await setFaqCategory(workshop(), shop.tenantId, 'ana@shop.example', { faqIds: [faqId], category: 'Returns' });
    expect(await createTagWork(desk.database.models).listChanged(100)).toEqual([]);
  });

  test('an FAQ that is published for the first time has nobody judged anew', async () => {
    const shop = await openShop();
    await shop.setRules(returns, refunds);
    await shop.work();
    const content = { question: 'What is new?', variants: [], answer: 'This.', category: 'Returns' };
    const drafted = await saveFaq(workshop(), shop.tenantId, 'ana@shop.example', {
      content,
      id: undefined,
      revision: undefined,
    });
    if (drafted.outcome !== 'saved') throw new Error(drafted.outcome);
    await publishFaqs(workshop(), shop.tenantId, 'ana@shop.example', [drafted.faq.id]);
    const waiting = await createTagWork(desk.database.models).listChanged(100);
    expect(waiting.filter(({ tenantId }) => tenantId === shop.tenantId)).toEqual([]);
  });

  test('a category that changes while all are judged has all of them judged once more', async () => {
    const shop = await openShop();
    const faqId = await addFaq(shop.tenantId, 'Returns');
    const contactId = await putAnswered(shop.tenantId, faqId);
    await shop.setRules(returns, refunds);
    const work = createTagWork(desk.database.models);
    const [begun] = (await work.listChanged(100)).filter(({ tenantId }) => tenantId === shop.tenantId);
    if (!begun) throw new Error('nobody is to be judged');
    await setFaqCategory(workshop(), shop.tenantId, 'ana@shop.example', { faqIds: [faqId], category: 'Refunds' });
    // What was judged before that is no reason to think that all were.
    await work.advance(shop.tenantId, begun, undefined);
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual(['refunds']);
  });

  test('who was slower than others neither ends nor skips the round that they began', async () => {
    const shop = await openShop();
    const { tenantId } = shop;
    const faqId = await addFaq(tenantId, 'Returns');
    const contactIds = [await putAnswered(tenantId, faqId), await putAnswered(tenantId, faqId)].sort();
    await shop.setRules(returns, refunds);
    const work = createTagWork(desk.database.models);
    const round = async () => (await work.listChanged(100)).find((each) => each.tenantId === tenantId);
    const begun = await round();
    if (!begun) throw new Error('nobody is to be judged');
    await work.advance(tenantId, begun, contactIds[1]);
    const ending = await round();
    if (!ending) throw new Error('the round is over');
    await setFaqCategory(workshop(), tenantId, 'ana@shop.example', { faqIds: [faqId], category: 'Refunds' });
    await work.advance(tenantId, ending, undefined);
    // The next round has begun: what the slower one knows is about the last.
    await work.advance(tenantId, ending, undefined);
    await work.advance(tenantId, ending, contactIds[1]);
    expect(await round()).toEqual({ tenantId, revision: begun.revision });
    await shop.work();
    expect(await Promise.all(contactIds.map(shop.tagsOf))).toEqual([['refunds'], ['refunds']]);
  });

  test('all are judged, and once more, however often categories change meanwhile', async () => {
    const shop = await openShop();
    const { tenantId } = shop;
    const faqId = await addFaq(tenantId, 'Returns');
    const contactIds = [];
    for (let each = 0; each < 3; each += 1) contactIds.push(await putAnswered(tenantId, faqId));
    contactIds.sort();
    await shop.setRules(returns, refunds);
    const work = createTagWork(desk.database.models);
    const round = async () => (await work.listChanged(100)).find((each) => each.tenantId === tenantId);
    const rename = async (category: string) =>
      setFaqCategory(workshop(), tenantId, 'ana@shop.example', { faqIds: [faqId], category });
    const walked = [];
    for (let step = 0; step < 4; step += 1) {
      const begun = await round();
      if (!begun) throw new Error('nobody is to be judged');
      await rename(step % 2 === 0 ? 'Refunds' : 'Returns');
      const [next] = await work.listContacts(tenantId, begun.taggedTo, 1);
      walked.push(next);
      await work.advance(tenantId, begun, next);
      await rename(step % 2 === 0 ? 'Returns' : 'Refunds');
    }
    expect(walked).toEqual([...contactIds, undefined]);
    // What changed while they were judged has them judged from the first on, to the end.
    expect(await round()).toEqual({ tenantId, revision: 1 });
    await shop.work();
    expect(await round()).toBeUndefined();
    expect(await Promise.all(contactIds.map((contactId) => shop.tagsOf(contactId)))).toEqual(
      contactIds.map(() => ['refunds']),
    );
  });

  test('who only wrote in groups has no tags by rule, whichever work comes to them first, until more is known', async () => {
    const shop = await openShop();
    const { tenantId } = shop;
    const contactId = contactIdSchema.parse(`p${newId()}`);
    const accountId = `${tenantId}.telegram`;
    const contact = { accountId, platformId: contactId, isReachable: true, locale: 'zh', createdAt: now() };
    await put('contacts', { _id: contactId, tenantId, ...contact });
    const conversationId = conversationIdSchema.parse(`c${newId()}`);
    const group = { accountId, channel: 'telegram', contactId, chatKey: 'g', isGroup: true, language: 'zh' };
    const state = { holder: { kind: 'bot' }, epoch: 0, status: 'bot', unsureTurns: 0, createdAt: now() };
    await put('conversations', { _id: conversationId, tenantId, ...group, ...state, lastMessageAt: now() });
    await shop.setRules(chinese, staffMail);
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual([]);
    await shop.tagging.onSettled([{ tenantId, conversationId }]);
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual([]);
    await shop.tags.markDue(tenantId, contactId, now());
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual([]);
    await saveMail(tenantId, contactId, 'lin@acme.example');
    await shop.work();
    expect(await shop.tagsOf(contactId)).toEqual(['vip', 'zh']);
  });

  test('while all are judged anew, those known to have a tag are listed, and it is said that more may come', async () => {
    const shop = await openShop();
    const { models } = desk.database;
    const customers = await Promise.all(
      Array.from({ length: 3 }, () => putCustomer(shop.tenantId, { language: 'zh' })),
    );
    const deps = {
      ...shop.linking,
      details: createContactDetailsStore(models),
      accounts: createAccountStore(models),
      rulesOf: createRulesReader(createTenantStore(models).find),
    };
    const read = async () => {
      const { customers: listed, isJudgingAll } = await listTagged(deps, shop.tenantId, chinese.id, undefined);
      return { ids: listed.map(({ contactId }) => contactId), isJudgingAll };
    };
    await shop.setRules(chinese);
    expect(await read()).toEqual({ ids: [], isJudgingAll: true });
    const [first] = customers.map(({ contactId }) => contactId).sort();
    if (!first) throw new Error('nobody came');
    await shop.tags.keep(shop.tenantId, first, { ruleKeys: [tagRuleKeyOf(chinese)], revision: 1 }, undefined);
    expect(await read()).toEqual({ ids: [first], isJudgingAll: true });
    await shop.work();
    expect(await read()).toEqual({ ids: customers.map(({ contactId }) => contactId).sort(), isJudgingAll: false });
  });

  test('where the tags of one cannot be judged, the others who were settled are, and it is reported', async () => {
    const shop = await openShop();
    await shop.setRules(chinese);
    await shop.work();
    const [one, poison, other] = [
      await putCustomer(shop.tenantId, { language: 'zh' }),
      await putCustomer(shop.tenantId),
      await putCustomer(shop.tenantId, { language: 'zh' }),
    ];
    // No contact can be called that: whatever asks for it fails.
    const nobody = { $set: { contactId: { not: 'an id' } } };
    await desk.database.models.conversations.collection.updateOne({ _id: poison.conversationId as never }, nobody);
    const keys = [one, poison, other].map(({ conversationId }) => ({ tenantId: shop.tenantId, conversationId }));
    await shop.tagging.onSettled(keys);
    expect(shop.failures.splice(0)).toHaveLength(1);
    await shop.work();
    expect(await Promise.all([one, other].map(({ contactId }) => shop.tagsOf(contactId)))).toEqual([['zh'], ['zh']]);
  });
});
