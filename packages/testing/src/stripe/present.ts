import type { Account } from './account.ts';
import { refuse } from './refusal.ts';

/** What is shown only when `expand` asks for it: https://docs.stripe.com/expand#with-includable-properties */
const includable: Readonly<Record<string, readonly string[]>> = {
  price: ['tiers', 'currency_options'],
  'checkout.session': ['line_items'],
};

/** A copy of what is answered, with the ids replaced that `expand` names. An unknown path is refused, as Stripe does. */
export function present(account: Account, value: unknown, expand: readonly string[]): unknown {
  for (const path of expand) {
    if (path.split('.').length > 4)
      throw refuse('You cannot expand more than 4 levels of a property.', { param: 'expand' });
  }
  const used = new Set<string>();
  const shown = show(account, value, '', expand, used);
  const idle = expand.find((path) => !used.has(path));
  // A list without entries has nothing to expand, and says nothing of the path.
  if (idle === undefined || isEmptyList(shown)) return shown;
  throw refuse(`This property cannot be expanded (${idle}).`, { param: 'expand' });
}

function show(account: Account, value: unknown, path: string, expand: readonly string[], used: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((entry) => show(account, entry, path, expand, used));
  if (typeof value !== 'object' || value === null) return value;
  const hidden = 'object' in value ? (includable[String(value.object)] ?? []) : [];
  const shown: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(value)) {
    const at = path === '' ? name : `${path}.${name}`;
    const wanted = expand.filter((one) => one === at || one.startsWith(`${at}.`));
    if (hidden.includes(name)) {
      if (wanted.length === 0) continue;
      used.add(at);
    }
    const found = wanted.length > 0 && typeof entry === 'string' ? account.find(entry) : undefined;
    if (wanted.includes(at) && (found || entry === null)) used.add(at);
    shown[name] = show(account, found ?? entry, at, expand, used);
  }
  return shown;
}

function isEmptyList(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'data' in value &&
    Array.isArray(value.data) &&
    value.data.length === 0
  );
}
