import { type RunImportDeps, runImport } from '@answerdesk/answers';
import type { FaqImportKey } from '@answerdesk/database';

export interface ImportRunner {
  wake(key: FaqImportKey): void;
  /** Begins to look for imports that a process left behind. */
  start(): void;
  /** Takes no more work and resolves when what is under way is stored. */
  stop(): Promise<void>;
}

export interface ImportRunnerDeps extends RunImportDeps {
  readonly listDue: (now: Date, limit: number) => Promise<FaqImportKey[]>;
}

const SWEEP_EVERY_MS = 10_000;
const MOST_AT_ONCE = 20;

/** Runs imports one after another: a file of many rows keeps the database busy enough. */
export function createImportRunner(deps: ImportRunnerDeps): ImportRunner {
  const waiting = new Map<string, FaqImportKey>();
  let isStopped = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const nameOf = ({ tenantId, importId }: FaqImportKey) => `${tenantId}/${importId}`;

  async function work(): Promise<void> {
    for (const [name, key] of waiting) {
      if (isStopped) return;
      waiting.delete(name);
      try {
        await runImport({ ...deps, isStopping: () => isStopped }, key.tenantId, key.importId);
      } catch (error) {
        deps.reportFailure('importing FAQs', error);
      }
    }
  }

  function wake(key: FaqImportKey): void {
    if (isStopped) return;
    waiting.set(nameOf(key), key);
    running ??= work().finally(() => {
      running = undefined;
      const [next] = waiting.values();
      if (next) wake(next);
    });
  }

  async function sweep(): Promise<void> {
    try {
      for (const key of await deps.listDue(deps.now(), MOST_AT_ONCE)) wake(key);
    } catch (error) {
      deps.reportFailure('looking for imports', error);
    }
  }

  return {
    wake,
    start() {
      timer ??= setInterval(() => void sweep(), SWEEP_EVERY_MS).unref();
      void sweep();
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
