import { type ForetellEffect, publishDueFaqs, saveFaq, scheduleFaqs } from '@answerdesk/answers';
import type { Mail, PushNote } from '@answerdesk/delivery';
import { newTenantId, type Tenant, type TenantId, userIdSchema } from '@answerdesk/domain';
import { createMailWords } from '@answerdesk/locales';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { holdTellers } from '../src/publishing/hold-tellers.ts';
import { type ToldOfHold, tellOfHolds } from '../src/publishing/tell-of-holds.ts';
import { wirePublishingJobs } from '../src/publishing/wire.ts';
import { losingEffect } from './losing-effect.ts';

const HOUR_MS = 3_600_000;
const member = (name: string, isManager: boolean, rest: Partial<ToldOfHold> = {}): ToldOfHold => ({
  userId: userIdSchema.parse(name),
  email: `${name}@shop.example`,
  locale: name === 'dora' ? 'de' : 'en',
  ...{ isManager, notify: { push: false, email: true }, ...rest },
});
const [ann, dora, ed, gus] = [
  member('ann', false),
  member('dora', true),
  member('ed', false),
  member('gus', true, { notify: { push: true, email: false } }),
];
const by = { userId: ann.userId, email: ann.email };

describe.each(testDatabases())('drafts that are held on $name', ({ open }) => {
  let desk: TestDatabase;
  let tenantId: TenantId;
  let tenant: Tenant;
  let now: Date;
  let mails: Mail[];
  let pushed: PushNote[];
  let inChats: string[];
  let failures: number;
  let refusesMailTo: string | undefined;
  let stopping: AbortController;
  let isStoppedByMail: boolean;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());
  beforeEach(async () => {
    now = new Date();
    tenantId = newTenantId();
    tenant = { id: tenantId, name: 'Tea', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: now };
    await desk.stores.tenants.add(tenant);
    [mails, pushed, inChats, failures, refusesMailTo] = [[], [], [], 0, undefined];
    [stopping, isStoppedByMail] = [new AbortController(), false];
  });

  const deps = () => ({ faqs: desk.stores.workshop, revisions: desk.stores.faqRevisions, now: () => now });
  const content = (question: string) => ({ question, variants: [], answer: 'Until noon.' });
  const losing: ForetellEffect = async (ofTenant) => {
    const { faqsVersion = 0 } = (await desk.stores.tenants.find(ofTenant)) ?? {};
    return { ...losingEffect(6), faqsVersion };
  };

  function job(foretell: ForetellEffect = losing) {
    const tellers = holdTellers({
      mailer: {
        sendsMail: true,
        async send(mail) {
          if (mail.to === refusesMailTo) throw new Error('the mail server is away');
          mails.push(mail);
          if (isStoppedByMail) stopping.abort();
        },
      },
      pusher: {
        async send(_browser, note) {
          pushed.push(note);
          return { outcome: 'sent', detail: '' };
        },
      },
      subscriptions: {
        list: async (_tenant, userId) => [
          { tenantId, userId, endpoint: 'x', keys: { p256dh: 'x', auth: 'y' }, createdAt: now },
        ],
        remove: async () => undefined,
      },
      words: createMailWords(),
      findTenant: async () => tenant,
      publicUrl: 'https://desk.example',
      tellInChat: async (_tenant, userId, { why, faqs, link }) => void inChats.push(`${userId} ${why} ${faqs} ${link}`),
    });
    const [publishing] = wirePublishingJobs(desk.database, {
      answerModels: { modelFor: () => Promise.reject(new Error('nobody learns here')) },
      ...{ foretell, tellers, listStaff: async () => [ann, dora, ed, gus], now: () => now },
      reportFailure: () => {
        failures += 1;
      },
      signal: stopping.signal,
    });
    if (!publishing) throw new Error('no job');
    return publishing;
  }

  async function scheduled(...questions: string[]) {
    const faqs = [];
    for (const question of questions) {
      const saved = await saveFaq(deps(), tenantId, ann.email, { content: content(question) });
      if (saved.outcome === 'saved') faqs.push(saved.faq);
    }
    const at = new Date(now.getTime() + HOUR_MS);
    await scheduleFaqs(deps(), tenantId, by, { faqs: faqs.map(({ id }) => ({ id })), at });
    return faqs;
  }

  test('whoever scheduled them and managers learn once, in their language, which were held, why, and where to decide', async () => {
    const [first] = await scheduled('Christmas?', 'Easter?');
    now = new Date(now.getTime() + 2 * HOUR_MS);
    const jobs = [job(), job()];
    await Promise.all(jobs.map((each) => each.run()));
    for (const each of jobs) await each.run();
    expect(mails.map(({ to }) => to).sort()).toEqual([ann.email, dora.email]);
    expect(mails.map(({ link }) => link)).toEqual(mails.map(() => 'https://desk.example/faqs?validity=scheduled'));
    const mail = mails.find(({ to }) => to === dora.email);
    const { subject, text } = await createMailWords()(mail?.locale ?? '', 'publish-held-losing', {
      ...mail?.values,
      link: mail?.link ?? '',
    });
    expect(mail?.kind).toBe('publish-held-losing');
    expect(subject).toBe('Geplante FAQs wurden nicht veröffentlicht: 2');
    expect(text).toContain('Christmas? · Easter?');
    expect(text).toContain('mehr richtige Antworten kosten');
    expect(pushed).toMatchObject([{ title: 'Scheduled FAQs were not published: 2', body: 'Tea' }]);
    expect(inChats.map((line) => line.split(' ').slice(0, 2).join(' ')).sort()).toEqual([
      'ann losing',
      'dora losing',
      'gus losing',
    ]);
    // Nothing is left to be looked at.
    const { listOpenDecisions } = desk.stores.platformWide;
    expect(await listOpenDecisions(new Date(now.getTime() + 48 * HOUR_MS))).not.toContain(tenantId);
    // Somebody schedules it anew, and it is held once more: that is another hold.
    if (!first) throw new Error('no FAQ');
    await scheduleFaqs(deps(), tenantId, by, { faqs: [{ id: first.id }], at: new Date(now.getTime() + HOUR_MS) });
    now = new Date(now.getTime() + 2 * HOUR_MS);
    await job().run();
    expect(mails).toHaveLength(4);
    expect(mails.at(-1)?.link).toBe(`https://desk.example/faqs/${first.id}`);
    expect(failures).toBe(0);
  });

  test('one that was changed since is told of as that, beside those that were published', async () => {
    const [first] = await scheduled('Christmas?', 'Easter?');
    if (!first) throw new Error('no FAQ');
    const changed = { id: first.id, revision: 2, content: { ...content('Christmas?'), answer: 'Not at all.' } };
    await saveFaq(deps(), tenantId, 'ed', changed);
    now = new Date(now.getTime() + 2 * HOUR_MS);
    await job(async () => ({ kind: 'none' })).run();
    expect(mails.map(({ kind, to }) => `${kind} ${to}`).sort()).toEqual([
      `publish-held-changed ${ann.email}`,
      `publish-held-changed ${dora.email}`,
    ]);
    expect(mails[0]?.values).toMatchObject({ faqs: 'Christmas?', count: '1' });
    expect((await desk.stores.faqs.list(tenantId)).map(({ question }) => question)).toEqual(['Easter?']);
  });

  test('a process that died after it held them leaves the telling to the next, and what no mail server took is told later', async () => {
    await scheduled('Christmas?');
    now = new Date(now.getTime() + 2 * HOUR_MS);
    const due = await desk.stores.platformWide.listDuePublishes(now);
    const ids = due.flatMap((each) => (each.tenantId === tenantId ? [each.faqId] : []));
    const watch = { workshop: deps(), foretell: losing, findTenant: desk.stores.tenants.find };
    const held = await publishDueFaqs({ ...watch, decisions: desk.stores.dueDecisions }, tenantId, ids);
    expect(held).toMatchObject([{ outcome: 'losing' }]);
    refusesMailTo = dora.email;
    await job().run();
    expect([mails.map(({ to }) => to), failures]).toEqual([[ann.email], 1]);
    refusesMailTo = undefined;
    await job().run();
    expect(mails).toHaveLength(1);
    now = new Date(now.getTime() + 5 * 60_000);
    await job().run();
    expect(mails.map(({ to }) => to)).toEqual([ann.email, dora.email]);
    now = new Date(now.getTime() + HOUR_MS);
    await job().run();
    expect(mails).toHaveLength(2);
  });

  test('what was decided stays decided while some of it is left to do, and is told of once all of it is done', async () => {
    for (const loss of [6, 0]) {
      mails = [];
      const faqs = await scheduled(`Christmas ${loss}?`, `Easter ${loss}?`);
      now = new Date(now.getTime() + 2 * HOUR_MS);
      let judgings = 0;
      const foretell: ForetellEffect = async () => {
        judgings += 1;
        return { ...losingEffect(loss), faqsVersion: (await desk.stores.tenants.find(tenantId))?.faqsVersion ?? 0 };
      };
      const watch = { workshop: deps(), foretell, findTenant: desk.stores.tenants.find };
      const ids = faqs.map(({ id }) => id);
      const note = () => Promise.reject(new Error('killed'));
      const { dueDecisions } = desk.stores;
      await expect(publishDueFaqs({ ...watch, decisions: dueDecisions }, tenantId, ids, { note })).rejects.toThrow();
      // Somebody comes who knows of neither.
      const tell = vi.fn(async () => undefined);
      const telling = {
        ...{ decisions: dueDecisions, faqs: desk.stores.workshop, listStaff: async () => [ann], now: () => now },
        ...{ tellers: [{ name: 'mail', isFor: () => true, tell }], reportFailure: () => undefined },
      };
      await tellOfHolds(telling, tenantId);
      expect(tell).not.toHaveBeenCalled();
      await job(foretell).run();
      expect(judgings).toBe(1);
      expect(mails.map(({ to, values }) => `${to} ${values['count']}`).sort()).toEqual(
        loss > 0 ? [`${ann.email} 2`, `${dora.email} 2`] : [],
      );
      expect(await dueDecisions.listOpen(tenantId)).toEqual([]);
    }
  });

  test('what is held is told of also where something else could not be judged', async () => {
    await scheduled('Christmas?');
    await scheduled('Easter?');
    now = new Date(now.getTime() + 2 * HOUR_MS);
    const foretell: ForetellEffect = async (ofTenant, changes, options) => {
      if (changes.some(({ content: says }) => says?.question === 'Easter?')) throw new Error('the database is away');
      return losing(ofTenant, changes, options);
    };
    await job(foretell).run();
    expect(failures).toBe(1);
    expect(mails.map(({ to, values }) => `${to} ${values['faqs']}`).sort()).toEqual([
      `${ann.email} Christmas?`,
      `${dora.email} Christmas?`,
    ]);
    await job().run();
    expect(mails.slice(2).map(({ values }) => values['faqs'])).toEqual(['Easter?', 'Easter?']);
  });

  test('a process that stops tells nobody else, and the next goes on at once', async () => {
    await scheduled('Christmas?');
    now = new Date(now.getTime() + 2 * HOUR_MS);
    isStoppedByMail = true;
    await job().run();
    expect(mails.map(({ to }) => to)).toEqual([ann.email]);
    [stopping, isStoppedByMail] = [new AbortController(), false];
    await job().run();
    expect(mails.map(({ to }) => to)).toEqual([ann.email, dora.email]);
    expect([pushed.length, inChats.length, failures]).toEqual([1, 3, 0]);
  });

  test('what somebody has dealt with before anybody was told is not told of', async () => {
    const [first] = await scheduled('Christmas?');
    if (!first) throw new Error('no FAQ');
    now = new Date(now.getTime() + 2 * HOUR_MS);
    const watch = { workshop: deps(), foretell: losing, findTenant: desk.stores.tenants.find };
    await publishDueFaqs({ ...watch, decisions: desk.stores.dueDecisions }, tenantId, [first.id]);
    await scheduleFaqs(deps(), tenantId, by, { faqs: [{ id: first.id }], at: new Date(now.getTime() + HOUR_MS) });
    await job().run();
    expect([mails, pushed, inChats]).toEqual([[], [], []]);
  });
});
