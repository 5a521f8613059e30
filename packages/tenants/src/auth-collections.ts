/** The header that carries the client's address to better-auth; whoever serves it sets it and lets none through. */
export const addressHeader = 'x-answerdesk-client';

/** The collections of better-auth, by the model it knows them as. */
export const authCollections = {
  user: 'auth_users',
  account: 'auth_credentials',
  session: 'auth_sessions',
  verification: 'auth_verifications',
  rateLimit: 'auth_rate_limits',
  organization: 'auth_organizations',
  member: 'auth_members',
  invitation: 'auth_invitations',
  twoFactor: 'auth_two_factors',
} as const;
