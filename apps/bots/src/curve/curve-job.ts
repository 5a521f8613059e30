import type { JobLeases } from '@answerdesk/billing';
import { newId, type TenantId } from '@answerdesk/domain';
import { type MeasureCurveDeps, measureCurve } from '@answerdesk/insights';
import type { ClockJob } from '../clock.ts';

/** A turn may learn FAQs of many tenants anew; whoever holds it says so again after each. */
const EVERY_MS = 10 * 60_000;
const TENANTS_AT_ONCE = 50;

export interface CurveJobDeps extends MeasureCurveDeps {
  readonly jobs: JobLeases;
  readonly listTenants: (after: TenantId | undefined, limit: number) => Promise<readonly TenantId[]>;
  /** How long a turn and the pause after it are, at least (ms); ten minutes unless told. */
  readonly measuredEveryMs?: number;
  readonly reportFailure: (what: string, error: unknown) => void;
  /** Aborted when the process stops: what is not measured by then is measured by the next. */
  readonly signal: AbortSignal;
}

/** Measures what tenants' changes brought: by one process at a time, every ten minutes unless told. What fails for one keeps no other waiting. */
export function curveJob(deps: CurveJobDeps): ClockJob {
  return {
    name: 'measuring learning curves',
    async run() {
      const owner = newId();
      const everyMs = deps.measuredEveryMs ?? EVERY_MS;
      const holds = () => {
        const now = deps.now();
        return deps.jobs.claimJob('measure-curves-turn', { owner, now, until: new Date(now.getTime() + everyMs) });
      };
      if (!(await holds())) return;
      let after: TenantId | undefined;
      do {
        const tenantIds = await deps.listTenants(after, TENANTS_AT_ONCE);
        for (const tenantId of tenantIds) {
          try {
            await measureCurve(deps, tenantId);
          } catch (error) {
            if (deps.signal.aborted) return;
            deps.reportFailure('measuring a learning curve', error);
          }
          if (deps.signal.aborted || !(await holds())) return;
        }
        after = tenantIds.length === TENANTS_AT_ONCE ? tenantIds.at(-1) : undefined;
      } while (after !== undefined);
    },
  };
}
