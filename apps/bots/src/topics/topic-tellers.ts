import type { OftenTopic } from '@answerdesk/conversations';
import type { Pusher } from '@answerdesk/delivery';
import type { Tenant, TenantId, UserId } from '@answerdesk/domain';
import type { TopicAlert, TopicTeller } from '@answerdesk/insights';
import { momentInWords, tagOf } from '../telling/moment-in-words.ts';
import { pushToMember } from '../telling/push-to-member.ts';
import type { WaysToStaff } from '../telling/wire.ts';

const MOST_EXAMPLES = 2;

export interface TopicTellerDeps extends Omit<WaysToStaff, 'listStaff'> {
  readonly tellInChat: (tenantId: TenantId, userId: UserId, topic: OftenTopic) => Promise<void>;
}

/** The ways staff are told of topics: managers by mail, everybody in the chat they linked and in browsers that want it. */
export function topicTellers(deps: TopicTellerDeps): readonly TopicTeller[] {
  const { mailer, pusher } = deps;
  const mail: TopicTeller = {
    name: 'mail',
    isFor: ({ isManager, notify }) => isManager && notify.email,
    async tell(tenantId, { email, locale }, alert) {
      await mailer.send({
        kind: 'topic-burst',
        to: email,
        locale,
        link: `${deps.publicUrl}/topics`,
        values: valuesOf(await deps.findTenant(tenantId), alert, locale),
      });
    },
  };
  const chat: TopicTeller = {
    name: 'chat',
    isFor: () => true,
    tell: (tenantId, { userId }, alert) => deps.tellInChat(tenantId, userId, alert),
  };
  return [
    chat,
    ...(pusher ? [pushTeller(deps, pusher)] : []),
    // A mail that is only logged would be taken for sent, and kept as such.
    ...(mailer.sendsMail ? [mail] : []),
  ];
}

function pushTeller(deps: TopicTellerDeps, pusher: Pick<Pusher, 'send'>): TopicTeller {
  return {
    name: 'push',
    isFor: ({ notify }) => notify.push,
    tell: (tenantId, { userId, locale }, alert) =>
      pushToMember({ ...deps, pusher }, tenantId, userId, async () => {
        const tenant = await deps.findTenant(tenantId);
        const { subject } = await deps.words(locale, 'topic-burst', valuesOf(tenant, alert, locale));
        return { title: subject, body: tenant?.name ?? '', url: '/topics', tag: alert.id };
      }),
  };
}

function valuesOf(tenant: Tenant | undefined, alert: TopicAlert, locale: string): Record<string, string> {
  const tag = tagOf(locale);
  const examples = alert.examples.slice(0, MOST_EXAMPLES).map(({ text }) => text);
  return {
    tenantName: tenant?.name ?? '',
    topic: alert.title,
    since: momentInWords(tenant, locale, alert.since),
    count: new Intl.NumberFormat(tag).format(alert.count),
    expected: new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }).format(alert.expected),
    examples: examples.length > 0 ? examples.join(' · ') : alert.title,
  };
}
