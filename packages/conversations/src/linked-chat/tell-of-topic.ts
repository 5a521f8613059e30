import { idsFrom, messageIdSchema, settingsOf, type TenantId, type UserId } from '@answerdesk/domain';
import type { TellDeps } from './ports.ts';
import { lineIdOf, openChatOf, queueLine } from './staff-line.ts';

/** A topic that comes up unusually often; `id` is the same for as long as it does. */
export interface OftenTopic {
  readonly id: string;
  readonly title: string;
  readonly since: Date;
  readonly noticedAt: Date;
  readonly count: number;
  readonly expected: number;
}

/** Tells a member in the chat they linked, if they have one, that a topic comes up unusually often. Once for each, however often it is called. */
export async function tellOfTopic(
  deps: TellDeps,
  tenantId: TenantId,
  userId: UserId,
  topic: OftenTopic,
): Promise<void> {
  const open = await openChatOf(deps, tenantId, await deps.linkedChats.findOf(tenantId, userId));
  const tenant = await deps.findTenant(tenantId);
  if (!open || !tenant) return;
  const tag = tagOf(open.locale);
  const since = new Intl.DateTimeFormat(tag, {
    timeZone: settingsOf(tenant).hours?.timeZone ?? 'UTC',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const cause = messageIdSchema.parse(`${idsFrom(topic.noticedAt)}000`);
  await queueLine(deps, tenantId, open, {
    id: lineIdOf(cause, open.chat, `topic ${topic.id}`),
    text: await open.say('topicOften', {
      topic: topic.title,
      since: since.format(topic.since),
      count: new Intl.NumberFormat(tag).format(topic.count),
      expected: new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }).format(topic.expected),
    }),
  });
}

/** What is no language tag is written in English. */
function tagOf(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
