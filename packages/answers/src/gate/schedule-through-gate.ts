import { type AcceptedLoss, DomainError, type TenantId } from '@answerdesk/domain';
import type { BulkResult } from '../workshop/change-faqs.ts';
import type { WorkshopDeps } from '../workshop/ports.ts';
import { publishFaqs } from '../workshop/publish-faqs.ts';
import { type FaqToSchedule, type Scheduler, scheduleFaqs } from '../workshop/schedule-faqs.ts';
import { isCovered, withinEffect } from './is-covered.ts';
import { costOf, effectOfChange, type GateWatch, type NeedsReason, type PassedGate } from './pass-gate.ts';

/**
 * Schedules drafts as `scheduleFaqs` does, as one change before the gate: what publishing them at that time would cost, by the
 * FAQs as they are now, must be accepted with a reason where it is more than is tolerated. What was accepted is kept for when
 * they are due, no more of it than was foretold. Throws as `scheduleFaqs` does.
 */
export async function scheduleThroughGate(
  watch: GateWatch,
  tenantId: TenantId,
  by: Scheduler,
  wanted: { readonly faqs: readonly FaqToSchedule[]; readonly at: Date; readonly accepted?: AcceptedLoss | undefined },
): Promise<(BulkResult & PassedGate & { readonly outcome: 'scheduled' }) | NeedsReason> {
  const { at, accepted } = wanted;
  if (at <= watch.workshop.now()) throw new DomainError('invalid', 'This time has passed.');
  const seen = new Map(wanted.faqs.map(({ id, revision }) => [id, revision]));
  const records = await watch.workshop.faqs.findMany(tenantId, [...seen.keys()]);
  const judged = records.filter(
    ({ id, draft, archivedAt, revision }) => draft && !archivedAt && (seen.get(id) ?? revision) === revision,
  );
  const ids = judged.map(({ id }) => id);
  const publish = (workshop: WorkshopDeps) => publishFaqs(workshop, tenantId, by.email, ids);
  const effect = ids.length > 0 ? await effectOfChange(watch, tenantId, publish, { at }) : { kind: 'none' as const };
  const isLosing = effect.kind === 'foretold' && effect.needsReason;
  if (isLosing && !isCovered(effect, accepted)) return { outcome: 'needs-reason', effect };
  const revisionOf = new Map(records.map(({ id, revision }) => [id, revision]));
  // What was saved since is a draft that nobody has judged.
  const faqs = wanted.faqs.map(({ id, revision }) => ({ id, revision: revision ?? revisionOf.get(id) }));
  const deps = { ...watch.workshop, ...(accepted && { reason: accepted.reason }) };
  const covered = isLosing && accepted && { accepted: withinEffect(accepted, effect) };
  const done = await scheduleFaqs(deps, tenantId, by, { faqs, at, ...covered });
  return {
    outcome: 'scheduled',
    ...done,
    isUnforetold: effect.kind === 'unknown',
    ...(isLosing && { cost: costOf(effect) }),
  };
}
