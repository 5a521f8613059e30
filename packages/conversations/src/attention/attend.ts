import {
  type Conversation,
  type ConversationEventBody,
  type ConversationId,
  messageIdSchema,
  newId,
  openTimeAfter,
  settingsOf,
  type Tenant,
  type TenantId,
  type TenantSettings,
} from '@answerdesk/domain';
import { nextTimerStep, replyTimerOf, timerStep } from '../reply-timer.ts';
import { nextStep } from './next-step.ts';
import type { AttendDeps, Attended, Ladder } from './ports.ts';
import { tellOfTimer, tellOfWait } from './tell-of-wait.ts';

/** Longer than telling everybody may take, so that a lease that ran out means a process that died. */
const LEASE_MS = 120_000;
const LOOK_AGAIN_MS = 60_000;

interface Case {
  readonly tenant: Tenant;
  readonly settings: TenantSettings;
  readonly attended: Attended;
}

/**
 * Does what is due in a conversation without anybody's doing: wakes it, starts and moves its reply timer, has it given to an
 * agent, tells staff that it waits, step by step. Each step is leased before it is done and noted after, so it is done
 * once, and once more only where a process died in between. Nothing happens when nothing is due.
 */
export async function attend(deps: AttendDeps, tenantId: TenantId, conversationId: ConversationId): Promise<void> {
  const now = deps.now();
  const lease = { owner: deps.owner, now, until: new Date(now.getTime() + LEASE_MS) };
  const attended = await deps.attention.claim(tenantId, conversationId, lease);
  if (!attended) return;
  const tenant = await deps.findTenant(tenantId);
  const nextAt = tenant && (await attendTo(deps, { tenant, settings: settingsOf(tenant), attended }));
  const { attendings } = attended;
  await deps.attention.release(tenantId, conversationId, deps.owner, { attendings, ...(nextAt && { nextAt }) });
}

/** Resolves to when there is something to do next. */
async function attendTo(deps: AttendDeps, one: Case): Promise<Date | undefined> {
  const { conversation } = one.attended;
  const { snoozedUntil, status } = conversation;
  // What is taken from them wants attention anew.
  if (await releaseGone(deps, conversation)) return undefined;
  if (snoozedUntil && snoozedUntil > deps.now()) return earliest([snoozedUntil, await moveTimer(deps, one)]);
  if (snoozedUntil && (await deps.attention.wake(conversation.tenantId, conversation.id, snoozedUntil))) {
    await note(deps, conversation, `woken:${snoozedUntil.getTime()}`, { kind: 'woken' });
  }
  const timerAt = await moveTimer(deps, one);
  if (!one.settings.inbox.isOn) return timerAt;
  if (status === 'human') return earliest([timerAt, await tellOfGiven(deps, one)]);
  if (status !== 'waiting' || !conversation.waiting) return timerAt;
  if (await deps.isAnsweredElsewhere(conversation.tenantId, conversation.accountId)) return undefined;
  const givenAt = await watchGiven(deps, one);
  const { toId, ...kept } = one.attended.ladder ?? { since: conversation.waiting.since, told: [] };
  const ladder = toId !== undefined && toId === conversation.assigneeId ? { ...kept, toId } : kept;
  return earliest([timerAt, givenAt, await climb(deps, one, ladder)]);
}

/** Tells whoever was handed the pen that they have it, until they say something. */
async function tellOfGiven(deps: AttendDeps, one: Case): Promise<Date | undefined> {
  const { ladder, conversation } = one.attended;
  if (!ladder || !isUnseen(conversation, ladder)) return undefined;
  const inbox = { ...one.settings.inbox, onCallIds: [] };
  return climb(deps, { ...one, settings: { ...one.settings, inbox } }, ladder);
}

/** Whether an agent was handed the pen by a colleague and has not said anything since. */
function isUnseen({ status, assigneeId, lastAgentAt }: Conversation, { toId, since }: Ladder): boolean {
  return status === 'human' && toId !== undefined && toId === assigneeId && !(lastAgentAt && lastAgentAt > since);
}

/** Takes it from an agent who is no member any more, and with it all else that is theirs. */
async function releaseGone(
  deps: Pick<AttendDeps, 'isMember' | 'releaseMember'>,
  { tenantId, holder, assigneeId }: Conversation,
): Promise<boolean> {
  const whose = holder.kind === 'agent' ? holder.agentId : assigneeId;
  if (whose === undefined || (await deps.isMember(tenantId, whose))) return false;
  await deps.releaseMember(tenantId, whose);
  return true;
}

/** Starts the timer that should run, and moves the one that does. */
async function moveTimer(deps: AttendDeps, { tenant, settings, attended }: Case): Promise<Date | undefined> {
  const { conversation } = attended;
  const { id, tenantId } = conversation;
  const wanted = await awaited(deps, attended, settings);
  const { timer } = conversation;
  if (timer && !wanted) {
    await deps.attention.stopTimer(tenantId, conversation, timer);
    return undefined;
  }
  if (!wanted) return undefined;
  if (!timer) {
    const started = replyTimerOf(wanted.kind, wanted.since, settings.inbox, settings.hours);
    if (!started || !(await deps.attention.startTimer(tenantId, conversation, started))) return undefined;
    return moveTimer(deps, {
      tenant,
      settings,
      attended: { ...attended, conversation: { ...conversation, timer: started } },
    });
  }
  const state = timerStep(timer, deps.now());
  if (!state) return nextTimerStep(timer);
  const { kind, since, dueAt } = timer;
  const isOverdue = state === 'breached';
  await tellOfTimer(deps, { kind: isOverdue ? 'reply-overdue' : 'reply-due', tenant, conversation, at: dueAt });
  await note(deps, conversation, `timer:${kind}:${since.getTime()}:${state}`, {
    kind: isOverdue ? 'timer-breached' : 'timer-warned',
    timer: kind,
    dueAt,
  });
  await deps.attention.markTimer(tenantId, id, timer, state);
  return nextTimerStep({ ...timer, state });
}

