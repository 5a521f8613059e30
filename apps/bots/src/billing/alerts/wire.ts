import { alertFactsOf, monthOf, readMonth } from '@answerdesk/billing';
import {
  createBillingAccountStore,
  createBillingAlertStore,
  createLeases,
  createPlatformWide,
  createStaffDirectory,
  createUsageSums,
  type Database,
} from '@answerdesk/database';
import { createMailer } from '@answerdesk/delivery';
import type { Tenant, TenantId } from '@answerdesk/domain';
import { createMailWords } from '@answerdesk/locales';
import type { ClockJob } from '../../clock.ts';
import type { BotsConfig } from '../../config.ts';
import { alertJob } from './alert-job.ts';

/** Fits together who tells owners what is spent; nobody does where nothing is billed, or no mail leaves. */
export function wireAlertJobs(
  database: Database,
  context: {
    readonly config: BotsConfig;
    readonly findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>;
    readonly reportFailure: (what: string, error: unknown) => void;
    readonly note: (facts: Readonly<Record<string, unknown>>, what: string) => void;
    readonly now: () => Date;
  },
): readonly ClockJob[] {
  const { config, findTenant, reportFailure, note, now } = context;
  const { smtpUrl, publicUrl, stripe } = config;
  if (!stripe || smtpUrl === undefined) return [];
  const { models } = database;
  const directory = createStaffDirectory(database);
  const readDeps = {
    accounts: createBillingAccountStore(models),
    sums: createUsageSums(models),
    hasStripe: true,
    now,
  };
  return [
    alertJob({
      alerts: createBillingAlertStore(models),
      jobs: createLeases(models),
      listTenants: createPlatformWide(models).listTenants,
      findTenant,
      async readFacts(tenantId) {
        const month = monthOf(now());
        const report = await readMonth(readDeps, tenantId, month, { currency: 'USD' });
        return alertFactsOf(month.start.toISOString().slice(0, 7), report);
      },
      async listOwners(tenantId) {
        const otherwise = (await findTenant(tenantId))?.locale ?? 'en';
        const staff = await directory.list(tenantId);
        return staff
          .filter(({ isOwner }) => isOwner)
          .map(({ userId, email, locale = otherwise }) => ({ userId, email, locale }));
      },
      mailer: createMailer({ smtpUrl, publicUrl, words: createMailWords(), keepsLinks: false, note }),
      publicUrl,
      reportFailure,
      now,
    }),
  ];
}
