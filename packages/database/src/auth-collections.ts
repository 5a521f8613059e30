import type { authCollections } from '@answerdesk/tenants';
import type { Connection, mongo } from 'mongoose';

type AuthCollection = (typeof authCollections)[keyof typeof authCollections];

const one = (collection: AuthCollection, field: string): mongo.IndexDescription => ({
  key: { [field]: 1 },
  name: `${collection}_${field}_idx`,
});
const unique = (collection: AuthCollection, field: string): mongo.IndexDescription => ({
  key: { [field]: 1 },
  name: `${collection}_${field}_uidx`,
  unique: true,
});
const ended: mongo.IndexDescription = { key: { expiresAt: 1 }, name: 'expiresAt_1', expireAfterSeconds: 0 };

/**
 * The collections of better-auth, which have no tenant guard: people, their sessions and what they prove themselves with
 * belong to no tenant. The names are better-auth's own, so that it finds what it would make; the others serve our reads.
 */
export const authIndexes: Readonly<Record<AuthCollection, mongo.IndexDescription[]>> = {
  auth_users: [unique('auth_users', 'email')],
  auth_credentials: [one('auth_credentials', 'userId'), one('auth_credentials', 'accountId')],
  auth_sessions: [unique('auth_sessions', 'token'), one('auth_sessions', 'userId'), ended],
  auth_verifications: [one('auth_verifications', 'identifier'), ended],
  auth_rate_limits: [unique('auth_rate_limits', 'key')],
  auth_organizations: [unique('auth_organizations', 'slug')],
  auth_members: [
    one('auth_members', 'organizationId'),
    one('auth_members', 'userId'),
    { key: { organizationId: 1, userId: 1 }, name: 'organizationId_1_userId_1', unique: true },
  ],
  auth_invitations: [one('auth_invitations', 'organizationId'), one('auth_invitations', 'email')],
  auth_two_factors: [one('auth_two_factors', 'secret'), one('auth_two_factors', 'userId')],
};

/** Makes them one after another, as the product's own. */
export async function makeAuthCollections(connection: Connection, existing: ReadonlySet<string>): Promise<void> {
  for (const [name, indexes] of Object.entries(authIndexes)) {
    if (!existing.has(name)) await connection.createCollection(name);
    await connection.collection(name).createIndexes(indexes);
  }
}
