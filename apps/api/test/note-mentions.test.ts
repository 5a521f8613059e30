import { createPushSubscriptionStore } from '@answerdesk/database';
import { loadVapidKeys } from '@answerdesk/delivery';
import { tenantIdSchema, userIdSchema } from '@answerdesk/domain';
import { type FakePush, startFakePush, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';
import { putConversation } from './put-conversation.ts';

describe.each(testDatabases())('members named in a note on $name', (kind) => {
  let api: TestApi;
  let pushes: FakePush;
  let publicKey: string;
  let owner: Somebody;
  let id: string;
  beforeAll(async () => {
    pushes = await startFakePush();
    const opened = await kind.open();
    const keys = await loadVapidKeys(opened.dataDir);
    publicKey = keys.publicKey;
    api = await openApi({ ...kind, open: async () => opened }, {}, { push: { keys, isLocalAllowed: true } });
    owner = await api.owner();
    id = await putConversation(api, owner, 'ana');
  });
  afterAll(async () => {
    await api.close();
    await pushes.stop();
  });

  /** An agent who is told in a browser of theirs. */
  async function agent() {
    const who = await api.member(owner, 'agent');
    const browser = pushes.subscribe(publicKey);
    const { endpoint, keys } = browser;
    const tenantId = tenantIdSchema.parse(who.tenantId);
    const userId = userIdSchema.parse(who.userId);
    await createPushSubscriptionStore(api.desk.database.models).save(tenantId, {
      tenantId,
      userId,
      endpoint,
      keys,
      createdAt: new Date(),
    });
    return { ...who, browser };
  }

  const write = (who: Somebody, key: string, mentioned: readonly { readonly userId: string }[]) =>
    who.visitor.tell('inbox.note', {
      id,
      key,
      text: 'Please call her back.',
      mentionedIds: mentioned.map(({ userId }) => userId),
    });

  test('are told once in their browser when they do not sit at an open tab, and nobody else is', async () => {
    const [gone, idle, there] = [await agent(), await agent(), await agent()];
    await idle.visitor.tell('presence.beat', { tabId: 'tab', isIdle: true });
    await there.visitor.tell('presence.beat', { tabId: 'tab' });
    for (const _again of [1, 2]) {
      expect(await write(there, 'a-key', [gone, idle, there])).toMatchObject({ status: 200 });
    }
    await expect.poll(() => [gone, idle].map(({ browser }) => browser.notes.length)).toEqual([1, 1]);
    expect(gone.browser.notes[0]).toContain('You are named in a note about ana');
    expect(gone.browser.notes[0], 'what a note says stays in the inbox').not.toContain('call her back');
    await write(there, 'another', [gone]);
    await expect.poll(() => gone.browser.notes.length).toBe(2);
    expect(idle.browser.notes).toHaveLength(1);
    expect(there.browser.notes).toEqual([]);
  });

  test('are members: whoever else is named stands in no note', async () => {
    const [ours, other] = [await agent(), await api.owner('Another shop')];
    const { body } = await write(owner, 'named', [ours, other, { userId: 'nobody' }]);
    expect(body).toMatchObject({ kind: 'note', mentionedIds: [ours.userId] });
  });
});
