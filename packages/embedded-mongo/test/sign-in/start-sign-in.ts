import { randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { mongodbAdapter } from 'better-auth/adapters/mongodb';
import { organization, twoFactor } from 'better-auth/plugins';
import { MongoClient } from 'mongodb';
import { expect, vi } from 'vitest';
import { randomName } from '../databases.ts';
import { createVisitor } from './visitor.ts';

export interface Mail {
  to: string;
  token: string;
}

/** Whoever signs up under this name gets no account, after the user was written. */
export const unluckyName = 'Unlucky';

const baseURL = 'http://localhost:3999';
const collections = 'user session account verification organization member invitation twoFactor'.split(' ');

/** better-auth with its MongoDB adapter as the adapter's own defaults have it, on a database of its own. */
export async function startSignIn(uri: string, { transactions }: { transactions: boolean }) {
  const client = new MongoClient(uri, { maxPoolSize: 10 });
  const db = client.db(randomName());
  for (const name of collections) await db.createCollection(name);
  const mails: Mail[] = [];
  const auth = betterAuth({
    baseURL,
    secret: randomBytes(32).toString('hex'),
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    database: mongodbAdapter(db, transactions ? { client } : {}),
    emailAndPassword: {
      enabled: true,
      sendResetPassword: async ({ user, token }) => void mails.push({ to: user.email, token }),
    },
    emailVerification: {
      sendVerificationEmail: async ({ user, token }) => void mails.push({ to: user.email, token }),
    },
    databaseHooks: {
      account: {
        create: {
          before: async (_, context) => {
            if (context?.body?.name === unluckyName) throw new Error('this account cannot be made');
          },
        },
      },
    },
    user: { deleteUser: { enabled: true } },
    plugins: [organization({ sendInvitationEmail: async () => undefined }), twoFactor({ issuer: 'Example' })],
  });
  const { adapter } = await auth.$context;
  // The adapter makes its indexes in the background and tells nobody when they are there.
  await vi.waitFor(async () => {
    const indexes = await db.collection('user').indexes();
    expect(indexes.some(({ key, unique }) => unique === true && 'email' in key)).toBe(true);
    expect((await db.collection('session').indexes()).some(({ key }) => 'token' in key)).toBe(true);
  }, 120_000);
  return {
    db,
    mails,
    adapter,
    visitor: () => createVisitor(baseURL, (request) => auth.handler(request)),
    async stop() {
      await db.dropDatabase();
      await client.close();
    },
  };
}
