// Owns who the tenants are, the channels they connected, and their secrets at rest.
export {
  type ChangeAccountDeps,
  disconnectAccount,
  pauseAccount,
  renameAccount,
  UNDO_DISCONNECT_MS,
  undoDisconnect,
} from './change-account.ts';
export { type CheckAccountDeps, checkAccount } from './check-account.ts';
export {
  type ConnectAccountDeps,
  type ConnectedResult,
  connectAccount,
  reconnectAccount,
  reopenWebhook,
} from './connect-account.ts';
export { createTenant } from './create-tenant.ts';
export { findAccount } from './find-account.ts';
export { openAccount } from './open-account.ts';
export type { AccountChanges, AccountStore, TenantStore } from './ports.ts';
export { type RemoveAccountDeps, removeAccount } from './remove-account.ts';
export { loadSecretKey } from './secret-key.ts';
export { createSecretBox, type SecretBox } from './secrets.ts';
export {
  type ModelTrial,
  readTenantSettings,
  type SettingsChange,
  type SettingsDeps,
  type SettingsView,
  saveTenantSettings,
  type TryModel,
  tryTenantModel,
  undoTenantSettings,
} from './tenant-settings.ts';
