/**
 * What of better-auth is served. Everything else answers as if it did not exist: tenants, members and invitations are
 * reached through our own procedures alone, where the one permission table and the audit stand.
 */
export const authPaths: ReadonlyMap<string, 'GET' | 'POST'> = new Map([
  ['/get-session', 'GET'],
  ['/sign-up/email', 'POST'],
  ['/sign-in/email', 'POST'],
  ['/sign-out', 'POST'],
  ['/verify-email', 'GET'],
  ['/send-verification-email', 'POST'],
  ['/request-password-reset', 'POST'],
  ['/reset-password', 'POST'],
  ['/change-password', 'POST'],
  ['/update-user', 'POST'],
  ['/revoke-other-sessions', 'POST'],
  ['/two-factor/enable', 'POST'],
  ['/two-factor/disable', 'POST'],
  ['/two-factor/get-totp-uri', 'POST'],
  ['/two-factor/verify-totp', 'POST'],
  ['/two-factor/verify-backup-code', 'POST'],
  ['/two-factor/generate-backup-codes', 'POST'],
]);

/** The audit's name for what was asked of better-auth; undefined for what changes nothing. */
export const authActions: ReadonlyMap<string, string> = new Map([
  ['/sign-up/email', 'account.sign-up'],
  ['/sign-in/email', 'account.sign-in'],
  ['/sign-out', 'account.sign-out'],
  ['/verify-email', 'account.verify-email'],
  ['/reset-password', 'account.reset-password'],
  ['/change-password', 'account.change-password'],
  ['/update-user', 'account.update'],
  ['/revoke-other-sessions', 'account.revoke-other-sessions'],
  ['/two-factor/enable', 'account.two-factor.enable'],
  ['/two-factor/disable', 'account.two-factor.disable'],
  ['/two-factor/verify-totp', 'account.two-factor.verify'],
  ['/two-factor/verify-backup-code', 'account.two-factor.use-backup-code'],
  ['/two-factor/generate-backup-codes', 'account.two-factor.new-backup-codes'],
]);
