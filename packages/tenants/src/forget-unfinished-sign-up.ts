import { type AuthRecords, all } from './auth-records.ts';

const UNDER_WAY_MS = 60_000;

/**
 * Forgets a person whose sign-up died before their password was stored, so that the e-mail is free to sign up with again.
 * Nobody could ever sign in as them. A sign-up of the last minute may still be under way and is left alone.
 */
export async function forgetUnfinishedSignUp(records: AuthRecords, email: string, now: Date): Promise<void> {
  const user = await records.findOne<{ id: string; createdAt: Date }>({ model: 'user', where: all({ email }) });
  if (!user || now.getTime() - user.createdAt.getTime() < UNDER_WAY_MS) return;
  const credentials = await records.count({ model: 'account', where: all({ userId: user.id }) });
  if (credentials === 0) await records.deleteMany({ model: 'user', where: all({ id: user.id }) });
}
