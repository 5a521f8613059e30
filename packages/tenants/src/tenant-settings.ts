import {
  DomainError,
  type ModelEndpoint,
  settingsOf,
  type Tenant,
  type TenantId,
  type TenantSettings,
} from '@answerdesk/domain';
import type { TenantStore } from './ports.ts';
import type { SecretBox } from './secrets.ts';

/** How long a new retention waits before anything is deleted, so that it can be taken back. */
const FORGET_AFTER_MS = 60 * 60_000;

export interface SettingsDeps {
  readonly tenants: Pick<TenantStore, 'find' | 'saveSettings' | 'findPreviousSettings'>;
  readonly secretBox: SecretBox;
  readonly now: () => Date;
}

/** Settings as people see them: whether the model has a key, never the key. */
export interface SettingsView {
  readonly settings: Omit<TenantSettings, 'model'> & { readonly model?: ModelEndpoint & { readonly hasKey: boolean } };
  /** Names this state; a change must name the state it was made in. */
  readonly revision: number;
}

/** What one screen saves: a section and its new value; `hours` and `model` may be taken away with `null`. */
export type SettingsChange =
  | { readonly section: 'hours'; readonly value: TenantSettings['hours'] | null }
  | { readonly section: 'texts'; readonly value: TenantSettings['texts'] }
  | { readonly section: 'handover'; readonly value: TenantSettings['handover'] }
  | { readonly section: 'brand'; readonly value: TenantSettings['brand'] }
  | { readonly section: 'inbox'; readonly value: TenantSettings['inbox'] }
  | { readonly section: 'topics'; readonly value: TenantSettings['topics'] }
  | { readonly section: 'gate'; readonly value: TenantSettings['gate'] }
  | { readonly section: 'resolution'; readonly value: TenantSettings['resolution'] }
  | { readonly section: 'glossary'; readonly value: TenantSettings['glossary'] }
  | { readonly section: 'tags'; readonly value: TenantSettings['tags'] }
  | { readonly section: 'retention'; readonly value: TenantSettings['retention'] }
  /** Without `key` the stored one stays, unless the address is another; an empty one is none. */
  | { readonly section: 'model'; readonly value: (ModelEndpoint & { readonly key?: string | undefined }) | null };

/** Reads a tenant's settings, or what holds by default. Throws DomainError `not-found`. */
export async function readTenantSettings(
  { tenants }: Pick<SettingsDeps, 'tenants'>,
  tenantId: TenantId,
): Promise<SettingsView> {
  return viewOf(await findTenant(tenants, tenantId));
}

/**
 * Saves one section over the state that `revision` names. Throws DomainError `conflict` when somebody saved since,
 * `invalid` when a key is needed, `not-found`.
 */
export async function saveTenantSettings(
  deps: SettingsDeps,
  tenantId: TenantId,
  revision: number,
  change: SettingsChange,
): Promise<SettingsView> {
  const tenant = await findTenant(deps.tenants, tenantId);
  const previous = settingsOf(tenant);
  const { [change.section]: _old, ...others } = previous;
  const value = change.section === 'model' ? modelOf(deps, tenant, change.value) : change.value;
  const settings = { ...others, ...(value !== null && value !== undefined && { [change.section]: value }) };
  return store(deps, tenant, revision, settings as TenantSettings, previous);
}

/**
 * Takes back the change that made `revision`, as long as it is the newest. Throws DomainError `conflict` when it is not,
 * `not-found`.
 */
export async function undoTenantSettings(
  deps: SettingsDeps,
  tenantId: TenantId,
  revision: number,
): Promise<SettingsView> {
  const tenant = await findTenant(deps.tenants, tenantId);
  const before = await deps.tenants.findPreviousSettings(tenantId, revision);
  if (!before) throw changedSince();
  return store(deps, tenant, revision, before, settingsOf(tenant));
}

/** Whom a tenant's model key is sealed for. */
export function modelKeyOwner(tenantId: TenantId): string {
  return `${tenantId} model`;
}

/** Opens the stored key of a tenant's model; empty where it has none. Throws as `SecretBox.open` does. */
export function openModelKey(secretBox: Pick<SecretBox, 'open'>, tenantId: TenantId, sealedKey: string): string {
  return sealedKey === '' ? '' : (secretBox.open(sealedKey, modelKeyOwner(tenantId))['key'] ?? '');
}

