import type { TenantId } from '@answerdesk/domain';
import { createKeyedRunner } from '../keyed-runner.ts';

const TENANTS_AT_ONCE = 4;
/** Long enough for a batch to be one of many, short enough for what is not in one yet to be few. */
const EVERY_MS = 500;

export interface Summing {
  /** Has a tenant's new events summed up soon, together with what else comes until then. */
  wake(tenantId: TenantId): void;
  stop(): Promise<void>;
}

/** Sums up what this process wrote, each tenant's at most twice a second. What it leaves behind others find. */
export function createSumming(options: {
  readonly sumUp: (tenantId: TenantId) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}): Summing {
  const waiting = new Set<TenantId>();
  let timer: NodeJS.Timeout | undefined;
  const runner = createKeyedRunner<TenantId>({
    concurrency: TENANTS_AT_ONCE,
    nameOf: (tenantId) => tenantId,
    onFailure: options.onFailure,
    async run(tenantId) {
      await options.sumUp(tenantId);
      return undefined;
    },
  });
  return {
    wake(tenantId) {
      waiting.add(tenantId);
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const one of waiting) runner.wake(one);
        waiting.clear();
      }, EVERY_MS);
    },
    async stop() {
      clearTimeout(timer);
      await runner.stop();
    },
  };
}
