import { type Conversation, messageIdSchema, newId, settingsOf, type TenantId, type UserId } from '@answerdesk/domain';
import type {
  AttendDeps,
  Attended,
  AttentionStore,
  RoutingQueue,
  StaffAtWork,
  StaffReader,
} from '../attention/ports.ts';
import { chooseAgent } from './choose-agent.ts';

const LEASE_MS = 15_000;
const LOOK_AGAIN_MS = 10_000;
const AT_ONCE = 1_000;
/** After so many who did not come, a conversation is left to whoever takes it. */
const MOST_PASSES = 3;

export interface RoutingDeps extends Pick<AttendDeps, 'events' | 'findTenant' | 'now' | 'owner'> {
  readonly attention: Pick<AttentionStore, 'listUnassigned' | 'give'>;
  readonly routing: RoutingQueue;
  readonly staff: StaffReader;
  /** Tells an agent in a chat of their own what was given to them. Best effort; never rejects. */
  readonly tellGiven?: (tenantId: TenantId, toId: UserId, conversation: Conversation) => Promise<void>;
}

/**
 * Gives a tenant's waiting conversations that are nobody's to agents, the most pressing first, by the tenant's rule. One
 * process at a time does it for a tenant, so that nobody gets more than they have room for; a conversation is given by
 * one write that only one can make. What finds nobody is looked at again in 10 s. Resolves to how many were given.
 */
export async function assignWaiting(deps: RoutingDeps, tenantId: TenantId): Promise<number> {
  const now = deps.now();
  const lease = { owner: deps.owner, now, until: new Date(now.getTime() + LEASE_MS) };
  const requests = await deps.routing.claim(tenantId, lease);
  if (requests === undefined) return 0;
  const { given, isLeft } = await giveAll(deps, tenantId);
  const nextAt = new Date(deps.now().getTime() + LOOK_AGAIN_MS);
  await deps.routing.release(tenantId, deps.owner, { requests, ...(isLeft && { nextAt }) });
  return given;
}

async function giveAll(
  deps: RoutingDeps,
  tenantId: TenantId,
): Promise<{ readonly given: number; readonly isLeft: boolean }> {
  const tenant = await deps.findTenant(tenantId);
  const rules = tenant && settingsOf(tenant).inbox;
  if (!rules?.isOn || rules.routing === 'nobody') return { given: 0, isLeft: false };
  const waiting = (await deps.attention.listUnassigned(tenantId, AT_ONCE)).filter(
    ({ given }) => (given?.passedIds.length ?? 0) < MOST_PASSES,
  );
  if (waiting.length === 0) return { given: 0, isLeft: false };
  let agents: readonly StaffAtWork[] = await deps.staff.list(tenantId);
  let given = 0;
  for (const each of waiting) {
    if (!agents.some(({ isOnline, load, capacity }) => isOnline && load < capacity)) break;
    const toId = chooseAgent(rules.routing, toGive(each), agents, deps.now());
    if (toId === undefined || !(await give(deps, each, toId))) continue;
    given += 1;
    const at = deps.now();
    agents = agents.map((one) => (one.userId === toId ? { ...one, load: one.load + 1, lastAssignedAt: at } : one));
  }
  return { given, isLeft: given < waiting.length };
}

async function give(deps: RoutingDeps, one: Attended, toId: UserId): Promise<boolean> {
  const { conversation } = one;
  const { tenantId, id: conversationId } = conversation;
  const at = deps.now();
  const given = { toId, at, passedIds: one.given?.passedIds ?? [] };
  if (!(await deps.attention.give(tenantId, conversation, undefined, given))) return false;
  const id = messageIdSchema.parse(newId(at.getTime()));
  await deps.events.add(tenantId, { id, tenantId, conversationId, at, kind: 'assigned', toId, isByRouting: true });
  await deps.staff.noteAssigned(tenantId, toId, at);
  await deps.tellGiven?.(tenantId, toId, conversation);
  return true;
}

function toGive({ conversation, given }: Attended) {
  const { language, lastAgentId, waiting } = conversation;
  return {
    ...(language !== undefined && { language }),
    ...(lastAgentId !== undefined && { lastAgentId }),
    ...(waiting?.queue !== undefined && { queue: waiting.queue }),
    passedIds: given?.passedIds ?? [],
  };
}
