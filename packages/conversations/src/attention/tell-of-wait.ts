import type { InboxRules, NotificationStep } from '@answerdesk/domain';
import { suits } from '../routing/choose-agent.ts';
import type { AttendDeps, StaffAtWork, StaffNotice, ToldStaff } from './ports.ts';

const MOST_TOLD = 50;

/**
 * Tells staff of a waiting conversation in one way: whose it is, or all whom it suits and who want to be told so; where it
 * suits nobody, all who are not away, and while all are away the managers. The last step is those on call, whoever's it is.
 * Resolves to whom it reached; `failed` where a sending failed or the tenant has no members.
 */
export async function tellOfWait(
  { staff, tell, now }: Pick<AttendDeps, 'staff' | 'tell' | 'now'>,
  step: NotificationStep,
  notice: StaffNotice,
  rules: Pick<InboxRules, 'onCallIds'>,
): Promise<ToldStaff> {
  const members = await staff.list(notice.tenant.id);
  if (step === 'on-call') {
    return tellSome(
      members.filter(({ userId }) => rules.onCallIds.includes(userId)),
      (to) => tell.chat(to, notice),
    );
  }
  const { conversation, kind } = notice;
  const meant =
    kind === 'conversation-given'
      ? members.filter(({ userId }) => userId === conversation.assigneeId)
      : whomItConcerns(members, notice, now());
  if (meant.length === 0) return { toIds: [], failed: 'no-members' };
  switch (step) {
    case 'online':
      return { toIds: meant.filter(({ isOnline }) => isOnline).map(({ userId }) => userId) };
    case 'push':
      return tellSome(
        meant.filter(({ notify }) => notify.push),
        (to) => tell.push(to, notice),
      );
    case 'email':
      return tellSome(
        meant.filter(({ notify }) => notify.email),
        (to) => tell.mail(to, notice),
      );
  }
}

/** Tells whose reply is awaited, or those on duty where it is nobody's, by push and by mail, as each wants it. */
export async function tellOfTimer(
  { staff, tell, now }: Pick<AttendDeps, 'staff' | 'tell' | 'now'>,
  notice: StaffNotice,
): Promise<void> {
  const meant = whomItConcerns(await staff.list(notice.tenant.id), notice, now());
  const onDuty = meant.filter(({ isOnline }) => isOnline);
  const to = onDuty.length > 0 ? onDuty : meant;
  await Promise.all([
    tellSome(
      to.filter(({ notify }) => notify.push),
      (some) => tell.push(some, notice),
    ),
    tellSome(
      to.filter(({ notify }) => notify.email),
      (some) => tell.mail(some, notice),
    ),
  ]);
}

/** Never nobody while there are members: somebody who waits concerns them all when it suits none. */
function whomItConcerns(
  members: readonly StaffAtWork[],
  { conversation }: Pick<StaffNotice, 'conversation'>,
  now: Date,
): readonly StaffAtWork[] {
  const { assigneeId, language, waiting, handover } = conversation;
  const isThere = (member: StaffAtWork) => suits(member, {}, now);
  const whose = members.filter(({ userId }) => userId === assigneeId);
  if (whose.some(isThere)) return whose;
  const { queue } = waiting ?? handover ?? {};
  const of = { ...(language !== undefined && { language }), ...(queue !== undefined && { queue }) };
  const others = [
    members.filter((member) => suits(member, of, now)),
    members.filter(isThere),
    members.filter(({ isManager }) => isManager),
    members,
  ].find((some) => some.length > 0);
  return [...whose, ...(others ?? []).filter((one) => !whose.includes(one))];
}

async function tellSome(
  members: readonly StaffAtWork[],
  tell: (to: readonly StaffAtWork[]) => Promise<ToldStaff>,
): Promise<ToldStaff> {
  return members.length > 0 ? tell(members.slice(0, MOST_TOLD)) : { toIds: [] };
}
