import { setTimeout as sleep } from 'node:timers/promises';
import { contactIdOf, conversationIdOf, receiveMessage } from '@answerdesk/conversations';
import { accountIdSchema, type ContactId, tagRuleKeyOf, tagRulesSchema, tenantIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

describe.each(testDatabases())('customers over all their channels on $name', (kind) => {
  let api: TestApi;
  let owner: Somebody;
  let agent: Somebody;
  beforeAll(async () => {
    api = await openApi(kind);
    owner = await api.owner();
    agent = await api.member(owner, 'agent');
  });
  afterAll(() => api.close());

  /** Somebody who wrote once on a channel of the owner's. */
  async function writes(name: string, channel: 'telegram' | 'teams' | 'webchat' = 'telegram', text = `${name} asks`) {
    const { stores } = api.desk;
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const accountId = accountIdSchema.parse(`${tenantId}.${channel}`);
    if (!(await stores.accounts.find(tenantId, accountId))) {
      const secret = { sealedCredentials: 'v1', settings: {}, createdAt: new Date() };
      await stores.accounts.add(tenantId, { id: accountId, tenantId, channel, label: `@${channel}`, ...secret });
    }
    const platformId = name.toLowerCase().replaceAll(' ', '-');
    const contactId = contactIdOf(accountId, platformId);
    const at = new Date();
    const contact = { id: contactId, tenantId, accountId, platformId, displayName: name, isReachable: true };
    await stores.contacts.remember(tenantId, { ...contact, createdAt: at });
    const id = conversationIdOf(accountId, platformId);
    const chat = { id, accountId, channel, contactId, chatKey: platformId, isGroup: false };
    await stores.conversations.claim(tenantId, chat, { owner: 'p', now: at, until: at });
    const { conversations } = api.desk.database.models;
    const named = { contactName: name, nameWords: name.toLowerCase().split(' ') };
    await conversations.updateOne({ tenantId, _id: id }, { $set: named });
    await receiveMessage(
      { messages: stores.messages, now: () => at },
      { tenantId, id: accountId, channel },
      {
        ...{ dedupeKey: `${contactId}-1`, chatKey: platformId, isGroup: false },
        ...{ contact: { platformId, displayName: name }, content: { kind: 'text', text } },
      },
    );
    return contactId;
  }

  const person = async (contactId: ContactId) => (await owner.visitor.ask('people.get', { contactId })).body;
  const idsOf = async (contactId: ContactId) =>
    (await person(contactId)).contacts.map((one: { contactId: string }) => one.contactId).sort();

  test('two contacts that staff link are one customer, and each is again who they were when they are parted', async () => {
    const [one, other] = [await writes('Ada Byron'), await writes('Ada B', 'webchat')];
    const [before, otherBefore] = [await person(one), await person(other)];
    const pair = { contactIds: [one, other] };
    const linked = await agent.visitor.tell('people.link', { ...pair, reason: 'She said so.' });
    expect(linked.body).toMatchObject({ outcome: 'linked' });
    const both = await person(other);
    expect(both.contacts.map(({ channel }: { channel: string }) => channel)).toEqual(['webchat', 'telegram']);
    expect(both.conversations).toHaveLength(2);
    expect(both.links).toMatchObject([{ reason: 'She said so.', byId: agent.userId }]);
    expect(both.feelings).toHaveLength(2);
    expect((await agent.visitor.tell('people.link', { contactIds: [other, one] })).body.outcome).toBe('linked-before');
    expect((await agent.visitor.tell('people.unlink', { contactIds: [other, one] })).body.reason).toBe('She said so.');
    expect([await person(one), await person(other)]).toEqual([before, otherBefore]);
    expect((await agent.visitor.tell('people.unlink', pair)).body.reason).toBe('');
  });

  test('links that are made at once in a circle still part when any of them is taken back', async () => {
    const all = [await writes('Ring A'), await writes('Ring B', 'teams'), await writes('Ring C', 'webchat')] as const;
    const [a, b, c] = all;
    const pairs = [
      [a, b],
      [b, c],
      [c, a],
    ];
    await Promise.all(pairs.map((contactIds) => agent.visitor.tell('people.link', { contactIds })));
    for (const id of all) expect(await idsOf(id)).toEqual([...all].sort());
    const { links } = await person(a);
    expect(links).toHaveLength(2);
    await agent.visitor.tell('people.unlink', { contactIds: links[0].contactIds });
    const [left, right] = links[0].contactIds;
    const halves = [await idsOf(left), await idsOf(right)];
    expect(halves.flat().sort()).toEqual([...all].sort());
  });

  test('contacts are found by name, handle and e-mail, and suggested where they share a detail', async () => {
    const [one, other] = [await writes('Grace Hopper'), await writes('Rear Admiral', 'webchat')];
    const email = 'Grace@Navy.example';
    expect((await agent.visitor.tell('people.saveDetails', { contactId: one, email })).status).toBe(200);
    await agent.visitor.tell('people.saveDetails', {
      contactId: other,
      email: 'grace@navy.example',
      phone: '+1 555 0199',
    });
    const found = async (search: string) =>
      (await agent.visitor.ask('people.find', { search })).body.map(
        ({ contactId }: { contactId: string }) => contactId,
      );
    expect(await found('hop')).toEqual([one]);
    expect(await found('rear-admiral')).toEqual([other]);
    expect((await found('GRACE@navy.example')).sort()).toEqual([one, other].sort());
    expect(await found('nobody at all')).toEqual([]);
    const { body } = await agent.visitor.ask('people.suggestions', { contactId: one });
    expect(body).toMatchObject([{ contactId: other, because: 'email' }]);
    await agent.visitor.tell('people.link', { contactIds: [one, other] });
    expect((await agent.visitor.ask('people.suggestions', { contactId: one })).body).toEqual([]);
    expect((await agent.visitor.tell('people.saveDetails', { contactId: one, phone: '12' })).status).toBe(400);
  });

  test('an export is a file for managers alone, with all linked contacts in it, and is in the audit', async () => {
    const [one, other] = [await writes('Alan Export'), await writes('Alan Web', 'webchat', 'the web words')];
    await owner.visitor.tell('people.link', { contactIds: [one, other] });
    const url = `/exports/people/${one}.json`;
    expect((await agent.visitor.send({ method: 'GET', url })).status).toBe(403);
    expect((await api.visitor().send({ method: 'GET', url })).status).toBe(401);
    const stranger = await api.owner('Another shop');
    expect((await stranger.visitor.send({ method: 'GET', url })).status).toBe(404);
    const { status, body } = await owner.visitor.send({ method: 'GET', url });
    expect(status).toBe(200);
    expect(body.contacts).toHaveLength(2);
    expect(JSON.stringify(body.messages)).toContain('the web words');
    const { items } = (await owner.visitor.ask('audit.list', { action: 'people.export' })).body;
    expect(items).toMatchObject([{ target: { kind: 'contact', id: one }, outcome: 'done' }]);
  });

  test('customers show the tags that rules give them, and lose them with the rule', async () => {
    const [one, other] = [await writes('Tia Tagged'), await writes('Tia Web', 'webchat')];
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const read = async () => (await owner.visitor.ask('settings.get', {})).body;
    const rule = (id: string, tag: string) => ({
      ...{ id, tag, match: 'all', conditions: [{ kind: 'email', endsWith: '@tea.example' }] },
    });
    const save = async (visitor: Somebody['visitor'], rules: readonly unknown[]) =>
      visitor.tell('settings.save', {
        revision: (await read()).revision,
        change: { section: 'tags', value: { rules } },
      });
    const rules = [rule('vip', 'VIP'), rule('tea', 'Tea lover')];
    expect((await save(agent.visitor, rules)).status).toBe(403);
    const saved = await save(owner.visitor, rules);
    expect(saved.status).toBe(200);
    const { items } = (await owner.visitor.ask('audit.list', { action: 'settings.save', outcome: 'done' })).body;
    expect(items[0]).toMatchObject({ target: { kind: 'settings', id: 'tags' }, note: 'VIP, Tea lover' });
    const { contacttags, conversations } = api.desk.database.models;
    await owner.visitor.tell('people.saveDetails', { contactId: one, email: 'tia@tea.example' });
    expect(await contacttags.find({ tenantId, _id: one }).lean()).toMatchObject([{ dueAt: expect.any(Date) }]);
    await owner.visitor.tell('people.link', { contactIds: [one, other] });
    const ruleKeys = [...tagRulesSchema.parse({ rules }).rules.map(tagRuleKeyOf), 'gone.1'];
    for (const _id of [one, other]) {
      await contacttags.collection.replaceOne(
        { _id: _id as never },
        { tenantId, ruleKeys, revision: 1 },
        { upsert: true },
      );
    }
    const words = async () => (await person(other)).ruleTags.map(({ tag }: { tag: string }) => tag);
    expect(await words()).toEqual(['VIP', 'Tea lover']);
    expect((await person(other)).tags).toEqual([]);
    const conversation = await conversations.findOne({ tenantId, contactId: one }).orFail().lean();
    const profile = await agent.visitor.ask('profile.get', { conversationId: conversation._id });
    expect(profile.body).toMatchObject({ tags: [], ruleTags: ['VIP', 'Tea lover'] });
    const tagged = async (who: Somebody) => (await who.visitor.ask('people.tagged', { ruleId: 'vip' })).body;
    expect((await tagged(agent)).customers).toMatchObject([{ contactId: [one, other].sort()[0] }]);
    expect((await tagged(await api.owner('A third shop'))).customers).toEqual([]);
    await save(owner.visitor, [rule('tea', 'Tea')]);
    expect(await words()).toEqual(['Tea']);
    expect((await tagged(agent)).customers).toEqual([]);
    // One that asks for something else was judged of nobody yet.
    const changed = { ...rule('tea', 'Tea'), conditions: [{ kind: 'email', endsWith: '@coffee.example' }] };
    await save(owner.visitor, [changed]);
    expect(await words()).toEqual([]);
    await owner.visitor.tell('settings.undo', { revision: (await read()).revision });
    expect(await words()).toEqual(['Tea']);
    await save(owner.visitor, rules);
    await save(owner.visitor, []);
    expect(await words()).toEqual([]);
    await owner.visitor.tell('settings.undo', { revision: (await read()).revision });
    expect(await words()).toEqual(['VIP', 'Tea lover']);
  });

  test('who is erased is on no screen and in no entry of the audit, and only managers may', async () => {
    const [one, other] = [await writes('Vera Gone'), await writes('Vera Web', 'webchat')];
    await agent.visitor.tell('people.link', { contactIds: [one, other] });
    const contactIds = [other, one];
    expect((await agent.visitor.tell('people.erase', { contactId: one, contactIds })).status).toBe(403);
    const unseen = await owner.visitor.tell('people.erase', { contactId: other, contactIds: [other] });
    expect(unseen.status).toBe(409);
    expect(await person(one)).toMatchObject({ isBeingErased: false });
    const { body, status } = await owner.visitor.tell('people.erase', { contactId: other, contactIds });
    expect(status).toBe(200);
    expect(body).toMatchObject({ contacts: 2, conversations: 2 });
    const state = async () => (await owner.visitor.ask('people.erasure', { erasureId: body.erasureId })).body.state;
    while ((await state()) === 'running') await sleep(200);
    expect(await state()).toBe('deleted');
    expect((await owner.visitor.ask('people.get', { contactId: one })).status).toBe(404);
    expect((await agent.visitor.ask('people.find', { search: 'vera' })).body).toEqual([]);
    const { items } = (await owner.visitor.ask('audit.list', {})).body;
    expect(JSON.stringify(items)).not.toContain(one);
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'people.link', target: { kind: 'contact', id: 'erased' } }),
    );
    expect(api.failures).toEqual([]);
  });
});
