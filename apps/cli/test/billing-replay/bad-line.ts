import type { Chance, StripeFault, StripeFaultCall } from '@answerdesk/testing';

export interface BadLine {
  readonly faultOf: (call: StripeFaultCall) => StripeFault | undefined;
  set(state: 'good' | 'bad' | 'cut'): void;
  faults(): number;
}

/** A line to Stripe on which calls are refused, fail, or are carried out and never answered. */
export function createBadLine(chance: Chance): BadLine {
  let state: 'good' | 'bad' | 'cut' = 'good';
  let faults = 0;
  const lost = new Set<string>();
  function pick({ method, path, form }: StripeFaultCall): StripeFault | undefined {
    if (state === 'good') return undefined;
    if (state === 'cut') return { kind: 'error', status: 503 };
    const call = `${method} ${path} ${form}`;
    // Stripe's client asks at once a second time when a connection was reset.
    if (lost.delete(call)) return { kind: 'error', status: 502 };
    const luck = chance.next();
    if (luck < 0.02) {
      lost.add(call);
      return { kind: 'reset-after' };
    }
    if (luck < 0.04) return { kind: 'rate-limited', retryAfterS: 1 + Math.floor(chance.next() * 120) };
    if (luck < 0.06) return { kind: 'error', status: 500 };
    if (luck < 0.08) return { kind: 'foreign' };
    return luck < 0.1 ? { kind: 'conflict' } : undefined;
  }
  return {
    faultOf(call) {
      const fault = pick(call);
      if (fault) faults += 1;
      return fault;
    },
    set(next) {
      state = next;
    },
    faults: () => faults,
  };
}
