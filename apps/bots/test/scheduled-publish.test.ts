import {
  addFaqs,
  type ForetellEffect,
  findFaq,
  publishDueFaqs,
  publishOnSchedule,
  saveFaq,
  scheduleFaqs,
  scheduleThroughGate,
  undoChanges,
  unscheduleFaqs,
} from '@answerdesk/answers';
import { type FaqRecord, instantOf, newTenantId, type TenantId, userIdSchema } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type PublishingContext, wirePublishingJobs } from '../src/publishing/wire.ts';
import { losingEffect } from './losing-effect.ts';

const DAY_MS = 86_400_000;
const ada = { userId: userIdSchema.parse('ada'), email: 'ada@shop.example' };

describe.each(testDatabases())('publishing on schedule on $name', ({ open }) => {
  let desk: TestDatabase;
  let tenantId: TenantId;
  let now: Date;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());
  beforeEach(async () => {
    tenantId = newTenantId();
    now = new Date();
    const tenant = { name: 'A shop', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: now };
    await desk.stores.tenants.add({ id: tenantId, ...tenant });
  });

  const deps = () => ({ faqs: desk.stores.workshop, revisions: desk.stores.faqRevisions, now: () => now });
  const content = (answer: string) => ({ question: 'Are you open at Christmas?', variants: [], answer });
  const served = async () => (await desk.stores.faqs.list(tenantId)).map(({ answer }) => answer);
  const later = () => new Date(now.getTime() + DAY_MS);
  const dueIds = async () =>
    (await desk.stores.platformWide.listDuePublishes(now)).flatMap((due) =>
      due.tenantId === tenantId ? [due.faqId] : [],
    );

  async function draft(answer: string): Promise<FaqRecord> {
    const saved = await saveFaq(deps(), tenantId, ada.email, { content: content(answer) });
    if (saved.outcome !== 'saved') throw new Error('not saved');
    return saved.faq;
  }

  async function schedule(faq: FaqRecord, at = later()) {
    const { changed } = await scheduleFaqs(deps(), tenantId, ada, {
      faqs: [{ id: faq.id, revision: faq.revision }],
      at,
    });
    return changed;
  }

  test('a draft is published at its time, once, whoever finds it and how late, as whoever wanted it so', async () => {
    const faq = await draft('Until noon.');
    expect(await schedule(faq)).toEqual([{ id: faq.id, revision: 2 }]);
    expect(await dueIds()).toEqual([]);
    expect(await publishOnSchedule(deps(), tenantId, faq.id)).toEqual({ outcome: 'not-due' });
    now = new Date(now.getTime() + 40 * DAY_MS);
    expect(await dueIds()).toEqual([faq.id]);
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => publishOnSchedule(deps(), tenantId, faq.id)));
    expect(outcomes.filter(({ outcome }) => outcome === 'published')).toEqual([
      { outcome: 'published', by: ada, at: now },
    ]);
    expect(await served()).toEqual(['Until noon.']);
    expect(await dueIds()).toEqual([]);
    const history = await desk.stores.faqRevisions.list(tenantId, faq.id, { limit: 10 });
    expect(history.map(({ action, by }) => `${action} ${by}`)).toEqual([
      `published-on-schedule ${ada.email}`,
      `scheduled ${ada.email}`,
      `saved ${ada.email}`,
    ]);
    const record = await findFaq(deps(), tenantId, faq.id);
    expect(record).toMatchObject({ revision: 3, publishedBy: ada.email });
    expect(record.schedule).toBeUndefined();
  });

  test('a draft that was changed since is not published, and somebody is left to decide', async () => {
    const faq = await draft('Until noon.');
    await schedule(faq);
    await saveFaq(deps(), tenantId, 'ben@shop.example', { id: faq.id, revision: 2, content: content('Not at all.') });
    const held = await desk.stores.workshop.listRows(tenantId, { validity: 'scheduled', limit: 10 }, now);
    expect(held.items).toMatchObject([{ id: faq.id, isScheduleHeld: true }]);
    now = new Date(now.getTime() + 2 * DAY_MS);
    expect(await publishOnSchedule(deps(), tenantId, faq.id)).toMatchObject({ outcome: 'held' });
    expect(await served()).toEqual([]);
    expect(await dueIds()).toEqual([]);
    const record = await findFaq(deps(), tenantId, faq.id);
    expect(record).toMatchObject({ draft: { answer: 'Not at all.' }, schedule: { isMissed: true } });
    await schedule(record);
    now = new Date(now.getTime() + 2 * DAY_MS);
    expect(await publishOnSchedule(deps(), tenantId, faq.id)).toMatchObject({ outcome: 'published' });
    expect(await served()).toEqual(['Not at all.']);
  });

  test('one that was changed before its time came, and is what it was again, is published', async () => {
    const faq = await draft('Until noon.');
    await schedule(faq);
    const others = [
      content('Not at all.'),
      { ...content('Until noon.'), variants: ['christmas hours'], category: 'Hours' },
    ];
    for (const [at, each] of others.entries()) {
      await saveFaq(deps(), tenantId, ada.email, { id: faq.id, revision: 2 + at, content: each });
    }
    now = new Date(now.getTime() + 2 * DAY_MS);
    expect(await publishOnSchedule(deps(), tenantId, faq.id)).toMatchObject({ outcome: 'published' });
    expect((await desk.stores.faqs.list(tenantId))[0]).toMatchObject({
      variants: ['christmas hours'],
      category: 'Hours',
    });
  });

  test('a time can be changed, taken away, and taken back; one that has passed is refused', async () => {
    const faq = await draft('Until noon.');
    await schedule(faq);
    const other = new Date(now.getTime() + 5 * DAY_MS);
    const [moved] = await schedule(await findFaq(deps(), tenantId, faq.id), other);
    expect((await findFaq(deps(), tenantId, faq.id)).schedule?.at).toEqual(other);
    await undoChanges(deps(), tenantId, ada.email, moved ? [moved] : []);
    expect((await findFaq(deps(), tenantId, faq.id)).schedule?.at).toEqual(later());
    await unscheduleFaqs(deps(), tenantId, ada, [faq.id]);
    expect((await findFaq(deps(), tenantId, faq.id)).schedule).toBeUndefined();
    await expect(schedule(await findFaq(deps(), tenantId, faq.id), new Date(now.getTime() - 1))).rejects.toThrow(
      /passed/,
    );
    expect(await schedule(faq)).toEqual([]);
  });

  test('a time as clocks show it in the zone is one moment, also when clocks are put forward or back', () => {
    expect(instantOf('Europe/Berlin', '2026-03-29', 150).toISOString()).toBe('2026-03-29T01:00:00.000Z');
    expect(instantOf('Europe/Berlin', '2026-10-25', 150).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf('Asia/Shanghai', '2026-12-24', 540).toISOString()).toBe('2026-12-24T01:00:00.000Z');
  });

  const publishing = (foretell: ForetellEffect = async () => ({ kind: 'none' })): PublishingContext => ({
    answerModels: { modelFor: () => Promise.reject(new Error('nobody learns here')) },
    foretell,
    reportFailure: (what, error) => {
      throw new Error(what, { cause: error });
    },
    signal: new AbortController().signal,
    now: () => now,
    listStaff: async () => [],
    tellers: [],
  });

  test('two processes publish what fell due while none ran, and the audit names who scheduled it once', async () => {
    const faq = await draft('Until noon.');
    const { faqs } = desk.database.models;
    await schedule(faq);
    const past = new Date(now.getTime() - DAY_MS);
    await faqs.updateOne({ tenantId, _id: faq.id }, { $set: { publishAt: past, 'schedule.at': past } });
    const jobs = [1, 2].flatMap(() => wirePublishingJobs(desk.database, publishing()));
    await Promise.all(jobs.map((job) => job.run()));
    for (const job of jobs) await job.run();
    const entries = async () => desk.stores.audit.list(tenantId, {}, { limit: 10 });
    expect(await entries()).toHaveLength(1);
    expect(await entries()).toMatchObject([
      { action: 'faq.publish-on-schedule', actor: ada, target: { kind: 'faq', id: faq.id }, outcome: 'done' },
    ]);
    expect(await served()).toEqual(['Until noon.']);
  });

  const gate = (foretell: ForetellEffect) => ({
    ...{ workshop: deps(), foretell },
    findTenant: async () => ({ faqsVersion: 0 }),
  });
  const runDue = async (foretell: ForetellEffect) => {
    now = new Date(now.getTime() + 2 * DAY_MS);
    const anyVersion: ForetellEffect = async (ofTenant, ...rest) => {
      const effect = await foretell(ofTenant, ...rest);
      const { faqsVersion = 0 } = (await desk.stores.tenants.find(ofTenant)) ?? {};
      return effect.kind === 'foretold' ? { ...effect, faqsVersion } : effect;
    };
    for (const job of wirePublishingJobs(desk.database, publishing(anyVersion))) await job.run();
    return desk.stores.audit.list(tenantId, {}, { limit: 10 });
  };

  test('scheduling what costs right answers is judged for its time and needs a reason, which is noted when it is published', async () => {
    const faq = await draft('Until noon.');
    const at = later();
    const judged: (Date | undefined)[] = [];
    const foretell: ForetellEffect = async (_tenant, changes, options) => {
      judged.push(options?.at);
      expect(changes).toMatchObject([{ id: faq.id, content: { answer: 'Until noon.' } }]);
      return losingEffect();
    };
    const wanted = { faqs: [{ id: faq.id, revision: 1 }], at };
    const refused = await scheduleThroughGate(gate(foretell), tenantId, ada, wanted);
    expect(refused).toMatchObject({ outcome: 'needs-reason', effect: { loss: 3 } });
    expect(judged).toEqual([at]);
    expect((await findFaq(deps(), tenantId, faq.id)).schedule).toBeUndefined();
    const reason = 'Christmas comes first.';
    const accepted = { reason, loss: 3, lostPinned: 0 };
    const done = await scheduleThroughGate(gate(foretell), tenantId, ada, { ...wanted, accepted });
    expect(done).toMatchObject({ outcome: 'scheduled', changed: [{ id: faq.id }], cost: { lost: 3 } });
    // As much more as is tolerated is covered.
    const entries = await runDue(async () => losingEffect(4));
    expect(entries).toMatchObject([{ outcome: 'done', note: reason }]);
    expect(await served()).toEqual(['Until noon.']);
    const [last] = await desk.stores.faqRevisions.list(tenantId, faq.id, { limit: 1 });
    expect(last).toMatchObject({ action: 'published-on-schedule', reason });
  });

  test('what costs more when its time comes than was tolerated or accepted is held, and what is not known holds nothing up', async () => {
    const faq = await draft('Until noon.');
    const other = await draft('Not at all.');
    const foretell: ForetellEffect = async () => losingEffect();
    const none: ForetellEffect = async () => ({ kind: 'none' });
    await scheduleThroughGate(gate(none), tenantId, ada, { faqs: [{ id: faq.id }], at: later() });
    const accepted = { reason: 'Christmas comes first.', loss: 3, lostPinned: 0 };
    await scheduleThroughGate(gate(foretell), tenantId, ada, { faqs: [{ id: other.id }], at: later(), accepted });
    const entries = await runDue(async () => losingEffect(6));
    expect(entries.map(({ outcome, reason: why }) => [outcome, why])).toEqual([
      ['failed', 'needs-reason'],
      ['failed', 'needs-reason'],
    ]);
    expect(await served()).toEqual([]);
    expect(await dueIds()).toEqual([]);
    const held = await desk.stores.workshop.listRows(tenantId, { validity: 'scheduled', limit: 10 }, now);
    expect(held.items.map(({ isScheduleHeld }) => isScheduleHeld)).toEqual([true, true]);
    const record = await findFaq(deps(), tenantId, faq.id);
    expect(record.schedule).toMatchObject({ isMissed: true, isLosing: true });

    await scheduleThroughGate(gate(none), tenantId, ada, { faqs: [{ id: faq.id }], at: later() });
    const [newest] = await runDue(async () => ({ kind: 'unknown' }));
    expect(newest).toMatchObject({ outcome: 'done', isUnforetold: true });
    expect(await served()).toEqual(['Until noon.']);
  });

  test('of what was accepted no more counts than what was foretold, whatever was said', async () => {
    const faq = await draft('Until noon.');
    const accepted = { reason: 'Christmas comes first.', loss: 100, lostPinned: 9 };
    const wanted = { faqs: [{ id: faq.id }], at: later(), accepted };
    expect(
      await scheduleThroughGate(
        gate(async () => losingEffect(3, 1)),
        tenantId,
        ada,
        wanted,
      ),
    ).toMatchObject({
      outcome: 'scheduled',
    });
    const { schedule: kept } = await findFaq(deps(), tenantId, faq.id);
    expect(kept?.accepted).toEqual({ ...accepted, loss: 3, lostPinned: 1 });
    const entries = await runDue(async () => losingEffect(6));
    expect(entries).toMatchObject([{ outcome: 'failed', reason: 'needs-reason' }]);
    expect(await served()).toEqual([]);
  });

  test('drafts that were scheduled at once are judged together, and others by themselves, for the same moment too', async () => {
    const faqs = [await draft('One.'), await draft('Two.'), await draft('Three.')];
    const at = later();
    await scheduleFaqs(deps(), tenantId, ada, { faqs: faqs.slice(0, 2), at });
    await scheduleFaqs(deps(), tenantId, ada, { faqs: faqs.slice(2), at });
    const judged: number[] = [];
    await runDue(async (_tenant, changes) => {
      judged.push(changes.length);
      return changes.length > 1 ? losingEffect() : { kind: 'none' };
    });
    expect(judged.sort()).toEqual([1, 2]);
    expect(await served()).toEqual(['Three.']);
  });

  test('drafts of which it was not kept what was scheduled at once are judged together by who scheduled them for when', async () => {
    const faqs = [await draft('One.'), await draft('Two.'), await draft('Three.')];
    const at = later();
    await scheduleFaqs(deps(), tenantId, ada, { faqs: faqs.slice(0, 1), at });
    await scheduleFaqs(deps(), tenantId, ada, { faqs: faqs.slice(1, 2), at });
    await scheduleFaqs(deps(), tenantId, ada, { faqs: faqs.slice(2), at: new Date(at.getTime() + 1) });
    await desk.database.models.faqs.updateMany({ tenantId }, { $unset: { 'schedule.batch': 1 } });
    const judged: number[] = [];
    await runDue(async (_tenant, changes) => {
      judged.push(changes.length);
      return { kind: 'none' };
    });
    expect(judged.sort()).toEqual([1, 2]);
  });

  test('drafts scheduled together are judged whole however many they are, by one process, and one reason covers them all', async () => {
    const contents = Array.from({ length: 104 }, (_, at) => ({
      ...content(`Answer ${at}.`),
      question: `Question ${at}?`,
    }));
    const { changed } = await addFaqs(deps(), tenantId, ada.email, { contents, isPublishing: false });
    const faqs = changed.map(({ id }) => ({ id }));
    const accepted = { reason: 'The new range.', loss: 3, lostPinned: 0 };
    await scheduleFaqs(deps(), tenantId, ada, { faqs, at: later(), accepted });
    now = new Date(now.getTime() + 2 * DAY_MS);
    const judged: number[] = [];
    const foretell: ForetellEffect = async (ofTenant, changes) => {
      judged.push(changes.length);
      const { faqsVersion = 0 } = (await desk.stores.tenants.find(ofTenant)) ?? {};
      return { ...losingEffect(), faqsVersion };
    };
    const jobs = [1, 2].flatMap(() => wirePublishingJobs(desk.database, publishing(foretell)));
    await Promise.all(jobs.map((job) => job.run()));
    expect(judged).toEqual([104]);
    expect(await served()).toHaveLength(104);
    const entries = await desk.stores.audit.list(tenantId, {}, { limit: 200 });
    expect(new Set(entries.map(({ outcome, note }) => `${outcome} ${note}`))).toEqual(new Set(['done The new range.']));
    expect(entries).toHaveLength(104);
  });

  test('a process that died while it published drafts together leaves the others to the next, which judges nothing again', async () => {
    for (const loss of [0, 6]) {
      const faqs = [await draft(`One ${loss}.`), await draft(`Two ${loss}.`), await draft(`Three ${loss}.`)];
      await scheduleFaqs(deps(), tenantId, ada, { faqs: faqs.map(({ id }) => ({ id })), at: later() });
      now = new Date(now.getTime() + 2 * DAY_MS);
      const ids = faqs.map(({ id }) => id);
      let judgings = 0;
      const foretell: ForetellEffect = async () => {
        judgings += 1;
        return losingEffect(loss);
      };
      const watch = { ...gate(foretell), decisions: desk.stores.dueDecisions };
      const note = vi.fn(() => Promise.reject(new Error('killed')));
      await expect(publishDueFaqs(watch, tenantId, ids, { note })).rejects.toThrow('killed');
      expect(await dueIds()).toHaveLength(2);
      const rest = await publishDueFaqs(watch, tenantId, await dueIds());
      expect([judgings, rest.map(({ outcome }) => outcome)]).toEqual([
        1,
        loss > 0 ? ['losing', 'losing'] : ['published', 'published'],
      ]);
    }
    expect((await served()).sort()).toEqual(['One 0.', 'Three 0.', 'Two 0.']);
  });

  test('what is published beside one that fails stands in the audit, and the failure keeps nothing else and no other tenant waiting', async () => {
    const [one, two, three] = [await draft('One.'), await draft('Two.'), await draft('Three.')];
    await schedule(one);
    await schedule(two, new Date(later().getTime() + 1));
    await schedule(three, new Date(later().getTime() + 2));
    const unlucky = tenantId;
    const failures: unknown[] = [];
    tenantId = newTenantId();
    await desk.stores.tenants.add({
      ...{ id: tenantId, name: 'Another shop', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: now },
    });
    await schedule(await draft('Theirs.'));
    now = new Date(now.getTime() + 2 * DAY_MS);
    const foretell: ForetellEffect = async (_tenant, changes) => {
      if (changes.some(({ content: says }) => says?.answer === 'Two.')) throw new Error('the database is away');
      return { kind: 'none' };
    };
    const report = (_what: string, error: unknown) => void failures.push(error);
    const context = { ...publishing(foretell), reportFailure: report };
    for (const job of wirePublishingJobs(desk.database, context)) await job.run();
    expect(await served()).toEqual(['Theirs.']);
    expect(failures).toHaveLength(1);
    const entries = await desk.stores.audit.list(unlucky, {}, { limit: 10 });
    expect(entries.map(({ target, outcome }) => `${target?.id} ${outcome}`).sort()).toEqual(
      [one, three].map(({ id }) => `${id} done`).sort(),
    );
  });

  test('nobody sits and waits: what is due is judged for two minutes before it is published without being known', async () => {
    await schedule(await draft('Until noon.'));
    const waits = vi.spyOn(AbortSignal, 'timeout');
    let judgedFor: number | undefined;
    const [entry] = await runDue(async () => {
      judgedFor = waits.mock.calls.at(-1)?.[0];
      return { kind: 'none' };
    });
    waits.mockRestore();
    expect([judgedFor, entry?.outcome]).toEqual([120_000, 'done']);
  });

  test('a tenant who has much to be judged lets the others have a turn, and goes on then', async () => {
    const many = tenantId;
    for (const [at, answer] of ['One.', 'Two.', 'Three.'].entries()) {
      await schedule(await draft(answer), new Date(later().getTime() + at));
    }
    const order: string[] = [];
    let othersTurn: Promise<unknown> = Promise.resolve();
    const theirs = Promise.withResolvers<void>();
    const foretell: ForetellEffect = async (ofTenant, changes) => {
      order.push(...changes.map(({ content: says }) => says?.answer ?? ''));
      if (ofTenant !== many) theirs.resolve();
      // Both are served at once and by one clock: it goes on when the other one has begun.
      else await othersTurn.then(() => (now = new Date(now.getTime() + 3 * 60_000)));
      return { kind: 'none' };
    };
    now = new Date(now.getTime() + 2 * DAY_MS);
    const [job] = wirePublishingJobs(desk.database, publishing(foretell));
    await job?.run();
    expect(order).toHaveLength(1);
    tenantId = newTenantId();
    await desk.stores.tenants.add({
      ...{ id: tenantId, name: 'Another shop', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: now },
    });
    await schedule(await draft('Theirs.'), new Date(now.getTime() + 1));
    now = new Date(now.getTime() + 2);
    othersTurn = theirs.promise;
    await job?.run();
    expect(order).toHaveLength(3);
    expect(order).toContain('Theirs.');
    await job?.run();
    expect(order.sort()).toEqual(['One.', 'Theirs.', 'Three.', 'Two.']);
  });
});
