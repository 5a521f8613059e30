import type { TenantId } from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';

export interface ModelCircuit<Key extends string = TenantId> {
  /** Whether a tenant's model may be asked; once its rest is over, one call at a time may try. */
  mayAsk(tenantId: Key): boolean;
  /** Notes how a call ended that `mayAsk` allowed. */
  note(tenantId: Key, wasHeard: boolean): void;
}

interface State {
  readonly failures: number;
  readonly restsUntilMs: number;
}

const MOST_TENANTS = 10_000;

/**
 * Makes the circuit that spares customers the wait for a model that does not answer: after `mostFailures` calls in a row
 * that came to nothing, a tenant's model is left alone for `restMs`; then one call tries, and decides for the next rest.
 */
export function createModelCircuit<Key extends string = TenantId>({
  mostFailures,
  restMs,
  now,
}: {
  readonly mostFailures: number;
  readonly restMs: number;
  readonly now: () => Date;
}): ModelCircuit<Key> {
  const states = new LRUCache<Key, State>({ max: MOST_TENANTS });
  return {
    mayAsk(tenantId) {
      const state = states.get(tenantId);
      if (!state || state.failures < mostFailures) return true;
      const nowMs = now().getTime();
      if (nowMs < state.restsUntilMs) return false;
      states.set(tenantId, { ...state, restsUntilMs: nowMs + restMs });
      return true;
    },
    note(tenantId, wasHeard) {
      if (wasHeard) {
        states.delete(tenantId);
        return;
      }
      const failures = (states.get(tenantId)?.failures ?? 0) + 1;
      states.set(tenantId, { failures, restsUntilMs: now().getTime() + restMs });
    },
  };
}
