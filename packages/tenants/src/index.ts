// Owns who the tenants are, the channels they connected, and their secrets at rest.
export { type ConnectAccountDeps, type ConnectedResult, connectAccount } from './connect-account.ts';
export { createTenant } from './create-tenant.ts';
export { openAccount } from './open-account.ts';
export type { AccountStore, TenantStore } from './ports.ts';
export { loadSecretKey } from './secret-key.ts';
export { createSecretBox, type SecretBox } from './secrets.ts';
