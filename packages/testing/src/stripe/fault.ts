import { createHash } from 'node:crypto';

/**
 * What Stripe does wrong, or says no with. Only `hang-after` and `reset-after` happen to a call that was carried out.
 * `foreign` answers with something that is no error object, as a proxy in between does.
 */
export type StripeFault =
  | { readonly kind: 'rate-limited'; readonly retryAfterS: number }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'error'; readonly status: 500 | 502 | 503 }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'hang-before' }
  | { readonly kind: 'hang-after' }
  | { readonly kind: 'reset-before' }
  | { readonly kind: 'reset-after' };

export interface StripeFaultCall {
  readonly method: string;
  readonly path: string;
  /** The form as it came, in one text. */
  readonly form: string;
  /** 1 for the first time this method, path and form come together. */
  readonly attempt: number;
}

export type StripeFaultRates = Readonly<
  Record<
    'rateLimited' | 'conflict' | 'error' | 'foreign' | 'hangBefore' | 'hangAfter' | 'resetBefore' | 'resetAfter',
    number
  >
>;

/** Faults by chance that meet a call's first attempt alone: the same for the same seed and call, whenever it comes. */
export function seededStripeFaults(options: {
  readonly seed: number;
  readonly rates: Partial<StripeFaultRates>;
}): (call: StripeFaultCall) => StripeFault | undefined {
  const kinds: readonly [keyof StripeFaultRates, StripeFault][] = [
    ['rateLimited', { kind: 'rate-limited', retryAfterS: 1 }],
    ['conflict', { kind: 'conflict' }],
    ['error', { kind: 'error', status: 500 }],
    ['foreign', { kind: 'foreign' }],
    ['hangBefore', { kind: 'hang-before' }],
    ['hangAfter', { kind: 'hang-after' }],
    ['resetBefore', { kind: 'reset-before' }],
    ['resetAfter', { kind: 'reset-after' }],
  ];
  return ({ method, path, form, attempt }) => {
    if (attempt > 1) return undefined;
    const hash = createHash('sha256').update(`${options.seed}\n${method}\n${path}\n${form}`).digest();
    let chance = hash.readUInt32BE(0) / 2 ** 32;
    for (const [name, fault] of kinds) {
      chance -= options.rates[name] ?? 0;
      if (chance < 0) return fault;
    }
    return undefined;
  };
}

/** Whether the call was carried out before the fault. */
export function isAfterWork({ kind }: StripeFault): boolean {
  return kind === 'hang-after' || kind === 'reset-after';
}
