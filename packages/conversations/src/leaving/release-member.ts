import { type Conversation, messageIdSchema, newId, settingsOf, type TenantId, type UserId } from '@answerdesk/domain';
import { handBack } from '../inbox/hand-back.ts';
import type { InboxDeps } from '../inbox/ports.ts';
import { transfer } from '../inbox/transfer.ts';
import { publicNameOf } from '../inbox-side/list-staff.ts';
import { unlinkChat } from '../linked-chat/unlink-chat.ts';
import type { LeavingDeps } from './ports.ts';

const AT_ONCE = 100;

/**
 * Takes from somebody who is no member any more whatever was theirs: what they hold waits again in its old place, and the
 * customer is told; with the inbox off the bot has it back. What was given to them is nobody's; their linked chat, browsers,
 * drafts, wishes and presence are forgotten. Safe to repeat, and by several processes at once.
 */
export async function releaseMember(deps: LeavingDeps, tenantId: TenantId, userId: UserId): Promise<void> {
  await unlinkChat(deps, tenantId, userId);
  const tenant = await deps.inbox.findTenant(tenantId);
  const ownName = await deps.findName(userId);
  const name =
    ownName === undefined ? (tenant?.name ?? '') : publicNameOf(ownName, await deps.staff.find(tenantId, userId));
  const inbox: InboxDeps = { ...deps.inbox, agentNameOf: async () => name };
  const isOn = settingsOf(tenant ?? {}).inbox.isOn;
  const seen = new Set<Conversation['id']>();
  for (;;) {
    const theirs = await deps.leavers.listTheirs(tenantId, userId, AT_ONCE);
    const left = theirs.filter(({ id }) => !seen.has(id));
    if (left.length === 0) break;
    for (const conversation of left) {
      seen.add(conversation.id);
      await release(inbox, conversation, userId, isOn);
    }
  }
  await deps.leavers.forget(tenantId, userId);
}

/** Whoever has it by now keeps it. */
async function release(deps: InboxDeps, conversation: Conversation, userId: UserId, isOn: boolean): Promise<void> {
  const { tenantId, id: conversationId, holder, epoch, isStaff } = conversation;
  if (holder.kind === 'agent' && holder.agentId === userId && !isStaff) {
    await (isOn ? transfer : handBack)(deps, tenantId, conversationId, { userId, isManager: false });
    return;
  }
  const at = deps.now();
  const expected = { epoch, assigneeId: userId };
  if (!(await deps.pens.edit(tenantId, conversationId, expected, { assigneeId: null, toldFrom: at }))) return;
  const event = { id: messageIdSchema.parse(newId(at.getTime())), tenantId, conversationId, at, byId: userId } as const;
  await deps.events.add(
    tenantId,
    { ...event, kind: 'assigned', isByRouting: false },
    `left:${userId}:${epoch}:${at.getTime()}`,
  );
}
