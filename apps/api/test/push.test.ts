import { createPushSubscriptionStore } from '@answerdesk/database';
import { tenantIdSchema, userIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type TestApi } from './open-api.ts';

const keys = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
const pushKeys = { publicKey: 'B'.repeat(87), privateKey: 'a'.repeat(43) };

describe.each(testDatabases())('browsers that members are told in on $name', (kind) => {
  let desk: TestApi;
  beforeAll(async () => {
    desk = await openApi(kind, {}, { push: { keys: pushKeys } });
  });
  afterAll(() => desk.close());

  const browsersOf = (who: { tenantId: string; userId: string }) =>
    createPushSubscriptionStore(desk.desk.database.models).list(
      tenantIdSchema.parse(who.tenantId),
      userIdSchema.parse(who.userId),
    );

  test('a member subscribes a browser and takes it back, and no colleague’s', async () => {
    const owner = await desk.owner();
    const agent = await desk.member(owner, 'agent');
    expect((await agent.visitor.ask('push.publicKey')).body).toEqual({ publicKey: pushKeys.publicKey });
    const endpoint = 'https://push.example/a-browser';
    expect((await agent.visitor.tell('push.subscribe', { endpoint, keys })).status).toBe(200);
    expect(await browsersOf(agent)).toMatchObject([{ endpoint, keys }]);
    expect((await agent.visitor.ask('push.mine')).body).toEqual({ endpoints: [endpoint] });
    expect((await owner.visitor.ask('push.mine')).body, 'a browser is its member’s alone').toEqual({ endpoints: [] });
    expect((await owner.visitor.tell('push.unsubscribe', { endpoint })).status).toBe(200);
    expect(await browsersOf(agent)).toHaveLength(1);
    expect((await agent.visitor.tell('push.unsubscribe', { endpoint })).status).toBe(200);
    expect(await browsersOf(agent)).toEqual([]);
  });

  test('an address in our own network, or without encryption, is no browser’s', async () => {
    const owner = await desk.owner();
    for (const endpoint of [
      'http://push.example/a',
      'https://127.0.0.1/a',
      'https://10.0.0.7/a',
      'file:///etc/passwd',
    ]) {
      expect((await owner.visitor.tell('push.subscribe', { endpoint, keys })).status, endpoint).toBe(400);
    }
    expect(await browsersOf(owner)).toEqual([]);
  });

  test('the eleventh browser takes the place of the oldest', async () => {
    const owner = await desk.owner();
    for (let each = 0; each <= 10; each += 1) {
      await owner.visitor.tell('push.subscribe', { endpoint: `https://push.example/${each}`, keys });
    }
    const kept = await browsersOf(owner);
    expect(kept).toHaveLength(10);
    expect(kept[0]?.endpoint).toBe('https://push.example/1');
  });
});
