import type { HeldInChat } from '@answerdesk/conversations';
import type { Tenant, TenantId, UserId } from '@answerdesk/domain';
import type { MailKind } from '@answerdesk/locales';
import { momentInWords, tagOf } from '../telling/moment-in-words.ts';
import { pushToMember } from '../telling/push-to-member.ts';
import type { WaysToStaff } from '../telling/wire.ts';
import type { HeldFaqs, HoldTeller } from './tell-of-holds.ts';

const MOST_NAMED = 5;

export interface HoldTellerDeps extends Omit<WaysToStaff, 'listStaff'> {
  readonly tellInChat: (tenantId: TenantId, userId: UserId, held: HeldInChat) => Promise<void>;
}

const mailOf: Readonly<Record<HeldFaqs['why'], MailKind>> = {
  changed: 'publish-held-changed',
  losing: 'publish-held-losing',
};

/** The ways staff are told of drafts that were not published: by mail, in the chat they linked, in browsers that want it. */
export function holdTellers(deps: HoldTellerDeps): readonly HoldTeller[] {
  const { mailer, pusher, publicUrl, words } = deps;
  const chat: HoldTeller = {
    name: 'chat',
    isFor: () => true,
    tell: (tenantId, { userId, locale }, held) =>
      deps.tellInChat(tenantId, userId, { ...held, faqs: namesOf(held, locale), link: `${publicUrl}${pageOf(held)}` }),
  };
  const mail: HoldTeller = {
    name: 'mail',
    isFor: ({ notify }) => notify.email,
    async tell(tenantId, { email, locale }, held) {
      const values = valuesOf(await deps.findTenant(tenantId), held, locale);
      await mailer.send({ kind: mailOf[held.why], to: email, locale, link: `${publicUrl}${pageOf(held)}`, values });
    },
  };
  const push = (by: NonNullable<typeof pusher>): HoldTeller => ({
    name: 'push',
    isFor: ({ notify }) => notify.push,
    tell: (tenantId, { userId, locale }, held) =>
      pushToMember({ ...deps, pusher: by }, tenantId, userId, async () => {
        const tenant = await deps.findTenant(tenantId);
        const { subject } = await words(locale, mailOf[held.why], valuesOf(tenant, held, locale));
        return { title: subject, body: tenant?.name ?? '', url: pageOf(held), tag: held.id };
      }),
  });
  return [
    chat,
    ...(pusher ? [push(pusher)] : []),
    // A mail that is only logged would be taken for sent, and kept as such.
    ...(mailer.sendsMail ? [mail] : []),
  ];
}

function valuesOf(tenant: Tenant | undefined, held: HeldFaqs, locale: string): Record<string, string> {
  return {
    tenantName: tenant?.name ?? '',
    time: momentInWords(tenant, locale, held.scheduledAt),
    count: new Intl.NumberFormat(tagOf(locale)).format(held.faqs.length),
    faqs: namesOf(held, locale),
  };
}

/** The first of them, and how many more there are. */
function namesOf({ faqs }: HeldFaqs, locale: string): string {
  const named = faqs.slice(0, MOST_NAMED).map(({ question }) => question);
  const more = faqs.length - named.length;
  return [...named, ...(more > 0 ? [`+ ${new Intl.NumberFormat(tagOf(locale)).format(more)}`] : [])].join(' · ');
}

/** One is opened; many are found in the list. */
function pageOf({ faqs: [first, ...others] }: HeldFaqs): string {
  return first && others.length === 0 ? `/faqs/${first.id}` : '/faqs?validity=scheduled';
}
