import type { AlertFacts, SpendingAlert } from '@answerdesk/billing';
import type { Mail } from '@answerdesk/delivery';
import { newTenantId, userIdSchema } from '@answerdesk/domain';
import { createMailWords } from '@answerdesk/locales';
import { expect, test } from 'vitest';
import { type AlertJobDeps, alertJob } from '../src/billing/alerts/alert-job.ts';

const tenantIds = Array.from({ length: 201 }, newTenantId).sort();
const [broken, capped] = tenantIds.slice(-2);
const facts: AlertFacts = {
  month: '2026-11',
  currency: 'CNY',
  spent: 0,
  fee: 0,
  cap: 300_000_000,
  allowed: { allowance: 'everything' },
};

/** A desk of many tenants; the last one has spent four fifths, and the one before it cannot be read. */
function openJob(locale: string, isOurs = true) {
  const mails: Mail[] = [];
  const failures: string[] = [];
  const deps: AlertJobDeps = {
    jobs: { claimJob: async () => isOurs },
    listTenants: async (after, limit) => tenantIds.filter((id) => after === undefined || id > after).slice(0, limit),
    findTenant: async () => ({ name: 'Tea & Co' }),
    async readFacts(tenantId) {
      if (tenantId === broken) throw new Error('not now');
      return tenantId === capped ? { ...facts, spent: 241_200_000 } : facts;
    },
    listOwners: async () => [{ userId: userIdSchema.parse('ann'), email: 'ann@tea.example', locale }],
    alerts: {
      listTold: async () => new Set<string>(),
      claim: async (_tenantId, _alert: SpendingAlert) => true,
      release: async () => undefined,
    },
    mailer: { send: async (mail) => void mails.push(mail) },
    publicUrl: 'https://desk.example',
    reportFailure: (what) => void failures.push(what),
    now: () => new Date('2026-11-20T10:00:00Z'),
  };
  return { job: alertJob(deps), mails, failures };
}

test('of all tenants in turn the owner of the one that spent is told, in words and amounts of their own', async () => {
  const { job, mails, failures } = openJob('de');
  await job.run();
  expect(failures).toEqual(['telling owners what is spent']);
  expect(mails).toHaveLength(1);
  const [mail] = mails;
  expect(mail).toMatchObject({ kind: 'cap-share', to: 'ann@tea.example', link: 'https://desk.example/billing' });
  const { subject, text } = await createMailWords()('de', 'cap-share', { ...mail?.values, link: 'L' });
  expect(subject.replaceAll(/\s/gu, ' ')).toBe('80 % des Monatslimits von Tea & Co sind ausgegeben');
  expect(text.replaceAll(/\s/gu, ' ')).toContain('241,20 CN¥ von den 300,00 CN¥');
});

test('a locale that is none is written to in English, and a process whose turn it is not tells nobody', async () => {
  const odd = openJob('no such locale');
  await odd.job.run();
  expect(odd.mails[0]?.values).toMatchObject({ spent: 'CN¥241.20', limit: 'CN¥300.00', percent: '80%' });
  const idle = openJob('en', false);
  await idle.job.run();
  expect(idle.mails).toEqual([]);
});
