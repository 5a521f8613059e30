import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newEmail, openApi, password, type Somebody, type TestApi } from './open-api.ts';

describe.each(testDatabases())('a tenant’s people, on $name', (kind) => {
  let desk: TestApi;
  beforeAll(async () => {
    desk = await openApi(kind);
  });
  afterAll(() => desk.close());

  const roles = async ({ visitor }: Somebody) =>
    (await visitor.ask('team.members')).body.map(({ email, role }: Record<string, string>) => `${email} ${role}`);
  const invite = async (by: Somebody, email: string, role = 'agent') => {
    const answer = await by.visitor.tell('team.invite', { email, role });
    expect(answer.status).toBe(200);
    return String(answer.body.id);
  };
  async function signUp(email: string) {
    const visitor = desk.visitor();
    await visitor.auth('/sign-up/email', { name: 'Guest', email, password });
    return visitor;
  }

  test('an invitation is seen by whoever has its link, and taken once, by its address alone', async () => {
    const owner = await desk.owner('Harbour Lane');
    const email = newEmail();
    const id = await invite(owner, email.toUpperCase(), 'admin');
    expect(desk.linkTo(email, 'invitation')).toBe(`https://desk.example/invitations/${id}`);
    expect((await desk.visitor().ask('team.invitation', { id })).body).toMatchObject({
      email,
      role: 'admin',
      tenantName: 'Harbour Lane',
    });
    const stranger = await desk.owner();
    expect((await stranger.visitor.tell('team.accept', { id })).status).toBe(404);
    const guest = await signUp(email);
    expect((await guest.ask('tenant.current')).body.tenant).toBeUndefined();
    expect((await guest.ask('team.members')).status).toBe(403);
    expect((await guest.tell('team.accept', { id })).body).toEqual({ tenantId: owner.tenantId });
    expect((await guest.ask('tenant.current')).body.tenant).toMatchObject({ id: owner.tenantId, role: 'admin' });
    expect((await guest.tell('team.accept', { id })).status).toBe(404);
    expect((await guest.ask('team.invitation', { id })).status).toBe(404);
    expect(await roles(owner)).toEqual([`${owner.email} owner`, `${email} admin`]);
  });

  test('an invitation that was revoked, replaced or is too old opens no door', async () => {
    const owner = await desk.owner();
    const email = newEmail();
    const guest = await signUp(email);
    const replaced = await invite(owner, email);
    const revoked = await invite(owner, email);
    expect((await owner.visitor.ask('team.invitations')).body.map(({ id }: { id: string }) => id)).toEqual([revoked]);
    expect((await owner.visitor.tell('team.revokeInvitation', { id: revoked })).status).toBe(200);
    expect((await owner.visitor.tell('team.revokeInvitation', { id: revoked })).status).toBe(404);
    const old = await invite(owner, email);
    const invitations = desk.desk.database.authDb.collection<{ _id: string }>('auth_invitations');
    await invitations.updateOne({ _id: old }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    for (const id of [replaced, revoked, old, 'made-up']) {
      expect((await guest.tell('team.accept', { id })).status).toBe(404);
      expect((await guest.ask('team.invitation', { id })).status).toBe(404);
    }
    expect(await roles(owner)).toEqual([`${owner.email} owner`]);
  });

  test('an acceptance that died half-way goes on for the same person, and for nobody after a removal', async () => {
    const owner = await desk.owner();
    const email = newEmail();
    const id = await invite(owner, email);
    const guest = await signUp(email);
    const { userId } = (await guest.ask('tenant.current')).body.person;
    const invitations = desk.desk.database.authDb.collection<{ _id: string }>('auth_invitations');
    await invitations.updateOne({ _id: id }, { $set: { status: 'claimed', claimedBy: userId } });
    expect((await guest.tell('team.accept', { id })).status).toBe(200);
    await owner.visitor.tell('team.remove', { userId });
    expect((await guest.tell('team.accept', { id })).status).toBe(404);
    expect(await roles(owner)).toEqual([`${owner.email} owner`]);
  });

  test('an invitation is worth what its sender may still give, and its link is shown to nobody who could not have sent it', async () => {
    const owner = await desk.owner();
    const admin = await desk.member(owner, 'admin');
    const asked = async ({ visitor }: Somebody) =>
      (await visitor.ask('team.invitations')).body.map(({ email }: { email: string }) => email);
    const [toOwn, toServe, toHelp] = [newEmail(), newEmail(), newEmail()] as const;
    await invite(owner, toOwn, 'owner');
    const serving = await invite(admin, toServe, 'admin');
    expect(await asked(admin)).toEqual([toServe]);
    expect((await asked(owner)).sort()).toEqual([toOwn, toServe].sort());

    const guest = await signUp(toServe);
    await owner.visitor.tell('team.changeRole', { userId: admin.userId, role: 'agent' });
    expect((await guest.tell('team.accept', { id: serving })).status).toBe(404);
    await owner.visitor.tell('team.changeRole', { userId: admin.userId, role: 'admin' });
    const helping = await invite(admin, toHelp, 'agent');
    const helper = await signUp(toHelp);
    await owner.visitor.tell('team.remove', { userId: admin.userId });
    expect((await helper.tell('team.accept', { id: helping })).status).toBe(404);
    expect(await roles(owner)).toEqual([`${owner.email} owner`]);
  });

  test('an agent reads and changes nothing of the team; an admin makes no owners', async () => {
    const owner = await desk.owner();
    const admin = await desk.member(owner, 'admin');
    const agent = await desk.member(owner, 'agent');
    const before = await roles(owner);
    for (const [procedure, input] of [
      ['team.invite', { email: newEmail(), role: 'agent' }],
      ['team.changeRole', { userId: agent.userId, role: 'admin' }],
      ['team.remove', { userId: admin.userId }],
      ['tenant.rename', { name: 'Mine' }],
    ] as const) {
      expect([procedure, (await agent.visitor.tell(procedure, input)).status]).toEqual([procedure, 403]);
    }
    expect((await agent.visitor.ask('team.invitations')).status).toBe(403);
    expect((await agent.visitor.ask('audit.list', {})).status).toBe(403);
    for (const [procedure, input] of [
      ['team.invite', { email: newEmail(), role: 'owner' }],
      ['team.changeRole', { userId: admin.userId, role: 'owner' }],
      ['team.changeRole', { userId: owner.userId, role: 'agent' }],
      ['team.remove', { userId: owner.userId }],
      ['tenant.rename', { name: 'Mine' }],
    ] as const) {
      expect([procedure, (await admin.visitor.tell(procedure, input)).status]).toEqual([procedure, 403]);
    }
    expect(await roles(owner)).toEqual(before);
  });

  test('whoever is removed is out at once, on every device', async () => {
    const owner = await desk.owner();
    const agent = await desk.member(owner, 'agent');
    expect((await agent.visitor.ask('team.members')).status).toBe(200);
    expect((await owner.visitor.tell('team.remove', { userId: agent.userId })).status).toBe(200);
    expect((await agent.visitor.ask('team.members')).status).toBe(403);
    expect((await agent.visitor.ask('tenant.current')).body.tenant).toBeUndefined();
  });

  test('the last owner cannot leave, be removed or be made something else', async () => {
    const owner = await desk.owner();
    const { userId, visitor } = owner;
    const attempts = [
      ['team.leave', {}],
      ['team.remove', { userId }],
      ['team.changeRole', { userId, role: 'admin' }],
    ] as const;
    for (const [procedure, input] of attempts) {
      const { status, body } = await visitor.tell(procedure, input);
      expect([procedure, status, body.data.reason]).toEqual([procedure, 409, 'conflict']);
    }
    const other = await desk.member(owner, 'owner');
    expect((await visitor.tell('team.leave')).status).toBe(200);
    expect((await other.visitor.tell('team.leave')).status).toBe(409);
    expect(await roles(other)).toEqual([`${other.email} owner`]);
  });

  test('two owners who unmake each other at the same moment leave one', async () => {
    for (let round = 0; round < 5; round += 1) {
      const one = await desk.owner();
      const two = await desk.member(one, 'owner');
      const answers = await Promise.all([
        one.visitor.tell('team.changeRole', { userId: two.userId, role: 'agent' }),
        two.visitor.tell('team.remove', { userId: one.userId }),
        one.visitor.tell('team.leave'),
      ]);
      const left = (await Promise.all([roles(one).catch(() => []), roles(two).catch(() => [])])).flat();
      expect(
        left.some((line: string) => line.endsWith(' owner')),
        JSON.stringify(answers),
      ).toBe(true);
    }
  });

  test('a person has several tenants, and each session stands in one of them', async () => {
    const owner = await desk.owner('First');
    const { visitor } = owner;
    const second = (await visitor.tell('tenant.create', { name: 'Second', locale: 'de' })).body.tenantId;
    const current = async () => (await visitor.ask('tenant.current')).body.tenant;
    expect(await current()).toMatchObject({ id: second, name: 'Second', locale: 'de', role: 'owner' });
    expect((await visitor.ask('tenant.list')).body.map(({ name }: { name: string }) => name)).toEqual([
      'First',
      'Second',
    ]);
    expect((await visitor.tell('tenant.switch', { tenantId: owner.tenantId })).status).toBe(200);
    expect((await visitor.tell('tenant.rename', { name: ' Renamed ' })).status).toBe(200);
    expect(await current()).toMatchObject({ id: owner.tenantId, name: 'Renamed' });
    const again = desk.visitor();
    await again.auth('/sign-in/email', { email: owner.email, password });
    expect((await again.ask('tenant.current')).body.tenant.id).toBe(owner.tenantId);
    const stranger = await desk.owner();
    const refused = await visitor.tell('tenant.switch', { tenantId: stranger.tenantId });
    const unknown = await visitor.tell('tenant.switch', { tenantId: 'tnosuchtenant' });
    expect([refused.status, refused.body]).toEqual([404, unknown.body]);
  });
});
