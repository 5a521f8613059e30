import {
  addFaqs,
  type ForetellEffect,
  type PublishDueDeps,
  type PublishedDue,
  publishDueFaqs,
  publishFaq,
  saveFaq,
  scheduleFaqs,
  type WorkshopDeps,
} from '@answerdesk/answers';
import { newTenantId, type TenantId, userIdSchema } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noteInAudit } from '../src/publishing/note-in-audit.ts';
import { wirePublishingJobs } from '../src/publishing/wire.ts';
import { losingEffect } from './losing-effect.ts';

const DAY_MS = 86_400_000;
const ada = { userId: userIdSchema.parse('ada'), email: 'ada@shop.example' };
const killed = () => Promise.reject(new Error('killed'));

/** Where a process dies that publishes two drafts: at the second of these calls. */
const deaths = [
  'before the write',
  'before the history',
  'before the note',
  'before the decision is done with',
] as const;

describe.each(testDatabases())('the audit of what is published on schedule on $name', ({ open }) => {
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

  const deps = (): WorkshopDeps => ({
    ...{ faqs: desk.stores.workshop, revisions: desk.stores.faqRevisions, now: () => now },
  });
  const costs =
    (loss: number): ForetellEffect =>
    async (ofTenant) => {
      const { faqsVersion = 0 } = (await desk.stores.tenants.find(ofTenant)) ?? {};
      return { ...losingEffect(loss), faqsVersion };
    };
  const entries = () => desk.stores.audit.list(tenantId, {}, { limit: 10 });
  const contentOf = (question: string) => ({ question, variants: [], answer: 'Until noon.' });

  async function scheduled() {
    const contents = ['Are you open at Christmas?', 'Are you open at Easter?'].map(contentOf);
    const { changed } = await addFaqs(deps(), tenantId, ada.email, { contents, isPublishing: false });
    const faqs = changed.map(({ id }) => ({ id }));
    const accepted = { reason: 'Feasts come first.', loss: 3, lostPinned: 1 };
    await scheduleFaqs(deps(), tenantId, ada, { faqs, at: new Date(now.getTime() + DAY_MS), accepted });
    now = new Date(now.getTime() + 2 * DAY_MS);
    return faqs.map(({ id }) => id);
  }

  function nextProcess(loss: number, failures: unknown[] = []) {
    const [job] = wirePublishingJobs(desk.database, {
      answerModels: { modelFor: () => Promise.reject(new Error('nobody learns here')) },
      ...{ foretell: costs(loss), signal: new AbortController().signal, now: () => now },
      ...{ listStaff: async () => [], tellers: [] },
      reportFailure: (_what, error) => void failures.push(error),
    });
    if (!job) throw new Error('no job');
    return job;
  }

  /** What a process has that dies at the second call of one kind. */
  function dying(at: (typeof deaths)[number], loss: number): PublishDueDeps {
    const { dueDecisions } = desk.stores;
    const { faqs, revisions } = deps();
    let writes = 0;
    return {
      findTenant: desk.stores.tenants.find,
      foretell: costs(loss),
      workshop: {
        ...deps(),
        faqs: {
          ...faqs,
          write: async (...write) => {
            writes += 1;
            if (at === 'before the write' && writes === 2) return killed();
            return faqs.write(...write);
          },
        },
        revisions: {
          ...revisions,
          add: async (ofTenant, added) => {
            const isOfSecond = writes === 2 && added.some(({ action }) => action !== 'found');
            return at === 'before the history' && isOfSecond ? killed() : revisions.add(ofTenant, added);
          },
        },
      },
      decisions: at === 'before the decision is done with' ? { ...dueDecisions, markNoted: killed } : dueDecisions,
    };
  }

  describe.each(deaths)('a process died %s', (death) => {
    test.each([
      ['published', 3],
      ['held', 9],
    ])('what was %s stands there once all the same', async (_what, loss) => {
      const faqIds = await scheduled();
      let notes = 0;
      const note = async (published: PublishedDue) => {
        notes += 1;
        if (death === 'before the note' && notes === 2) return killed();
        await noteInAudit(desk.stores.audit, tenantId, published);
      };
      await expect(publishDueFaqs(dying(death, loss), tenantId, faqIds, { note })).rejects.toThrow('killed');
      // Others are at them next, several, and one again.
      const jobs = [1, 2].map(() => nextProcess(loss));
      await Promise.all(jobs.map((job) => job.run()));
      now = new Date(now.getTime() + DAY_MS / 2);
      for (const job of jobs) await job.run();
      const isHeld = loss > 3;
      expect((await entries()).map(({ target }) => target?.id).sort()).toEqual([...faqIds].sort());
      for (const entry of await entries()) {
        expect(entry).toMatchObject({
          ...{ action: 'faq.publish-on-schedule', actor: ada, outcome: isHeld ? 'failed' : 'done' },
          ...(!isHeld && { note: 'Feasts come first.', cost: { loss: 3, lostPinned: 1 } }),
        });
      }
      expect(await desk.stores.faqs.list(tenantId)).toHaveLength(isHeld ? 0 : 2);
      expect(await desk.stores.dueDecisions.listOpen(tenantId)).toEqual([]);
    });
  });

  test('what was published and changed before anybody noted it stands there', async () => {
    const [first, second] = await scheduled();
    if (!first || !second) throw new Error('no FAQs');
    await expect(publishDueFaqs(dying('before the history', 3), tenantId, [first, second])).rejects.toThrow('killed');
    await saveFaq(deps(), tenantId, 'ben@shop.example', {
      ...{ id: second, revision: 3, content: contentOf('And at New Year?') },
    });
    await nextProcess(3).run();
    const ofSecond = (await entries()).filter(({ target }) => target?.id === second);
    expect(ofSecond).toMatchObject([{ outcome: 'done', actor: ada }]);
  });

  test('what somebody else published while it was due is not noted as published on schedule', async () => {
    const [first, second] = await scheduled();
    if (!first || !second) throw new Error('no FAQs');
    await expect(publishDueFaqs(dying('before the write', 3), tenantId, [first, second])).rejects.toThrow('killed');
    await publishFaq(deps(), tenantId, 'ben@shop.example', { id: second, revision: 2 });
    await nextProcess(3).run();
    expect((await entries()).map(({ target }) => target?.id)).not.toContain(second);
  });

  test('a note that could not be written is written later, and nothing is told of as done until then', async () => {
    const faqIds = await scheduled();
    const note = killed;
    const watch = { findTenant: desk.stores.tenants.find, foretell: costs(3), workshop: deps() };
    const { dueDecisions } = desk.stores;
    await expect(publishDueFaqs({ ...watch, decisions: dueDecisions }, tenantId, faqIds, { note })).rejects.toThrow();
    await expect(publishDueFaqs({ ...watch, decisions: dueDecisions }, tenantId, faqIds, { note })).rejects.toThrow();
    expect(await desk.stores.faqs.list(tenantId)).toHaveLength(2);
    expect(await dueDecisions.listOpen(tenantId)).toMatchObject([{ isNoted: false }]);
    await nextProcess(3).run();
    expect(await entries()).toHaveLength(2);
  });
});
