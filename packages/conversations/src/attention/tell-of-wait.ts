import type { InboxRules, NotificationStep } from '@answerdesk/domain';
import { suits } from '../routing/choose-agent.ts';
import type { AttendDeps, StaffAtWork, StaffNotice, ToldStaff } from './ports.ts';

const MOST_TOLD = 50;

/**
 * Tells staff of a waiting conversation in one way: whose it is, or all whom it suits and who want to be told so; the last
 * step those on call, whoever's it is. Resolves to whom it reached: nobody, where there was nobody.
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
  const meant = whomItSuits(members, notice, now());
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
  const meant = whomItSuits(await staff.list(notice.tenant.id), notice, now());
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

function whomItSuits(
  members: readonly StaffAtWork[],
  { conversation }: Pick<StaffNotice, 'conversation'>,
  now: Date,
): StaffAtWork[] {
  const { assigneeId, language, waiting, handover } = conversation;
  const whose = members.find(({ userId }) => userId === assigneeId);
  if (whose) return [whose];
  const { queue } = waiting ?? handover ?? {};
  const of = { ...(language !== undefined && { language }), ...(queue !== undefined && { queue }) };
  return members.filter((member) => suits(member, of, now));
}

async function tellSome(
  members: readonly StaffAtWork[],
  tell: (to: readonly StaffAtWork[]) => Promise<ToldStaff>,
): Promise<ToldStaff> {
  return members.length > 0 ? tell(members.slice(0, MOST_TOLD)) : { toIds: [] };
}