/** What came of asking a model for a word; `detail` is the endpoint's own words and holds no key. */
export type ModelTrial =
  | { readonly kind: 'answered'; readonly said: string; readonly tookMs: number }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  | { readonly kind: 'not-a-model' }
  | { readonly kind: 'unreachable'; readonly detail: string };

/** Asks a model endpoint for one word. Throws DomainError `invalid` for an address that may not be called. */
export type TryModel = (
  endpoint: Pick<ModelEndpoint, 'baseUrl' | 'model'> & { readonly key: string },
) => Promise<ModelTrial>;

/**
 * Tries a model endpoint before or after it is saved; without `key` with the stored one.
 * Throws DomainError `invalid` for an address that may not be called, or a key that is missing; `not-found`.
 */
export async function tryTenantModel(
  deps: Pick<SettingsDeps, 'tenants' | 'secretBox'> & { readonly tryModel: TryModel },
  tenantId: TenantId,
  { key, ...endpoint }: Pick<ModelEndpoint, 'baseUrl' | 'model'> & { readonly key?: string | undefined },
): Promise<ModelTrial> {
  const tenant = await findTenant(deps.tenants, tenantId);
  const opened = key ?? openModelKey(deps.secretBox, tenantId, storedKey(tenant, endpoint));
  return deps.tryModel({ ...endpoint, key: opened });
}

async function store(
  deps: SettingsDeps,
  tenant: Tenant,
  revision: number,
  settings: TenantSettings,
  previous: TenantSettings,
): Promise<SettingsView> {
  // `previous` was read at the tenant's own revision; a write over any other must not carry it along.
  const isCurrent = (tenant.settingsRevision ?? 0) === revision;
  const { days } = settings.retention;
  const forgetFrom = new Date(deps.now().getTime() + FORGET_AFTER_MS);
  const isSaved =
    isCurrent &&
    (await deps.tenants.saveSettings(tenant.id, {
      settings,
      previous,
      revision,
      ...(days !== undefined && days !== previous.retention.days && { forgetFrom }),
      ...(JSON.stringify(settings.tags) !== JSON.stringify(previous.tags) && { tagsAnew: true }),
    }));
  if (!isSaved) throw changedSince();
  return viewOf({ ...tenant, settings, settingsRevision: revision + 1 });
}

function modelOf(
  { secretBox }: SettingsDeps,
  tenant: Tenant,
  wanted: Extract<SettingsChange, { section: 'model' }>['value'],
): TenantSettings['model'] | null {
  if (wanted === null) return null;
  const { key, ...endpoint } = wanted;
  if (key !== undefined) {
    return { ...endpoint, sealedKey: key === '' ? '' : secretBox.seal({ key }, modelKeyOwner(tenant.id)) };
  }
  return { ...endpoint, sealedKey: storedKey(tenant, endpoint) };
}

/** The sealed key for an address. A key goes nowhere but where its owner entered it for. */
function storedKey(tenant: Tenant, { baseUrl }: Pick<ModelEndpoint, 'baseUrl'>): string {
  const stored = settingsOf(tenant).model;
  if (stored && new URL(stored.baseUrl).origin === new URL(baseUrl).origin) return stored.sealedKey;
  throw new DomainError('invalid', 'Enter the key for this address.');
}

function viewOf(tenant: Tenant): SettingsView {
  const { model, ...settings } = settingsOf(tenant);
  return {
    settings: { ...settings, ...(model && { model: withoutKey(model) }) },
    revision: tenant.settingsRevision ?? 0,
  };
}

function withoutKey({ sealedKey, ...endpoint }: NonNullable<TenantSettings['model']>) {
  return { ...endpoint, hasKey: sealedKey !== '' };
}

async function findTenant(tenants: Pick<TenantStore, 'find'>, tenantId: TenantId): Promise<Tenant> {
  const tenant = await tenants.find(tenantId);
  if (!tenant) throw new DomainError('not-found', 'This business does not exist.');
  return tenant;
}

function changedSince(): DomainError {
  return new DomainError('conflict', 'Somebody else saved these settings meanwhile.');
}
