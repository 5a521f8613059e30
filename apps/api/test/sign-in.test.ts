import { tenantIdSchema } from '@answerdesk/domain';
import { rotateSecondFactors, signInKeysOf } from '@answerdesk/tenants';
import { type TestDatabase, testDatabases, totp } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newEmail, openApi, password, type TestApi, testKey } from './open-api.ts';

async function indexesOf({ database: { authDb } }: TestDatabase): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await authDb.listCollections({ name: /^auth_/ }).toArray()) {
    for (const index of await authDb.collection(name).indexes()) found.push(`${name} ${index.name}`);
  }
  return found.sort();
}

describe.each(testDatabases())('signing in, on $name', (kind) => {
  let desk: TestApi;
  beforeAll(async () => {
    desk = await openApi(kind);
  });
  afterAll(() => desk.close());

  const collection = (name: string) => desk.desk.database.authDb.collection<{ _id: string; email: string }>(name);
  const tokenTo = (email: string, kindOfMail: string) =>
    new URL(desk.linkTo(email, kindOfMail)).searchParams.get('token') ?? '';
  async function enter(email: string, secret = password) {
    const visitor = desk.visitor();
    return { ...(await visitor.auth('/sign-in/email', { email, password: secret })), visitor };
  }

  test('better-auth finds every index it wants in place, and makes none', async () => {
    await desk.owner();
    const bare = await kind.open();
    try {
      expect(await indexesOf(desk.desk)).toEqual(await indexesOf(bare));
      expect(desk.failures).toEqual([]);
    } finally {
      await bare.drop();
    }
  });

  test('who signs up has a session in a tenant of their own', async () => {
    const { visitor, email, tenantId } = await desk.owner('Harbour Lane');
    expect(await visitor.ask('tenant.current')).toMatchObject({
      status: 200,
      body: { person: { email, isVerified: false }, tenant: { id: tenantId, name: 'Harbour Lane', role: 'owner' } },
    });
    expect((await desk.visitor().ask('tenant.current')).status).toBe(401);
  });

  test('a session’s cookie cannot be read by scripts, goes to no other site, and travels encrypted alone', async () => {
    const answer = await desk.app.inject({
      method: 'POST',
      url: '/api/auth/sign-up/email',
      headers: { 'content-type': 'application/json', origin: 'https://desk.example' },
      payload: JSON.stringify({ name: 'A', email: newEmail(), password }),
      remoteAddress: '10.200.0.1',
    });
    const cookie = answer.cookies.find(({ name }) => name.endsWith('session_token'));
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax' });
    expect(cookie?.name).toMatch(/^__Secure-/);
  });

  test('signing in needs the right password, and signing out ends the session', async () => {
    const { email, tenantId } = await desk.owner();
    const wrong = await enter(email, 'wrong password');
    expect([wrong.status, (await wrong.visitor.ask('tenant.current')).status]).toEqual([401, 401]);
    expect((await enter('nobody@example.com')).body).toEqual(wrong.body);
    const { visitor, status } = await enter(email.toUpperCase());
    expect([status, (await visitor.ask('tenant.current')).body.tenant.id]).toEqual([200, tenantId]);
    const cookies = new Map(visitor.jar);
    await visitor.auth('/sign-out', {});
    for (const [name, value] of cookies) visitor.jar.set(name, value);
    expect((await visitor.ask('tenant.current')).status).toBe(401);
  });

  test('a page of another site cannot act in a person’s name', async () => {
    const { visitor } = await desk.owner('Before');
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example' };
    const payload = JSON.stringify({ name: 'After' });
    expect((await visitor.send({ method: 'POST', url: '/trpc/tenant.rename', headers, payload })).status).toBe(403);
    const signOut = { method: 'POST', url: '/api/auth/sign-out', headers, payload: '{}' } as const;
    expect((await visitor.send(signOut)).status).toBe(403);
    expect((await visitor.ask('tenant.current')).body.tenant.name).toBe('Before');
  });

  test('a sign-up that died before the tenant was made goes on at the next sign-in, and makes one tenant', async () => {
    const { email, userId, tenantId } = await desk.owner('Half a shop');
    // What a process leaves that was killed after it stored the person and the password.
    await collection('auth_members').deleteMany({ organizationId: tenantId });
    await collection('auth_sessions').deleteMany({ userId });
    await desk.desk.database.models.tenants.deleteOne({ tenantId: tenantIdSchema.parse(tenantId) });
    await collection('auth_users').updateOne(
      { email },
      { $set: { wantedTenantId: tenantId, tenantName: 'Half a shop' } },
    );
    for (let round = 0; round < 2; round += 1) {
      const { visitor } = await enter(email);
      expect((await visitor.ask('tenant.list')).body).toEqual([
        { id: tenantId, name: 'Half a shop', isDemo: false, role: 'owner' },
      ]);
    }
  });

  test('a sign-up that died before the password was stored leaves the e-mail free', async () => {
    const { email, userId } = await desk.owner();
    await collection('auth_credentials').deleteMany({ userId });
    const again = { name: 'Again', email, password: 'another password', tenantName: 'Again' };
    expect((await desk.visitor().auth('/sign-up/email', again)).status).toBe(422);
    await collection('auth_users').updateOne({ email }, { $set: { createdAt: new Date(Date.now() - 120_000) } });
    expect((await desk.visitor().auth('/sign-up/email', again)).status).toBe(200);
    expect((await enter(email, 'another password')).status).toBe(200);
    expect((await desk.visitor().auth('/sign-up/email', again)).status).toBe(422);
  });

  test('the link of the verification mail marks the address as verified, a made-up one does not', async () => {
    const { visitor, email } = await desk.owner();
    const isVerified = async () => (await visitor.ask('tenant.current')).body.person.isVerified;
    expect((await visitor.auth('/verify-email?token=made-up')).status).toBe(401);
    expect(await isVerified()).toBe(false);
    expect((await visitor.auth(`/verify-email?token=${tokenTo(email, 'verify-email')}`)).status).toBe(200);
    expect(await isVerified()).toBe(true);
  });

  test('the link of the reset mail changes the password once and ends every session', async () => {
    const { visitor, email } = await desk.owner();
    await desk.visitor().auth('/request-password-reset', { email });
    const known = desk.notes.length;
    const unknown = await desk.visitor().auth('/request-password-reset', { email: 'nobody@example.com' });
    expect([unknown.status, desk.notes.length]).toEqual([200, known]);
    const token = tokenTo(email, 'reset-password');
    const reset = (newPassword: string) => desk.visitor().auth('/reset-password', { newPassword, token });
    expect((await reset('short')).status).toBe(400);
    expect((await reset('a whole new password')).status).toBe(200);
    expect((await reset('one more password')).status).toBe(400);
    expect((await visitor.ask('tenant.current')).status).toBe(401);
    expect((await enter(email)).status).toBe(401);
    expect((await enter(email, 'a whole new password')).status).toBe(200);
  });

  test('two factors: a session needs the code of an app, or a recovery code, which works once', async () => {
    const { visitor, email } = await desk.owner();
    const { totpURI, backupCodes } = (await visitor.auth('/two-factor/enable', { password })).body;
    const code = (steps: number) => ({ code: totp(totpURI, new Date(Date.now() + steps * 30_000)) });
    expect((await visitor.auth('/two-factor/verify-totp', code(0))).status).toBe(200);
    expect((await visitor.ask('tenant.current')).body.person.hasTwoFactor).toBe(true);

    const byApp = await enter(email);
    expect(byApp.body).toMatchObject({ twoFactorRedirect: true });
    expect((await byApp.visitor.ask('tenant.current')).status).toBe(401);
    expect((await byApp.visitor.auth('/two-factor/verify-totp', { code: '000000' })).status).toBe(401);
    expect((await byApp.visitor.auth('/two-factor/verify-totp', code(0))).status).toBe(200);
    expect((await byApp.visitor.ask('tenant.current')).status).toBe(200);

    for (const expected of [200, 401]) {
      const { visitor: other } = await enter(email);
      const used = await other.auth('/two-factor/verify-backup-code', { code: backupCodes[0] });
      expect([used.status, (await other.ask('tenant.current')).status]).toEqual([expected, expected]);
    }
  });

  test('a second factor outlives the key it was kept under: while keys are rotated, and with the new one alone', async () => {
    const { visitor, email } = await desk.owner();
    const { totpURI, backupCodes } = (await visitor.auth('/two-factor/enable', { password })).body;
    const code = (steps: number) => ({ code: totp(totpURI, new Date(Date.now() + steps * 30_000)) });
    expect((await visitor.auth('/two-factor/verify-totp', code(0))).status).toBe(200);

    const newKey = 'another secret key for tests';
    const keys = { secretKey: newKey, oldSecretKey: testKey };
    const between = await openApi(kind, {}, { over: desk.desk, keys });
    const passes = async (served: TestApi, factor: string, given: object) => {
      const who = served.visitor();
      await who.auth('/sign-in/email', { email, password });
      return (await who.auth(factor, given)).status;
    };
    expect(await passes(between, '/two-factor/verify-totp', code(0))).toBe(200);
    await between.close();
    const { authDb } = desk.desk.database;
    expect((await rotateSecondFactors(authDb, signInKeysOf(newKey, testKey))).rotated).toBeGreaterThan(0);
    const after = await openApi(kind, {}, { over: desk.desk, keys: { secretKey: newKey } });
    expect(await passes(after, '/two-factor/verify-totp', code(1))).toBe(200);
    expect(await passes(after, '/two-factor/verify-backup-code', { code: backupCodes[1] })).toBe(200);
    await after.close();
    expect((await rotateSecondFactors(authDb, signInKeysOf(testKey, newKey))).unreadable).toBe(0);
  });

  test('sessions are listed, one is ended at once, and nobody else’s can be', async () => {
    const { visitor, email } = await desk.owner();
    const stranger = await desk.owner();
    const { visitor: phone } = await enter(email);
    const { body } = await visitor.ask('account.sessions');
    expect(body).toHaveLength(2);
    expect(body.find((each: { isCurrent: boolean }) => each.isCurrent)).toMatchObject({ address: visitor.address });
    const other = body.find((each: { isCurrent: boolean }) => !each.isCurrent);
    expect((await stranger.visitor.tell('account.revokeSession', { id: other.id })).status).toBe(404);
    expect((await phone.ask('tenant.current')).status).toBe(200);
    expect((await visitor.tell('account.revokeSession', { id: other.id })).status).toBe(200);
    expect((await phone.ask('tenant.current')).status).toBe(401);
    await enter(email);
    expect((await visitor.auth('/revoke-other-sessions', {})).status).toBe(200);
    expect((await visitor.ask('account.sessions')).body).toHaveLength(1);
  });

  test('guessing passwords from one address ends after ten, whatever header it sends; another address is free', async () => {
    const { email } = await desk.owner();
    const visitor = desk.visitor();
    const payload = JSON.stringify({ email, password: 'a wrong guess' });
    const guess = (n: number) =>
      visitor.send({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': `9.9.9.${n}`,
          'x-answerdesk-client': `9.9.9.${n}`,
        },
        payload,
      });
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) statuses.push((await guess(n)).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    expect((await enter(email)).status).toBe(200);
  });

  test('links of mails are shown on a screen in development alone, and to this machine alone', async () => {
    const { visitor, email } = await desk.owner();
    const wanted = { email, kind: 'verify-email' };
    expect(await visitor.ask('account.mailedLink', wanted)).toEqual({ status: 200, body: {} });
    const open = await openApi(kind, { isDevelopment: true });
    try {
      const local = {
        remoteAddress: '127.0.0.1',
        headers: { host: 'localhost:3000', origin: 'http://localhost:3000' },
      };
      const person = { name: 'A', email, password, tenantName: 'A' };
      const who = open.visitor();
      const headers = { ...local.headers, 'content-type': 'application/json' };
      const signUp = { ...local, method: 'POST', url: '/api/auth/sign-up/email', headers } as const;
      expect((await who.send({ ...signUp, payload: JSON.stringify(person) })).status).toBe(200);
      const url = `/trpc/account.mailedLink?input=${encodeURIComponent(JSON.stringify(wanted))}`;
      expect((await who.send({ url, ...local })).body.result.data.link).toContain('/verify-email?token=');
      expect((await who.send({ url })).body.result.data).toEqual({});
      const forwarded = { ...local.headers, 'x-forwarded-for': '1.2.3.4' };
      expect((await who.send({ url, ...local, headers: forwarded })).body.result.data).toEqual({});
    } finally {
      await open.close();
    }
  });
});
