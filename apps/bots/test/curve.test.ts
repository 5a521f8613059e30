import { addFaqOnce, addVariants, createModelCache, type WorkshopDeps } from '@answerdesk/answers';
import {
  type ConfirmedQuestion,
  conversationIdSchema,
  type FaqContent,
  faqIdSchema,
  isHeldOut,
  messageIdSchema,
  newId,
  newTenantId,
  type TenantId,
} from '@answerdesk/domain';
import { readCurve } from '@answerdesk/insights';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wireCurveJobs } from '../src/curve/wire.ts';

const by = 'ann@harbour.example';
const DAY_MS = 86_400_000;
const now = Date.UTC(2026, 10, 26, 12);
const opening: FaqContent = { question: 'When are you open?', variants: ['opening hours'], answer: 'At nine.' };
const ferry: FaqContent = { question: 'When does the ferry go?', variants: ['ferry timetable'], answer: 'At ten.' };

describe.each(testDatabases())('the learning curve on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  /** A job with a process of its own. */
  function jobAt(at: () => Date, failures: unknown[] = []) {
    const [job] = wireCurveJobs(desk.database, {
      findTenant: desk.stores.tenants.find,
      answerModels: createModelCache({ loadFaqs: desk.stores.faqs.list }),
      reportFailure: (_what, error) => failures.push(error),
      signal: new AbortController().signal,
      now: at,
    });
    if (!job) throw new Error('there is no job');
    return job;
  }

  function heldOutQuestions(count: number): ConfirmedQuestion[] {
    const questions: ConfirmedQuestion[] = [];
    while (questions.length < count) {
      const question: ConfirmedQuestion = {
        id: messageIdSchema.parse(newId(now)),
        conversationId: conversationIdSchema.parse('c'),
        faqId: faqIdSchema.parse('opening'),
        by: 'sent',
        at: new Date(now),
        text: `the zeppelin timetable, number ${questions.length}`,
        language: 'en',
      };
      if (isHeldOut(question)) questions.push(question);
    }
    return questions;
  }

  async function opened(tenantId: TenantId): Promise<void> {
    await desk.stores.tenants.add({
      ...{ id: tenantId, name: 'Harbour', locale: 'en', faqsVersion: 0, isDemo: false },
      createdAt: new Date(now),
    });
  }

  test('what a wording brought is measured from the history of FAQs, kept, and shown by calendar weeks', async () => {
    const [tenantId, other] = [newTenantId(), newTenantId()];
    await Promise.all([opened(tenantId), opened(other)]);
    let clock = now - 20 * DAY_MS;
    const workshop: WorkshopDeps = {
      faqs: desk.stores.workshop,
      revisions: desk.stores.faqRevisions,
      now: () => new Date(clock),
    };
    const publish = (id: string, content: FaqContent) =>
      addFaqOnce(workshop, tenantId, by, { id: faqIdSchema.parse(id), content, isSuggested: false });
    await publish('opening', opening);
    await publish('ferry', ferry);
    clock = now - 2 * DAY_MS;
    const texts = ['zeppelin timetable wanted', 'timetable of the zeppelin'];
    await addVariants(workshop, tenantId, by, { faqId: faqIdSchema.parse('opening'), texts });
    await desk.stores.confirmed.add(tenantId, heldOutQuestions(24));

    const failures: unknown[] = [];
    await Promise.all([jobAt(() => new Date(now), failures).run(), jobAt(() => new Date(now), failures).run()]);
    expect(failures).toEqual([]);
    const reading = {
      curve: desk.stores.curve,
      counts: desk.stores.counts,
      resolutions: desk.stores.resolutions,
      job: desk.stores.countingJob,
      timeZoneOf: async () => 'Asia/Tokyo',
      now: () => new Date(now),
    };
    const curve = await readCurve(reading, tenantId);
    const last = curve.marks.at(-1);
    expect(last).toMatchObject({ kind: 'worded', week: '2026-11-23', faqs: [{ question: opening.question }] });
    expect(last?.uplift).toMatchObject({ n: 24, before: 0, after: 24, won: 24, lost: 0 });
    expect(curve.weeks.at(-1)).toMatchObject({ week: '2026-11-23', isOver: false, accuracy: { share: 1, n: 24 } });
    expect(curve.weeks.at(-2)?.accuracy).toMatchObject({ share: 0, n: 24, low: 0 });
    expect(await readCurve(reading, other)).toMatchObject({ weeks: [], marks: [] });
  });
});
