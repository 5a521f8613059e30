import { notModelled } from './refusal.ts';

/** A call's parameters after `validateForm`: of the published types, at every depth. */
export type Params = Readonly<Record<string, unknown>>;

/** The text under a name; nothing when it is absent or was emptied. */
export function text(params: Params, name: string): string | undefined {
  const value = params[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function whole(params: Params, name: string): number | undefined {
  const value = params[name];
  return typeof value === 'number' ? value : undefined;
}

export function flag(params: Params, name: string): boolean | undefined {
  const value = params[name];
  return typeof value === 'boolean' ? value : undefined;
}

export function part(params: Params, name: string): Params | undefined {
  const value = params[name];
  return isParams(value) ? value : undefined;
}

export function parts(params: Params, name: string): readonly Params[] {
  const value = params[name];
  return Array.isArray(value) ? value.filter(isParams) : [];
}

export function texts(params: Params, name: string): readonly string[] {
  const value = params[name];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** Refuses what would change what happens and that the fake leaves out. */
export function refuseUnmodelled(params: Params, names: readonly string[]): void {
  for (const name of names) if (params[name] !== undefined) throw notModelled(name);
}

/** Metadata after a change: an empty value takes a key away, an empty parameter all of them. */
export function changedMetadata(before: Readonly<Record<string, string>>, params: Params): Record<string, string> {
  if (params['metadata'] === '') return {};
  const after: Record<string, string> = { ...before };
  for (const [key, value] of Object.entries(part(params, 'metadata') ?? {})) {
    if (value === '') delete after[key];
    else after[key] = String(value);
  }
  return after;
}

function isParams(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
