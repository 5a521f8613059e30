// Owns who the tenants are, the people who work in them and how they sign in, the channels they connected, and their
// secrets at rest.
export { type AcceptDeps, acceptInvitation } from './accept-invitation.ts';
export { type AuthOptions, createAuth } from './auth.ts';
export { addressHeader, authCollections } from './auth-collections.ts';
export { rotateSecondFactors, signInKeysOf } from './auth-keys.ts';
export { authPaths } from './auth-paths.ts';
export {
  type ChangeAccountDeps,
  chooseInbox,
  disconnectAccount,
  pauseAccount,
  renameAccount,
  UNDO_DISCONNECT_MS,
  undoDisconnect,
} from './change-account.ts';
export { changeRole, type TeamDeps } from './change-role.ts';
export {
  type ConnectAccountDeps,
  type ConnectedResult,
  connectAccount,
  reconnectAccount,
  reopenWebhook,
} from './connect-account.ts';
export { createOwnTenant, type OwnTenantDeps } from './create-own-tenant.ts';
export { createTenant } from './create-tenant.ts';
export { enterTenant } from './enter-tenant.ts';
export { findAccount } from './find-account.ts';
export { findInvitation } from './find-invitation.ts';
export { type InviteDeps, inviteMember } from './invite-member.ts';
export { keepWord } from './keep-word.ts';
export { listTenants } from './list-tenants.ts';
export { createMemberReader, type KnownMember, type MemberReader } from './member-reader.ts';
export { openAccount } from './open-account.ts';
export type {
  AccountChanges,
  AccountStore,
  AuditLog,
  Auth,
  AuthEvent,
  InvitationStore,
  LeaverDesk,
  MemberStore,
  Membership,
  OpenSession,
  PeopleStore,
  Person,
  SendMail,
  SessionStore,
  SignedIn,
  SignInMail,
  TenantStore,
} from './ports.ts';
export { type RemoveAccountDeps, removeAccount } from './remove-account.ts';
export { removeMember } from './remove-member.ts';
export { renameTenant } from './rename-tenant.ts';
export { type AccountFailure, type AccountReport, type ReportAccountDeps, reportAccount } from './report-account.ts';
export { type RotateDeps, type Rotated, rotateSecrets, type SealedPlace } from './rotate-secrets.ts';
export { createSeatReader, type Seat, type SeatReader } from './seat-reader.ts';
export { beginKeyRotation, endKeyRotation, loadSecretKeys, type SecretKeys } from './secret-key.ts';
export { createSecretBox, type SecretBox } from './secrets.ts';
export { setDial } from './set-dial.ts';
export { setStage } from './set-stage.ts';
export { signUpTenant } from './sign-up-tenant.ts';
export { switchTenant } from './switch-tenant.ts';
export {
  type ModelTrial,
  openModelKey,
  readTenantSettings,
  type SettingsChange,
  type SettingsDeps,
  type SettingsView,
  saveTenantSettings,
  type TryModel,
  tryTenantModel,
  undoTenantSettings,
} from './tenant-settings.ts';