/** The reply that somebody waits for: an agent's first since a hand-over, or the next while an agent holds the pen. */
async function awaited(
  deps: AttendDeps,
  { conversation, ladder }: Attended,
  { inbox }: TenantSettings,
): Promise<{ readonly kind: 'first' | 'next'; readonly since: Date } | undefined> {
  const { tenantId, accountId, status, waiting, handover, timer, lastInboundAt } = conversation;
  if (!inbox.isOn || (status !== 'waiting' && status !== 'human')) return undefined;
  if (timer) return timer;
  if (waiting) {
    if (await deps.isAnsweredElsewhere(tenantId, accountId)) return undefined;
    return { kind: 'first', since: ladder?.since ?? waiting.since };
  }
  const repliedAt = conversation.lastAgentAt?.getTime() ?? 0;
  if (handover?.messageId && repliedAt < handover.since.getTime()) {
    return { kind: 'first', since: ladder?.toId === undefined ? handover.since : ladder.since };
  }
  if (ladder && isUnseen(conversation, ladder)) return { kind: 'next', since: ladder.since };
  const seenTo = Math.max(repliedAt, conversation.takenAt?.getTime() ?? 0);
  return lastInboundAt && lastInboundAt.getTime() > seenTo ? { kind: 'next', since: lastInboundAt } : undefined;
}

/** Has what waits for nobody yet given to somebody, and taken back from who does not come. */
async function watchGiven(deps: AttendDeps, { attended, settings }: Case): Promise<Date | undefined> {
  const { conversation, given } = attended;
  const { tenantId, waiting, assigneeId } = conversation;
  const { inbox, hours } = settings;
  if (inbox.routing === 'nobody' || !waiting) return undefined;
  if (assigneeId === undefined) {
    await deps.routing.request(tenantId, deps.now());
    await deps.assignWaiting(tenantId);
    return undefined;
  }
  // Whom a person gave it to keeps it.
  if (given?.toId !== assigneeId || !given.at) return undefined;
  const now = deps.now();
  const backAt = openTimeAfter(hours, given.at, inbox.firstReplyMinutes / 2);
  if (!backAt || backAt > now) return backAt;
  const members = await deps.staff.list(tenantId);
  // Who is there may take their time, but not more than the customer has: an open screen is nobody at it.
  const isThere = members.some(({ userId, isOnline }) => userId === assigneeId && isOnline);
  const lastAt = openTimeAfter(hours, given.at, inbox.firstReplyMinutes);
  if (isThere && lastAt && lastAt > now) return earliest([lastAt, new Date(now.getTime() + LOOK_AGAIN_MS)]);
  const passed = { passedIds: [...given.passedIds, assigneeId] };
  if (!(await deps.attention.give(tenantId, conversation, assigneeId, passed))) return undefined;
  await note(deps, conversation, `passed:${given.at.getTime()}`, { kind: 'assigned', isByRouting: true });
  await deps.routing.request(tenantId, now);
  return undefined;
}

/** Tells staff of the wait by every step whose time has come, until somebody comes. */
async function climb(
  deps: AttendDeps,
  { tenant, settings, attended }: Case,
  ladder: Ladder,
): Promise<Date | undefined> {
  const { inbox, hours } = settings;
  const { tenantId, id, epoch, status } = attended.conversation;
  const { since, toId }: Ladder = ladder;
  let { told } = ladder;
  for (;;) {
    const next = nextStep(since, told, inbox, hours, toId !== undefined);
    if (!next || next.dueAt > deps.now()) return next?.dueAt;
    const conversation = await deps.attention.keepLadder(tenantId, id, deps.owner, { ...ladder, told });
    if (conversation?.status !== status || conversation.epoch !== epoch) return undefined;
    if (status === 'human' && !isUnseen(conversation, ladder)) return undefined;
    // Whom it was given to since then is told by another ladder.
    if (toId !== undefined && conversation.assigneeId !== toId) return undefined;
    const { step } = next;
    const kind = toId !== undefined && step !== 'on-call' ? 'conversation-given' : 'conversation-waiting';
    const at = toId === undefined ? (conversation.waiting?.since ?? since) : since;
    const { toIds, failed } = await tellOfWait(deps, step, { kind, tenant, conversation, at }, inbox);
    await note(deps, conversation, `told:${epoch}:${step}:${since.getTime()}`, {
      kind: 'told',
      step,
      toIds,
      ...(failed !== undefined && { failed }),
    });
    told = [...told, step];
    await deps.attention.keepLadder(tenantId, id, deps.owner, { ...ladder, told });
  }
}

async function note(
  { events, now }: Pick<AttendDeps, 'events' | 'now'>,
  { id: conversationId, tenantId }: Conversation,
  key: string,
  body: ConversationEventBody,
): Promise<void> {
  const at = now();
  const id = messageIdSchema.parse(newId(at.getTime()));
  await events.add(tenantId, { id, tenantId, conversationId, at, ...body }, key);
}

function earliest(moments: readonly (Date | undefined)[]): Date | undefined {
  return moments
    .filter((moment): moment is Date => moment !== undefined)
    .reduce<Date | undefined>((first, moment) => (first && first <= moment ? first : moment), undefined);
}
