import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases } from './databases.ts';
import { startSignIn, unluckyName } from './sign-in/start-sign-in.ts';
import { totp } from './sign-in/totp.ts';
import type { Visitor } from './sign-in/visitor.ts';

const password = 'correct horse battery';
const ways = databases.flatMap((database) => [
  { ...database, transactions: false, way: 'each write on its own' },
  { ...database, transactions: true, way: "the adapter's own transactions" },
]);

describe.each(ways)('better-auth on $name, $way', ({ start, transactions }) => {
  let server: Awaited<ReturnType<typeof start>>;
  let signIn: Awaited<ReturnType<typeof startSignIn>>;
  let made = 0;

  beforeAll(async () => {
    server = await start();
    signIn = await startSignIn(server.uri, { transactions });
  });
  afterAll(async () => {
    await signIn.stop();
    await server.stop();
  });

  async function signUp(email = `user${++made}@example.com`) {
    const visitor = signIn.visitor();
    const answer = await visitor.post('/sign-up/email', { name: 'Somebody', email, password });
    expect(answer).toMatchObject({ status: 200, body: { user: { email: email.toLowerCase() } } });
    return { visitor, email, id: String(answer.body['user'].id) };
  }

  async function whoIs(visitor: Visitor): Promise<string | undefined> {
    return (await visitor.get('/get-session')).body['user']?.email;
  }

  function enter(email: string, secret = password, visitor = signIn.visitor()) {
    return visitor.post('/sign-in/email', { email, password: secret }).then((answer) => ({ ...answer, visitor }));
  }

  const rows = (model: string, filter: object) => signIn.db.collection(model).countDocuments(filter);

  test('who signs up has a session, which signing out ends in the database too', async () => {
    const { visitor, email, id } = await signUp();
    expect(await whoIs(visitor)).toBe(email);
    expect(await rows('session', { userId: new ObjectId(id) })).toBe(1);
    await visitor.post('/sign-out');
    expect(await whoIs(visitor)).toBeUndefined();
    expect(await rows('session', { userId: new ObjectId(id) })).toBe(0);
  });

  test('signing in needs the right password, and finds the e-mail in whatever case it is typed', async () => {
    const { email } = await signUp('Mixed.Case+1@Example.com');
    expect((await enter(email, 'wrong')).status).toBe(401);
    expect((await enter('nobody@example.com')).status).toBe(401);
    const { status, visitor } = await enter('MIXED.case+1@EXAMPLE.COM');
    expect(status).toBe(200);
    expect(await whoIs(visitor)).toBe('mixed.case+1@example.com');
  });

  test('a look-up that asks for no case finds exactly the e-mail, its signs taken literally', async () => {
    const { id } = await signUp('dot.plus+x@example.com');
    await signUp('dotAplusx@example.com');
    const find = (value: string) =>
      signIn.adapter.findMany({ model: 'user', where: [{ field: 'email', value, mode: 'insensitive' }] });
    expect(await find('DOT.PLUS+X@EXAMPLE.COM')).toMatchObject([{ id }]);
    expect(await find('dot.plus+x@example')).toEqual([]);
    const within = { field: 'email', value: 'T.PLUS', operator: 'contains', mode: 'insensitive' } as const;
    expect(await signIn.adapter.findMany({ model: 'user', where: [within] })).toMatchObject([{ id }]);
  });

  test('an e-mail that is taken is refused, in any case, and leaves one user and one account', async () => {
    const { email, id } = await signUp();
    const again = await signIn
      .visitor()
      .post('/sign-up/email', { name: 'Other', email: email.toUpperCase(), password });
    expect(again.status).toBe(422);
    expect(await rows('user', { email })).toBe(1);
    expect(await rows('account', { userId: new ObjectId(id) })).toBe(1);
    await expect(signIn.db.collection('user').insertOne({ email })).rejects.toMatchObject({ code: 11000 });
  });

  test('of eight sign-ups at once with one e-mail exactly one makes a user', async () => {
    const email = `crowd${++made}@example.com`;
    const accounts = await rows('account', {});
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => signIn.visitor().post('/sign-up/email', { name: 'One', email, password })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await rows('user', { email })).toBe(1);
    expect(await rows('account', {})).toBe(accounts + 1);
    expect((await enter(email)).status).toBe(200);
  });

  if (transactions) {
    test('a sign-up that fails half-way leaves no user behind, and the e-mail is free', async () => {
      const email = `unlucky${++made}@example.com`;
      const failed = await signIn.visitor().post('/sign-up/email', { name: unluckyName, email, password });
      expect(failed.status).toBeGreaterThanOrEqual(400);
      expect(await rows('user', { email })).toBe(0);
      await signUp(email);
    });
  }

  test('the token of a verification e-mail marks the address as verified, a made-up one does not', async () => {
    const { visitor, email } = await signUp();
    await visitor.post('/send-verification-email', { email });
    const token = signIn.mails.findLast(({ to }) => to === email)?.token ?? '';
    expect((await visitor.get('/verify-email?token=made-up')).status).toBe(401);
    expect(await signIn.db.collection('user').findOne({ email })).toMatchObject({ emailVerified: false });
    expect((await visitor.get(`/verify-email?token=${token}`)).status).toBe(200);
    expect(await signIn.db.collection('user').findOne({ email })).toMatchObject({ emailVerified: true });
  });

  test('a reset token changes the password once, even when two use it at the same moment', async () => {
    const { email } = await signUp();
    await signIn.visitor().post('/request-password-reset', { email, redirectTo: '/reset' });
    const token = signIn.mails.findLast(({ to }) => to === email)?.token ?? '';
    const reset = (newPassword: string) => signIn.visitor().post('/reset-password', { newPassword, token });
    const answers = await Promise.all([reset('the new password 1'), reset('the new password 2')]);
    const won = answers.findIndex(({ status }) => status === 200);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect((await reset('the new password 3')).status).toBe(400);
    expect((await enter(email)).status).toBe(401);
    expect((await enter(email, `the new password ${won + 1}`)).status).toBe(200);
  });

  test('an organisation is made, joined by invitation, switched to, and its roles keep strangers out', async () => {
    const [owner, guest, stranger] = [await signUp(), await signUp(), await signUp()];
    const create = (name: string) => owner.visitor.post('/organization/create', { name, slug: `${name}-${made}` });
    const organizationId: string = (await create('first')).body['id'];
    await create('second');
    const taken = await stranger.visitor.post('/organization/create', { name: 'x', slug: `first-${made}` });
    expect(taken.status).toBe(400);

    const invite = { email: guest.email, role: 'member', organizationId };
    const invitation = await owner.visitor.post('/organization/invite-member', invite);
    expect(invitation).toMatchObject({ status: 200, body: { status: 'pending' } });
    const accept = { invitationId: invitation.body['id'] };
    expect((await stranger.visitor.post('/organization/accept-invitation', accept)).status).toBe(403);
    const accepted = await guest.visitor.post('/organization/accept-invitation', accept);
    expect(accepted.body).toMatchObject({ member: { role: 'member', userId: guest.id } });
    expect((await guest.visitor.post('/organization/accept-invitation', accept)).status).toBe(400);

    const other = { ...invite, email: stranger.email };
    expect((await guest.visitor.post('/organization/invite-member', other)).status).toBe(403);
    const promotion = { memberId: accepted.body['member'].id, role: 'admin', organizationId };
    expect((await guest.visitor.post('/organization/update-member-role', promotion)).status).toBe(403);
    expect((await owner.visitor.post('/organization/update-member-role', promotion)).status).toBe(200);
    expect((await guest.visitor.post('/organization/invite-member', other)).status).toBe(200);

    expect((await stranger.visitor.post('/organization/set-active', { organizationId })).status).toBe(403);
    expect((await owner.visitor.post('/organization/set-active', { organizationId })).status).toBe(200);
    const active = await owner.visitor.get('/get-session');
    expect(active.body['session']).toMatchObject({ activeOrganizationId: organizationId });
    expect((await owner.visitor.get('/organization/list')).body).toHaveLength(2);
    expect((await guest.visitor.get('/organization/list')).body).toMatchObject([{ id: organizationId }]);
    const full = await owner.visitor.get(`/organization/get-full-organization?organizationId=${organizationId}`);
    expect(full.body['members'].map(({ role }: { role: string }) => role).sort()).toEqual(['admin', 'owner']);
  });

  test('two factors: the code of an app or a backup code opens a session, and a backup code does so once', async () => {
    const { visitor, email } = await signUp();
    const enabled = await visitor.post('/two-factor/enable', { password });
    const { totpURI, backupCodes } = enabled.body;
    const code = (steps: number) => ({ code: totp(totpURI, new Date(Date.now() + steps * 30_000)) });
    expect((await visitor.post('/two-factor/verify-totp', { code: '000000' })).status).toBe(401);
    expect((await visitor.post('/two-factor/verify-totp', code(0))).status).toBe(200);
    expect(await signIn.db.collection('user').findOne({ email })).toMatchObject({ twoFactorEnabled: true });

    const byApp = await enter(email);
    expect(byApp.body).toMatchObject({ twoFactorRedirect: true });
    expect(await whoIs(byApp.visitor)).toBeUndefined();
    expect((await byApp.visitor.post('/two-factor/verify-totp', code(0))).status).toBe(200);
    expect(await whoIs(byApp.visitor)).toBe(email);

    const backup = { code: backupCodes[0] };
    const byBackup = await enter(email);
    expect((await byBackup.visitor.post('/two-factor/verify-backup-code', backup)).status).toBe(200);
    expect(await whoIs(byBackup.visitor)).toBe(email);
    const again = await enter(email);
    expect((await again.visitor.post('/two-factor/verify-backup-code', backup)).status).toBe(401);
    expect(await whoIs(again.visitor)).toBeUndefined();
  });

  test('a deleted user takes sessions and accounts along, and the e-mail is free again', async () => {
    const { visitor, email, id } = await signUp();
    await enter(email);
    expect((await visitor.post('/delete-user', { password: 'wrong' })).status).toBe(400);
    expect((await visitor.post('/delete-user', { password })).status).toBe(200);
    const userId = new ObjectId(id);
    expect([
      await rows('user', { email }),
      await rows('session', { userId }),
      await rows('account', { userId }),
    ]).toEqual([0, 0, 0]);
    await signUp(email);
  });
});
