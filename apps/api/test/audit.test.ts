import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newEmail, openApi, password, type TestApi } from './open-api.ts';

describe.each(testDatabases())('the audit, on $name', (kind) => {
  let desk: TestApi;
  beforeAll(async () => {
    desk = await openApi(kind);
  });
  afterAll(() => desk.close());

  test('says who did what, on what, from where, and what became of it', async () => {
    const owner = await desk.owner();
    const agent = await desk.member(owner, 'agent');
    await agent.visitor.tell('tenant.rename', { name: 'Mine' });
    await owner.visitor.tell('team.leave');
    await owner.visitor.tell('team.remove', { userId: 'nobody' });
    await owner.visitor.tell('tenant.rename', { name: '' });
    await owner.visitor.auth('/sign-out', {});
    await owner.visitor.auth('/sign-in/email', { email: owner.email, password });
    await owner.visitor.auth('/change-password', {
      currentPassword: 'not the password',
      newPassword: 'another password',
    });
    const { items } = (await owner.visitor.ask('audit.list', {})).body;
    const by = { owner: owner.userId, agent: agent.userId };
    const lines = items.map(
      ({
        actor,
        action,
        outcome,
        reason,
        target,
      }: Record<string, never> & { actor: { userId: string }; target: { id: string } }) =>
        [actor.userId === by.owner ? 'owner' : 'agent', action, outcome, reason, target?.id].join(' ').trimEnd(),
    );
    expect(lines).toEqual([
      `owner account.change-password failed invalid_password ${by.owner}`,
      `owner account.sign-in done  ${by.owner}`,
      `owner account.sign-out done  ${by.owner}`,
      'owner team.remove failed not-found nobody',
      `owner team.leave failed conflict ${by.owner}`,
      'agent tenant.rename refused forbidden',
      `agent team.accept done  ${by.agent}`,
      `owner team.invite done  ${agent.email}`,
      `owner account.sign-up done  ${by.owner}`,
    ]);
    expect(items[4]).toMatchObject({
      actor: { email: owner.email, role: 'owner' },
      address: owner.visitor.address,
      at: expect.stringMatching(/^\d{4}-/),
    });
  });

  test('is read in pages, filtered by person, action, area, outcome and time', async () => {
    const owner = await desk.owner();
    for (let n = 0; n < 5; n += 1) await owner.visitor.tell('tenant.rename', { name: `Shop ${n}` });
    await owner.visitor.tell('team.invite', { email: newEmail(), role: 'agent' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await owner.visitor.ask('audit.list', { limit: 3, ...(cursor && { cursor }) });
      expect(body.items.length).toBeLessThanOrEqual(3);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(7);
    const count = async (filter: object) => (await owner.visitor.ask('audit.list', filter)).body.items.length;
    expect(await count({ action: 'tenant.rename' })).toBe(5);
    expect(await count({ action: 'team.' })).toBe(1);
    expect(await count({ outcome: 'failed' })).toBe(0);
    expect(await count({ userId: owner.userId, action: 'account.' })).toBe(1);
    expect(await count({ userId: 'nobody' })).toBe(0);
    const soon = new Date(Date.now() + 60_000).toISOString();
    expect([await count({ from: soon }), await count({ until: soon })]).toEqual([0, 7]);
    expect((await owner.visitor.ask('audit.list', { limit: 101 })).status).toBe(400);
  });

  test('is exported as a table in which nothing is a formula', async () => {
    const owner = await desk.owner();
    const invited = `+cmd${newEmail()}`;
    expect((await owner.visitor.tell('team.invite', { email: invited, role: 'agent' })).status).toBe(200);
    const { csv, isComplete } = (await owner.visitor.ask('audit.export', {})).body;
    const [header, first, ...rest] = csv.trimEnd().split('\r\n');
    expect(header).toBe('\uFEFFtime,person,role,address,action,target,target id,outcome,reason,effect,note');
    expect(first).toContain(`,${owner.email},owner,${owner.visitor.address},team.invite,invitation,'${invited},done,`);
    expect([rest.length, isComplete]).toEqual([1, true]);
  });

  test('is only ever added to', async () => {
    const owner = await desk.owner();
    const { audit } = desk.desk.database.models;
    const tenantId = owner.tenantId as never;
    await expect(audit.updateOne({ tenantId }, { $set: { action: 'x' } }).exec()).rejects.toThrow(/only ever added/);
    await expect(audit.deleteMany({ tenantId }).exec()).rejects.toThrow(/only ever added/);
  });
});
