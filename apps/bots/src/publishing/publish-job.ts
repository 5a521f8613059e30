import { type DueDecisionStore, type PublishDueDeps, type PublishedDue, publishDueFaqs } from '@answerdesk/answers';
import type { Leases } from '@answerdesk/billing';
import { type FaqId, newId, type TenantId } from '@answerdesk/domain';
import type { ClockJob } from '../clock.ts';
import { type TellOfHoldsDeps, tellOfHolds } from './tell-of-holds.ts';

/** As many as are judged at once: nobody's patience is used up while they wait for their turn. */
const TENANTS_AT_ONCE = 2;
/** Longer than one change is judged for. */
const LEASE_MS = 240_000;
const KEPT_EVERY_MS = 30_000;
/** Who has more to be judged than fits in goes on when everybody else had a turn. */
const TURN_MS = 120_000;
const LEASE = 'publish-on-schedule';

export interface PublishJobDeps extends Omit<TellOfHoldsDeps, 'faqs'> {
  readonly gate: PublishDueDeps;
  readonly decisions: DueDecisionStore;
  readonly leases: Leases;
  readonly listDuePublishes: (now: Date) => Promise<readonly { readonly tenantId: TenantId; readonly faqId: FaqId }[]>;
  readonly listOpenDecisions: (now: Date) => Promise<readonly TenantId[]>;
  /** Awaited after each. */
  readonly note: (tenantId: TenantId, published: PublishedDue) => Promise<void>;
  /** Aborted when the process stops: what is not published by then is published by the next. */
  readonly signal: AbortSignal;
}

/**
 * Publishes drafts whose time has come, and tells of those that are held. Of many processes one is at a tenant's; two tenants are
 * served at once, each for two minutes and what it is at then, so that none waits for all of another's.
 */
export function publishJob(deps: PublishJobDeps): ClockJob {
  const { signal, reportFailure } = deps;
  return {
    name: 'publishing FAQs on schedule',
    async run() {
      const now = deps.now();
      const [due, open] = await Promise.all([deps.listDuePublishes(now), deps.listOpenDecisions(now)]);
      const idsOf = new Map<TenantId, FaqId[]>();
      for (const { tenantId, faqId } of due) {
        const ids = idsOf.get(tenantId);
        if (ids) ids.push(faqId);
        else idsOf.set(tenantId, [faqId]);
      }
      const waiting = [...new Set([...idsOf.keys(), ...open])];
      const takeNext = async () => {
        for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) {
          await serve(deps, next, idsOf.get(next) ?? []).catch((error: unknown) => {
            if (!signal.aborted) reportFailure('publishing FAQs on schedule', error);
          });
        }
      };
      await Promise.all(Array.from({ length: TENANTS_AT_ONCE }, takeNext));
    },
  };
}

async function serve(deps: PublishJobDeps, tenantId: TenantId, faqIds: readonly FaqId[]): Promise<void> {
  const { gate, leases, signal } = deps;
  const owner = newId();
  const begun = deps.now().getTime();
  let keptAt = 0;
  const keep = async (now = deps.now()) => {
    const isOurs = await leases.claim(tenantId, LEASE, { owner, now, until: new Date(now.getTime() + LEASE_MS) });
    if (isOurs) keptAt = now.getTime();
    return isOurs;
  };
  const isKept = async () => deps.now().getTime() - keptAt < KEPT_EVERY_MS || (await keep());
  if (!(await keep())) return;
  try {
    await publishDueFaqs(gate, tenantId, faqIds, {
      mayGoOn: async () => !signal.aborted && deps.now().getTime() - begun < TURN_MS && (await keep()),
      async note(published) {
        await deps.note(tenantId, published);
        await isKept();
      },
    }).finally(async () => {
      // What was held is told of, whatever else failed.
      const telling = { ...deps, faqs: gate.workshop.faqs };
      await tellOfHolds(telling, tenantId, async () => !signal.aborted && (await isKept()));
    });
  } finally {
    await leases.release(tenantId, LEASE, owner);
  }
}
