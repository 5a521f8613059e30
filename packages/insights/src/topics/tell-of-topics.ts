import type { TenantId } from '@answerdesk/domain';
import type { ToldOfTopic, TopicAlert, TopicAlertStore } from './ports.ts';

/** Nobody is told of what was noticed longer ago. */
const TOLD_WITHIN_MS = 24 * 3_600_000;

/** A way to reach staff. */
export interface TopicTeller {
  /** Names it in what is kept of who was told. */
  readonly name: string;
  readonly isFor: (member: ToldOfTopic) => boolean;
  /** Rejects when it could not be handed over; whoever has no such way is not reached, and that is no failure. */
  tell(tenantId: TenantId, member: ToldOfTopic, alert: TopicAlert): Promise<void>;
}

export interface TellOfTopicsDeps {
  readonly alerts: TopicAlertStore;
  readonly listStaff: (tenantId: TenantId) => Promise<readonly ToldOfTopic[]>;
  readonly tellers: readonly TopicTeller[];
  readonly reportFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
}

/**
 * Tells staff of the open alerts of a tenant, each of them once by each way. It is claimed before it is sent, so that of many
 * processes one sends it; what could not be handed over is given back. Resolves to whether everything was handed over.
 */
export async function tellOfTopics(deps: TellOfTopicsDeps, tenantId: TenantId): Promise<boolean> {
  const now = deps.now();
  const alerts = (await deps.alerts.listLasting(tenantId, now)).filter(
    ({ state, noticedAt }) => state === 'open' && now.getTime() - noticedAt.getTime() < TOLD_WITHIN_MS,
  );
  if (alerts.length === 0) return true;
  const staff = await deps.listStaff(tenantId);
  let isWhole = true;
  for (const alert of alerts) {
    for (const teller of deps.tellers) {
      for (const member of staff) {
        if (teller.isFor(member)) isWhole = (await tellOne(deps, tenantId, teller, member, alert)) && isWhole;
      }
    }
  }
  return isWhole;
}

async function tellOne(
  { alerts, reportFailure }: TellOfTopicsDeps,
  tenantId: TenantId,
  teller: TopicTeller,
  member: ToldOfTopic,
  alert: TopicAlert,
): Promise<boolean> {
  const told = `${teller.name}:${member.userId}`;
  if (alert.told.includes(told) || !(await alerts.claim(tenantId, alert.id, told))) return true;
  try {
    await teller.tell(tenantId, member, alert);
    return true;
  } catch (error) {
    reportFailure('telling staff of a topic that comes up unusually often', error);
    await alerts.release(tenantId, alert.id, told);
    return false;
  }
}
