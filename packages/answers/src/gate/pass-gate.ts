import { isDeepStrictEqual } from 'node:util';
import type { AcceptedLoss, FaqRecord, Tenant, TenantId } from '@answerdesk/domain';
import { untilAborted } from '../embedding/until-aborted.ts';
import { servedOf } from '../workshop/change-faqs.ts';
import type { WorkshopDeps } from '../workshop/ports.ts';
import type { ForetellEffect, ForetoldEffect, GateEffect } from './foretell-effect.ts';
import { isCovered } from './is-covered.ts';
import { type RehearsedWrite, rehearseChange, type ServedChange } from './rehearse-change.ts';

/** A change would lose more than is tolerated: it is made once somebody has seen that and says why. */
export interface NeedsReason {
  readonly outcome: 'needs-reason';
  readonly effect: ForetoldEffect;
}

/** Whether a change was made without knowing what it does, and what it costs where a reason was needed. */
export interface PassedGate {
  readonly isUnforetold: boolean;
  readonly cost?: Pick<ForetoldEffect, 'lost' | 'gained' | 'loss' | 'lostPinned'>;
}

export interface GateWatch {
  readonly foretell: ForetellEffect;
  readonly workshop: WorkshopDeps;
  readonly findTenant: (tenantId: TenantId) => Promise<Pick<Tenant, 'faqsVersion'> | undefined>;
  /** How long an effect is waited for (ms); 20,000 unless told. Then the change is made all the same. */
  readonly waitMs?: number;
}

type Change<Done> = (workshop: WorkshopDeps) => Promise<Done>;

const WAIT_MS = 20_000;
/** So often it is looked again when FAQs change meanwhile. */
const MOST_LOOKS = 3;

/**
 * Makes a change of FAQs unless that loses more than the tenant tolerates and than somebody accepted with a reason
 * (`isCovered`): the change is rehearsed, judged by what would be served then, and made for good. What cannot be foretold in time
 * holds nobody up. `change` is called once or twice and does nothing but change FAQs. Throws what it throws, and DomainError
 * `not-found` without tenant.
 */
export async function changeThroughGate<Done>(
  watch: GateWatch,
  tenantId: TenantId,
  accepted: AcceptedLoss | undefined,
  change: Change<Done>,
): Promise<({ readonly outcome: 'done'; readonly done: Done } & PassedGate) | NeedsReason> {
  const passed = await passGate(watch, tenantId, accepted, change);
  if (passed.outcome === 'needs-reason') return passed;
  const { workshop, outcome: _passed, ...rest } = passed;
  return { outcome: 'done', done: await change(workshop), ...rest };
}

/**
 * Judges a change of FAQs. `workshop` is for making it: it writes what is served only as it was judged, so that what somebody
 * else wrote meanwhile is as if they had been first, and notes the reason in the history.
 */
export async function passGate(
  watch: GateWatch,
  tenantId: TenantId,
  accepted: AcceptedLoss | undefined,
  change: Change<unknown>,
): Promise<({ readonly outcome: 'passed'; readonly workshop: WorkshopDeps } & PassedGate) | NeedsReason> {
  const { writes, served } = await rehearseChange(watch.workshop, change);
  const effect = await effectOfNow(watch, tenantId, served);
  const workshop = { ...asJudged(watch.workshop, writes), ...(accepted && { reason: accepted.reason }) };
  if (effect.kind !== 'foretold' || !effect.needsReason) {
    return { outcome: 'passed', workshop, isUnforetold: effect.kind === 'unknown' };
  }
  if (!isCovered(effect, accepted)) return { outcome: 'needs-reason', effect };
  return { outcome: 'passed', workshop, isUnforetold: false, cost: costOf(effect) };
}

/** What is told and noted of what a change costs. */
export function costOf({ lost, gained, loss, lostPinned }: ForetoldEffect): NonNullable<PassedGate['cost']> {
  return { lost, gained, loss, lostPinned };
}

/** What a change of FAQs would do at a moment, now unless told; nothing is written. Throws what it throws. */
export async function effectOfChange(
  watch: GateWatch,
  tenantId: TenantId,
  change: Change<unknown>,
  options: { readonly at?: Date; readonly signal?: AbortSignal | undefined } = {},
): Promise<GateEffect> {
  const { served } = await rehearseChange(watch.workshop, change);
  return effectOfNow(watch, tenantId, served, options);
}

/** The effect on the FAQs as they are when it is known; somebody else may publish while it is being found. */
async function effectOfNow(
  { foretell, findTenant, waitMs = WAIT_MS }: GateWatch,
  tenantId: TenantId,
  served: readonly ServedChange[],
  { at, signal: leaving }: { readonly at?: Date; readonly signal?: AbortSignal | undefined } = {},
): Promise<GateEffect> {
  if (served.length === 0) return { kind: 'none' };
  const late = AbortSignal.timeout(waitMs);
  const signal = leaving ? AbortSignal.any([leaving, late]) : late;
  try {
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const effect = await untilAborted(foretell(tenantId, served, { signal, ...(at && { at }) }), signal);
      if (effect.kind !== 'foretold') return effect;
      if ((await findTenant(tenantId))?.faqsVersion === effect.faqsVersion) return effect;
    }
  } catch (error) {
    if (!late.aborted) throw error;
  }
  return { kind: 'unknown' };
}

function asJudged(deps: WorkshopDeps, writes: readonly RehearsedWrite[]): WorkshopDeps {
  const ofId = Map.groupBy(writes, ({ id }) => id);
  // An import makes thousands of new ones, under other ids each time.
  const made = Map.groupBy(
    writes.filter(({ isNew }) => isNew),
    ({ content }) => content?.question,
  );
  const isJudged = (record: FaqRecord, isNew: boolean) => {
    const content = servedOf(record);
    const judged = ofId.get(record.id) ?? (isNew ? made.get(content?.question) : []);
    return judged?.some((write) => isDeepStrictEqual(write.content, content)) ?? false;
  };
  return {
    ...deps,
    faqs: {
      ...deps.faqs,
      async write(tenantId, record, expected) {
        return isJudged(record, expected === undefined) && deps.faqs.write(tenantId, record, expected);
      },
    },
  };
}
