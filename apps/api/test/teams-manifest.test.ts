import { type AccountId, newAccountId, type TenantId, tenantIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

const appId = 'c9e8c047-2a34-40a1-b28a-b162d5f5327c';

describe.each(testDatabases())('the app package of Teams, on $name', (kind) => {
  let desk: TestApi;
  let owner: Somebody;
  let teams: AccountId;
  let telegram: AccountId;

  beforeAll(async () => {
    desk = await openApi(kind);
    owner = await desk.owner('Tea House');
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    teams = await addAccount(tenantId, 'teams');
    telegram = await addAccount(tenantId, 'telegram');
  });
  afterAll(() => desk.close());

  async function addAccount(tenantId: TenantId, channel: 'teams' | 'telegram'): Promise<AccountId> {
    const id = newAccountId(tenantId);
    await desk.desk.stores.accounts.add(tenantId, {
      id,
      tenantId,
      channel,
      label: 'a bot',
      sealedCredentials: 'v1.sealed',
      settings: { appId },
      createdAt: new Date(),
    });
    return id;
  }
  const download = ({ visitor }: Pick<Somebody, 'visitor'>, id: string, headers = {}) =>
    visitor.send({ method: 'GET', url: `/files/teams-manifest/${id}`, headers });

  test('is a file for everybody of the tenant who may see channels', async () => {
    for (const person of [owner, await desk.member(owner, 'agent')]) {
      const { status, body } = await download(person, teams);
      expect(status).toBe(200);
      expect(body.slice(0, 2)).toBe('PK');
      for (const name of ['manifest.json', 'color.png', 'outline.png']) expect(body).toContain(name);
    }
  });

  test('is nothing for a stranger, who learns not even whether the account exists', async () => {
    const stranger = await desk.owner('Another shop');
    const missing = newAccountId(tenantIdSchema.parse(owner.tenantId));
    const theirs = await download(stranger, teams);
    expect(theirs).toEqual({ status: 404, body: { error: 'This channel is not connected.' } });
    expect(await download(stranger, missing)).toEqual(theirs);
    const nobody = { visitor: desk.visitor() };
    expect(await download(nobody, teams)).toEqual({ status: 401, body: { error: 'Sign in first.' } });
    expect(await download(nobody, missing)).toEqual(await download(nobody, teams));
  });

  test.each(['', 'x', '..%2f..', `${'x'.repeat(400)}`, '%00'])('is nothing for the account %j', async (id) => {
    expect((await download(owner, id)).status).toBe(404);
  });

  test('is nothing for an account of another channel', async () => {
    expect((await download(owner, telegram)).status).toBe(404);
  });
});
