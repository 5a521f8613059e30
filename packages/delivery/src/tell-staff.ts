import type {
  ChannelName,
  ConversationId,
  HandoverReason,
  PushSubscription,
  TenantId,
  UserId,
} from '@answerdesk/domain';
import type { MailWords } from '@answerdesk/locales';
import type { Mailer } from './mail.ts';
import type { Pusher } from './push.ts';

/** Somebody of the staff who is to be told. */
export interface ToldMember {
  readonly userId: UserId;
  readonly email: string;
  readonly locale: string;
}

/** What staff are told: never what the customer said, only that they wait. */
export interface Telling {
  readonly kind: 'conversation-waiting' | 'conversation-given' | 'reply-due' | 'reply-overdue' | 'mentioned';
  readonly tenantId: TenantId;
  readonly tenantName: string;
  readonly conversationId: ConversationId;
  /** The customer's name; empty when they have none. */
  readonly customer: string;
  readonly channel: ChannelName;
  /** Since when they wait, or when the reply is or was due. */
  readonly at: Date;
  readonly timeZone: string;
  readonly reason?: HandoverReason;
}

/**
 * Whom it reached; `failed` says why a sending failed. Whoever has no browser that wants it, and everybody where the server
 * has no push or hands no mail over, is not reached, and that is no failure.
 */
export interface Told {
  readonly toIds: readonly UserId[];
  readonly failed?: 'too-many-mails' | 'not-taken';
}

export interface StaffTeller {
  push(to: readonly ToldMember[], telling: Telling): Promise<Told>;
  mail(to: readonly ToldMember[], telling: Telling): Promise<Told>;
}

export interface PushSubscriptionStore {
  list(tenantId: TenantId, userId: UserId): Promise<PushSubscription[]>;
  remove(tenantId: TenantId, endpoint: string): Promise<void>;
}

export interface MailAllowance {
  /** Counts one more mail to a member within the hour that `now` is in, and returns how many those are. */
  count(tenantId: TenantId, userId: UserId, now: Date): Promise<number>;
}

export interface TellStaffDeps {
  /** Without it nobody is told by push. */
  readonly pusher?: Pick<Pusher, 'send'>;
  readonly subscriptions: PushSubscriptionStore;
  readonly mailer: Pick<Mailer, 'send' | 'sendsMail'>;
  readonly allowance: MailAllowance;
  readonly words: MailWords;
  readonly publicUrl: string;
  readonly note: (facts: Readonly<Record<string, unknown>>, what: string) => void;
  readonly now: () => Date;
}

/** Mails about conversations that one member gets within an hour at most; the last one stands for all that follow. */
const MOST_MAILS_AN_HOUR = 20;
const LONGEST_NAME = 80;
const AT_ONCE = 10;

/** Makes the ways staff are told that a conversation needs them. Neither rejects. */
export function createStaffTeller(deps: TellStaffDeps): StaffTeller {
  return {
    async push(to, telling) {
      const { pusher } = deps;
      if (!pusher) return { toIds: [] };
      return tellEach(deps, to, (member) => pushTo(deps, pusher, member, telling));
    },
    async mail(to, telling) {
      if (!deps.mailer.sendsMail) return { toIds: [] };
      return tellEach(deps, to, (member) => mailTo(deps, member, telling));
    },
  };
}

type Outcome = 'told' | 'no-means' | NonNullable<Told['failed']>;

async function tellEach(
  { note }: Pick<TellStaffDeps, 'note'>,
  to: readonly ToldMember[],
  tell: (member: ToldMember) => Promise<Outcome>,
): Promise<Told> {
  /** What fails for one member keeps nobody else from being told. */
  const tellOne = (member: ToldMember) =>
    tell(member).catch((error: unknown): Outcome => {
      note({ err: error }, 'a member of staff could not be told');
      return 'not-taken';
    });
  const toIds: UserId[] = [];
  const failures: NonNullable<Told['failed']>[] = [];
  for (let at = 0; at < to.length; at += AT_ONCE) {
    const group = to.slice(at, at + AT_ONCE);
    for (const [index, outcome] of (await Promise.all(group.map(tellOne))).entries()) {
      const member = group[index];
      if (outcome === 'told' && member) toIds.push(member.userId);
      else if (outcome === 'not-taken' || outcome === 'too-many-mails') failures.push(outcome);
    }
  }
  const failed = failures.includes('not-taken') ? 'not-taken' : failures[0];
  return { toIds, ...(failed && { failed }) };
}

async function pushTo(
  deps: TellStaffDeps,
  pusher: Pick<Pusher, 'send'>,
  member: ToldMember,
  telling: Telling,
): Promise<Outcome> {
  const { tenantId, tenantName, conversationId } = telling;
  const browsers = await deps.subscriptions.list(tenantId, member.userId);
  if (browsers.length === 0) return 'no-means';
  const { subject } = await deps.words(member.locale, telling.kind, valuesOf(telling, member.locale));
  const note = { title: subject, body: tenantName, url: pathOf(conversationId), tag: conversationId };
  const outcomes = await Promise.all(
    browsers.map(async (browser) => {
      const sent = await pusher.send(browser, note);
      if (sent.outcome === 'gone') await deps.subscriptions.remove(tenantId, browser.endpoint);
      if (sent.outcome === 'failed') deps.note({ detail: sent.detail }, 'a browser could not be told');
      return sent.outcome;
    }),
  );
  if (outcomes.includes('sent')) return 'told';
  return outcomes.includes('failed') ? 'not-taken' : 'no-means';
}

async function mailTo(deps: TellStaffDeps, { userId, email, locale }: ToldMember, telling: Telling): Promise<Outcome> {
  const { tenantId, kind } = telling;
  const count = await deps.allowance.count(tenantId, userId, deps.now());
  if (count > MOST_MAILS_AN_HOUR) return 'too-many-mails';
  const isLast = count === MOST_MAILS_AN_HOUR;
  try {
    await deps.mailer.send({
      kind: isLast ? 'more-waiting' : kind,
      to: email,
      locale,
      link: `${deps.publicUrl}${isLast ? '/inbox' : pathOf(telling.conversationId)}`,
      values: { ...valuesOf(telling, locale), count: String(count - 1) },
    });
    return 'told';
  } catch (error) {
    deps.note({ err: error }, 'a mail to staff could not be handed over');
    return 'not-taken';
  }
}

function valuesOf(telling: Telling, locale: string): Record<string, string> {
  const at = new Intl.DateTimeFormat(tagOf(locale), {
    timeZone: telling.timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(telling.at);
  return {
    customer: telling.customer.slice(0, LONGEST_NAME),
    tenantName: telling.tenantName,
    channel: telling.channel,
    since: at,
    dueAt: at,
    ...(telling.reason && { reason: telling.reason }),
  };
}

/** A member's locale as dates are written in it; what is no language tag is written in English. */
function tagOf(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function pathOf(conversationId: ConversationId): string {
  return `/inbox/${encodeURIComponent(conversationId)}`;
}
