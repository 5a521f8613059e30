import { createStaffReader, type InboxDeps, type StaffReader } from '@answerdesk/conversations';
import { createStaffTeller, type StaffTeller, type TellStaffDeps } from '@answerdesk/delivery';
import { type Conversation, settingsOf, type UserId } from '@answerdesk/domain';
import { createMailWords } from '@answerdesk/locales';

type StaffReaderDeps = Parameters<typeof createStaffReader>[0];

export interface MentionsContext
  extends Pick<TellStaffDeps, 'pusher' | 'mailer' | 'publicUrl' | 'note' | 'subscriptions' | 'allowance'>,
    Pick<StaffReaderDeps, 'members' | 'profiles' | 'presences' | 'loads' | 'noteAssigned'>,
    Pick<InboxDeps, 'findTenant' | 'now'> {
  readonly reportFailure: (what: string, error: unknown) => void;
}

/** Makes what tells members, by push or else by mail, that a note names them. */
export function createTellMentioned(context: MentionsContext): NonNullable<InboxDeps['tellMentioned']> {
  const { findTenant, reportFailure, now } = context;
  const staff = createStaffReader({
    ...context,
    findLocale: async (tenantId) => (await findTenant(tenantId))?.locale ?? 'en',
  });
  const teller = createStaffTeller({ ...context, words: createMailWords() });
  return (conversation, memberIds) => {
    tell({ staff, teller, findTenant, now }, conversation, memberIds).catch((error: unknown) =>
      reportFailure('telling who is named in a note', error),
    );
  };
}

/** Whoever is at the screen saw it there; the others are told by push, or by mail where no browser took it. */
async function tell(
  deps: Pick<MentionsContext, 'findTenant' | 'now'> & {
    readonly staff: Pick<StaffReader, 'list'>;
    readonly teller: StaffTeller;
  },
  { id, tenantId, channel, contactName = '' }: Conversation,
  memberIds: readonly UserId[],
): Promise<void> {
  const [tenant, members] = await Promise.all([deps.findTenant(tenantId), deps.staff.list(tenantId)]);
  if (!tenant) return;
  const gone = members.filter(({ userId, isOnline }) => memberIds.includes(userId) && !isOnline);
  const telling = {
    kind: 'mentioned',
    tenantId,
    tenantName: tenant.name,
    conversationId: id,
    customer: contactName,
    channel,
    at: deps.now(),
    timeZone: settingsOf(tenant).hours?.timeZone ?? 'UTC',
  } as const;
  const pushed = await deps.teller.push(
    gone.filter(({ notify }) => notify.push),
    telling,
  );
  await deps.teller.mail(
    gone.filter(({ userId, notify }) => notify.email && !pushed.toIds.includes(userId)),
    telling,
  );
}
