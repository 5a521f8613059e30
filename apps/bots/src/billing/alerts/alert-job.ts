import {
  type AlertFacts,
  type AlertKind,
  type AlertOwnersDeps,
  alertOwners,
  type JobLeases,
} from '@answerdesk/billing';
import type { Mailer } from '@answerdesk/delivery';
import { newId, type Tenant, type TenantId } from '@answerdesk/domain';
import type { MailKind } from '@answerdesk/locales';
import type { ClockJob } from '../../clock.ts';
import { tagOf } from '../../telling/moment-in-words.ts';

const EVERY_MS = 5 * 60_000;
const TENANTS_AT_ONCE = 200;

export interface AlertJobDeps extends Omit<AlertOwnersDeps, 'tell'> {
  readonly jobs: JobLeases;
  readonly listTenants: (after: TenantId | undefined, limit: number) => Promise<readonly TenantId[]>;
  readonly findTenant: (tenantId: TenantId) => Promise<Pick<Tenant, 'name'> | undefined>;
  readonly mailer: Pick<Mailer, 'send'>;
  readonly publicUrl: string;
}

/** Tells owners by mail what is spent: of all tenants in turn, by one process at a time. */
export function alertJob(deps: AlertJobDeps): ClockJob {
  const telling: AlertOwnersDeps = {
    ...deps,
    async tell(tenantId, owner, { kind }, facts) {
      const tenantName = (await deps.findTenant(tenantId))?.name ?? '';
      await deps.mailer.send({
        kind: mailOf[kind],
        to: owner.email,
        locale: owner.locale,
        link: `${deps.publicUrl}/billing`,
        values: { tenantName, ...valuesOf(kind, facts, owner.locale) },
      });
    },
  };
  return {
    name: 'telling owners what is spent',
    async run() {
      const now = deps.now();
      const lease = { owner: newId(), now, until: new Date(now.getTime() + EVERY_MS) };
      if (!(await deps.jobs.claimJob('alert-owners', lease))) return;
      let after: TenantId | undefined;
      do {
        const tenantIds = await deps.listTenants(after, TENANTS_AT_ONCE);
        for (const tenantId of tenantIds) {
          await alertOwners(telling, tenantId).catch((error: unknown) =>
            deps.reportFailure('telling owners what is spent', error),
          );
        }
        after = tenantIds.length === TENANTS_AT_ONCE ? tenantIds.at(-1) : undefined;
      } while (after !== undefined);
    },
  };
}

const mailOf: Readonly<Record<AlertKind, MailKind>> = {
  'cap-half': 'cap-share',
  'cap-near': 'cap-share',
  'cap-reached': 'cap-reached',
  'cap-forecast': 'cap-forecast',
  'quota-near': 'quota-near',
  'quota-reached': 'quota-reached',
  'past-due': 'past-due',
};

function valuesOf(kind: AlertKind, facts: AlertFacts, locale: string): Record<string, string> {
  const tag = tagOf(locale);
  const number = new Intl.NumberFormat(tag);
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: facts.currency });
  const date = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'long' });
  const { cap = 0, quota, spent } = facts;
  const day = kind === 'past-due' ? facts.pastDueSince : facts.capReachedOn;
  const percent = Math.floor(cap > 0 ? (spent / cap) * 100 : 100) / 100;
  return {
    spent: money.format(spent / 1_000_000),
    limit: money.format(cap / 1_000_000),
    percent: new Intl.NumberFormat(tag, { style: 'percent' }).format(percent),
    ...(day && { day: date.format(day) }),
    ...(quota && { used: number.format(quota.used), most: number.format(quota.most) }),
  };
}
