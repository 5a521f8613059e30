import { createHash } from 'node:crypto';

/** What a platform does wrong, or says no with. Only `hang-after` happens to a message that arrived. */
export type Fault =
  | { readonly kind: 'flood'; readonly retryAfterS: number }
  | { readonly kind: 'error'; readonly status: 500 | 502 }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'hang-before' }
  | { readonly kind: 'hang-after' }
  | { readonly kind: 'reset' };

export interface FaultCall {
  readonly method: string;
  readonly chatId: string;
  readonly text: string;
  /** 1 for the first time this text is sent to this chat. */
  readonly attempt: number;
}

export type FaultRates = Readonly<
  Record<'flood' | 'error' | 'forbidden' | 'hangBefore' | 'hangAfter' | 'reset', number>
>;

/**
 * Faults by chance, but the same for the same seed, chat and text, whenever they come: a passing fault meets a
 * message's first attempt, `forbidden` every attempt.
 */
export function seededFaults(options: {
  readonly seed: number;
  readonly rates: FaultRates;
}): (call: FaultCall) => Fault | undefined {
  const { rates } = options;
  return ({ method, chatId, text, attempt }) => {
    if (method !== 'sendMessage') return undefined;
    const hash = createHash('sha256').update(`${options.seed}\n${chatId}\n${text}`).digest();
    let chance = hash.readUInt32BE(0) / 2 ** 32;
    const hits = (rate: number) => {
      chance -= rate;
      return chance < 0 && chance >= -rate;
    };
    if (hits(rates.forbidden)) return { kind: 'forbidden' };
    if (attempt > 1) return undefined;
    if (hits(rates.flood)) return { kind: 'flood', retryAfterS: 1 };
    if (hits(rates.error)) return { kind: 'error', status: (hash[4] ?? 0) % 2 === 0 ? 500 : 502 };
    if (hits(rates.hangBefore)) return { kind: 'hang-before' };
    if (hits(rates.hangAfter)) return { kind: 'hang-after' };
    if (hits(rates.reset)) return { kind: 'reset' };
    return undefined;
  };
}
