import type { BillingAccount } from '../billing-account.ts';
import type { PlanName } from '../plans.ts';
import type { Month } from './hours.ts';

/** A time in which a plan was in force, from `from` (inclusive) to `to` (exclusive). */
export interface PlanSegment {
  readonly plan: PlanName;
  readonly from: Date;
  readonly to: Date;
}

/** Which plans a tenant has had, has, and as things stand is going to have in a month, in their order, without gaps. */
export function planSegmentsOf(
  account: Pick<BillingAccount, 'planChanges' | 'nextPlan' | 'nextPlanFrom'> | undefined,
  { start, end }: Pick<Month, 'start' | 'end'>,
): readonly PlanSegment[] {
  const { planChanges = [], nextPlan, nextPlanFrom } = account ?? {};
  const next = nextPlan && nextPlanFrom ? [{ plan: nextPlan, at: nextPlanFrom }] : [];
  const changes = [{ plan: 'free' as PlanName, at: new Date(0) }, ...planChanges, ...next];
  return changes.flatMap(({ plan, at }, index): PlanSegment[] => {
    const next = changes[index + 1]?.at ?? end;
    const from = at > start ? at : start;
    const to = next < end ? next : end;
    return from < to ? [{ plan, from, to }] : [];
  });
}
