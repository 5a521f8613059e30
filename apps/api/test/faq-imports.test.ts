import { runImport, startImport } from '@answerdesk/answers';
import { faqImportIdSchema, tenantIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

/** Until then the server under test, which looks for imports that nobody is at, leaves one to the test. */
const inAMinute = () => new Date(Date.now() + 60_000);
/** The clock of a test that is ahead of the server: to that one, whoever is at an import is never late. */
const inTenMinutes = () => new Date(Date.now() + 600_000);

describe.each(testDatabases())('FAQs from files, on $name', (kind) => {
  let desk: TestApi;
  let owner: Somebody;
  beforeAll(async () => {
    desk = await openApi(kind, {}, { gate: { waitMs: 300_000 } });
  });
  afterAll(() => desk.close());

  const served = async () => desk.desk.stores.faqs.list(tenantIdSchema.parse(owner.tenantId));
  const check = (job: { id: string; mapping: unknown }, isPublishing = true) =>
    owner.visitor.ask('faqImports.check', { id: job.id, mapping: job.mapping, isPublishing });
  const start = (job: { id: string; mapping: unknown }, isPublishing = true) =>
    owner.visitor.tell('faqImports.start', { id: job.id, mapping: job.mapping, isPublishing });

  async function upload(name: string, bytes: Uint8Array | string, who = owner) {
    const boundary = 'a-boundary-of-tests';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
    return who.visitor.send({
      method: 'POST',
      url: '/files/faqs',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
  }

  async function ended(id: string, state: string) {
    return vi.waitFor(
      async () => {
        const { body } = await owner.visitor.ask('faqImports.get', { id });
        expect(body.state).toBe(state);
        return body;
      },
      { timeout: 300_000, interval: 50 },
    );
  }

  test('columns of any name are proposed, tried, imported and undone; what somebody changed since stays', async () => {
    owner = await desk.owner();
    await owner.visitor.tell('faqs.publish', { content: { question: 'Known?', answer: 'Before.' } });
    const csv =
      'Frage;Antwort;Notiz\nKnown?;After.;x\nNew?;Fresh.;y\nOther?;Also fresh.;\n;No question.;\nNew?;Again.;\n';
    const { status, body: job } = await upload('faqs.csv', csv);
    expect(status).toBe(200);
    expect(job).toMatchObject({ headings: ['Frage', 'Antwort', 'Notiz'], mapping: ['question', 'answer', null] });

    const { body: checked } = await check(job);
    expect(checked.counts).toEqual({ created: 2, updated: 1, skipped: 0, failed: 2 });
    expect(checked.errors).toEqual([
      { row: 5, message: 'question: is empty' },
      { row: 6, message: 'question: is the same as in row 3' },
    ]);
    expect(await served()).toHaveLength(1);

    expect(await start(job)).toMatchObject({ status: 200, body: { outcome: 'started', job: { state: 'running' } } });
    const done = await ended(job.id, 'done');
    expect(done.counts).toEqual(checked.counts);
    expect((await served()).map(({ answer }) => answer)).toEqual(['After.', 'Fresh.', 'Also fresh.']);
    expect(await start(job)).toMatchObject({ status: 409 });

    const other = (await served()).find(({ question }) => question === 'Other?');
    await owner.visitor.tell('faqs.publish', {
      id: other?.id,
      revision: 1,
      content: { question: 'Other?', answer: 'Mine.' },
    });
    await owner.visitor.tell('faqImports.undo', { id: job.id });
    const undone = await ended(job.id, 'undone');
    expect(undone.undone).toEqual({ restored: 2, kept: 1 });
    expect((await served()).map(({ answer }) => answer).sort()).toEqual(['Before.', 'Mine.']);
  });

  test('an import as drafts changes nothing that is served, and the same file again changes nothing at all', async () => {
    owner = await desk.owner();
    const lines = Array.from({ length: 450 }, (_, n) => JSON.stringify({ question: `Q${n}?`, answer: `A${n}.` }));
    const version = async () =>
      (await desk.desk.stores.tenants.find(tenantIdSchema.parse(owner.tenantId)))?.faqsVersion ?? 0;
    const { body: job } = await upload('faqs.jsonl', lines.join('\n'));
    await start(job, false);
    expect((await ended(job.id, 'done')).counts.created).toBe(450);
    expect(await served()).toEqual([]);
    const { body: again } = await upload('faqs.jsonl', lines.join('\n'));
    expect((await check(again, false)).body.counts).toEqual({ created: 0, updated: 0, skipped: 450, failed: 0 });
    expect(await version()).toBeLessThanOrEqual(2);
  });

  test('an import that a process left half-way is gone on with, each row done once, and undone whole', async () => {
    owner = await desk.owner();
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const lines = Array.from({ length: 500 }, (_, n) => JSON.stringify({ question: `Q${n}?`, answer: `A${n}.` }));
    const { body: job } = await upload('faqs.jsonl', lines.join('\n'));
    const { faqImports, workshop, faqRevisions, platformWide } = desk.desk.stores;
    const id = faqImportIdSchema.parse(job.id);
    await faqImports.change(tenantId, id, ['uploaded'], { state: 'running', isPublishing: true }, inAMinute());

    const clock = { at: inTenMinutes() };
    let writes = 0;
    const dying = {
      ...workshop,
      write: async (...change: Parameters<typeof workshop.write>) => {
        writes += 1;
        if (writes > 250) return new Promise<boolean>(() => {});
        return workshop.write(...change);
      },
    };
    const deps = {
      revisions: faqRevisions,
      imports: faqImports,
      now: () => clock.at,
      reportFailure: () => {},
    };
    void runImport({ ...deps, faqs: dying, owner: 'the one that dies' }, tenantId, id);
    await vi.waitFor(() => expect(writes).toBeGreaterThan(250), { timeout: 300_000 });

    await runImport({ ...deps, faqs: workshop, owner: 'early' }, tenantId, id);
    expect((await faqImports.find(tenantId, id))?.state).toBe('running');
    clock.at = new Date(clock.at.getTime() + 60_000);
    expect(await platformWide.listDueImports(clock.at, 10)).toContainEqual({ tenantId, importId: id });
    await runImport({ ...deps, faqs: workshop, owner: 'the next' }, tenantId, id);
    const done = await faqImports.find(tenantId, id);
    expect(done).toMatchObject({ state: 'done', counts: { created: 500, updated: 0, skipped: 0, failed: 0 } });
    expect(await workshop.count(tenantId)).toMatchObject({ all: 500, published: 500 });

    await owner.visitor.tell('faqImports.undo', { id: job.id });
    expect((await ended(job.id, 'undone')).undone).toEqual({ restored: 500, kept: 0 });
    expect(await workshop.count(tenantId)).toMatchObject({ all: 0, archived: 0 });
  });

  test('what somebody saved between an import’s note and its write stays theirs, also when the import is undone', async () => {
    owner = await desk.owner();
    const content = { question: 'Known?', answer: 'Before.' };
    const { body } = await owner.visitor.tell('faqs.publish', { content });
    const { body: job } = await upload('faqs.csv', 'question,answer\nKnown?,Imported.\n');
    const steps = [{ row: 2, faqId: body.faq.id, before: 1 }];
    const id = faqImportIdSchema.parse(job.id);
    await desk.desk.stores.faqImports.noteSteps(tenantIdSchema.parse(owner.tenantId), id, 0, steps);
    const theirs = { ...content, answer: 'A colleague’s.' };
    await owner.visitor.tell('faqs.publish', { id: body.faq.id, revision: 1, content: theirs });
    await start(job);
    expect((await ended(job.id, 'done')).rowErrors).toMatchObject([{ row: 2 }]);
    await owner.visitor.tell('faqImports.undo', { id: job.id });
    expect((await ended(job.id, 'undone')).undone).toEqual({ restored: 0, kept: 1 });
    expect((await served()).map(({ answer }) => answer)).toContain('A colleague’s.');
  });

  test('what was judged is published and nothing else: rows whose question somebody changed, took or added meanwhile are left out', async () => {
    owner = await desk.owner();
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const { workshop, faqRevisions, faqImports } = desk.desk.stores;
    const deps = { faqs: workshop, revisions: faqRevisions, imports: faqImports, now: inTenMinutes };
    const publish = (content: { question: string; answer: string }, over?: { id: string; revision: number }) =>
      owner.visitor.tell('faqs.publish', { content, ...over });
    const [known, stays, same] = await Promise.all(
      ['Known?', 'Stays?', 'Same?', 'Same still?'].map((question) => publish({ question, answer: '-' })),
    );
    const csv =
      'question,answer\nKnown?,Imported.\nStays?,Imported.\nNew?,Imported.\nAlso new?,Imported.\nSame?,-\nSame still?,-\n';
    const { body: job } = await upload('faqs.csv', csv);
    const id = faqImportIdSchema.parse(job.id);
    const judged: unknown[] = [];
    const gate = {
      workshop: deps,
      findTenant: desk.desk.stores.tenants.find,
      foretell: async (_tenant: unknown, changes: readonly unknown[]) => {
        judged.push(...changes);
        return { kind: 'none' } as const;
      },
    };
    const wanted = { id, mapping: job.mapping, isPublishing: true };
    expect(await startImport({ ...deps, gate }, tenantId, 'ann', wanted)).toMatchObject({ outcome: 'started' });
    expect(judged).toHaveLength(4);
    // Whoever starts one is at it before others look for it.
    const isDueIn = async (ms: number) =>
      (await desk.desk.stores.platformWide.listDueImports(new Date(inTenMinutes().getTime() + ms), 1_000)).some(
        ({ importId }) => importId === id,
      );
    expect([await isDueIn(0), await isDueIn(40_000)]).toEqual([false, true]);
    await publish({ question: 'Known?', answer: 'A colleague’s.' }, { id: known?.body.faq.id, revision: 1 });
    await publish({ question: 'New?', answer: 'A colleague’s.' });
    await publish({ question: 'Same?', answer: 'A colleague’s.' }, { id: same?.body.faq.id, revision: 1 });
    await runImport({ ...deps, owner: 'a process', reportFailure: () => {} }, tenantId, id);
    const done = await faqImports.find(tenantId, id);
    expect(done).toMatchObject({ state: 'done', counts: { created: 1, updated: 1, skipped: 1, failed: 3 } });
    expect(done?.rowErrors).toEqual([
      { row: 2, message: expect.stringContaining('changed by somebody else') },
      { row: 4, message: expect.stringContaining('added by somebody else') },
      { row: 6, message: expect.stringContaining('changed by somebody else') },
    ]);
    const written = (await served()).flatMap((faq) => (faq.answer === 'Imported.' ? [faq] : []));
    expect(written.map(({ question }) => question).sort()).toEqual(['Also new?', 'Stays?']);
    for (const { id: faqId, question } of written) {
      expect(judged).toContainEqual({ id: faqId, content: expect.objectContaining({ question, answer: 'Imported.' }) });
    }
    expect(stays?.body.faq.id).toBe(written.find(({ question }) => question === 'Stays?')?.id);
  });

  test('of two who start an import at once one has it published, as it was judged for them', async () => {
    owner = await desk.owner();
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const { workshop, faqRevisions, faqImports, tenants } = desk.desk.stores;
    const deps = { faqs: workshop, revisions: faqRevisions, imports: faqImports, now: inTenMinutes };
    const { body: job } = await upload('faqs.csv', 'question,answer,other\nNew?,One.,Two.\n');
    const id = faqImportIdSchema.parse(job.id);
    const first = Promise.withResolvers<void>();
    const gate = (waitFor?: Promise<void>) => ({
      workshop: deps,
      findTenant: tenants.find,
      foretell: async () => {
        await waitFor;
        return { kind: 'none' } as const;
      },
    });
    const slow = startImport({ ...deps, gate: gate(first.promise) }, tenantId, 'ann', {
      ...{ id, isPublishing: true },
      mapping: ['question', null, 'answer'],
    });
    const quick = await startImport({ ...deps, gate: gate() }, tenantId, 'bob', {
      ...{ id, isPublishing: true },
      mapping: ['question', 'answer', null],
    });
    expect(quick).toMatchObject({ outcome: 'started', job: { planId: expect.any(String) } });
    first.resolve();
    await expect(slow).rejects.toMatchObject({ code: 'conflict' });
    await runImport({ ...deps, owner: 'a process', reportFailure: () => {} }, tenantId, id);
    expect((await served()).map(({ answer }) => answer)).toEqual(['One.']);
    const { steps, plans = {} } = (await faqImports.findChunk(tenantId, id, 0)) ?? {};
    expect(Object.keys(plans)).toHaveLength(2);
    expect(steps).toEqual(plans[quick.outcome === 'started' ? (quick.job.planId ?? '') : '']);
  });

  test('an undoing that failed is undone further, and never imported again', async () => {
    owner = await desk.owner();
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const { body: job } = await upload('faqs.csv', 'question,answer\nNew?,Imported.\n');
    await start(job);
    await ended(job.id, 'done');
    const { faqImports, workshop, faqRevisions } = desk.desk.stores;
    const id = faqImportIdSchema.parse(job.id);
    await faqImports.change(tenantId, id, ['done'], { state: 'undoing' }, inAMinute());
    const faqs = { ...workshop, findMany: () => Promise.reject(new Error('the database is away')) };
    const deps = { faqs, revisions: faqRevisions, imports: faqImports, now: inTenMinutes };
    await runImport({ ...deps, owner: 'the unlucky', reportFailure: () => {} }, tenantId, id);
    expect((await faqImports.find(tenantId, id))?.state).toBe('cancelled');
    expect((await owner.visitor.tell('faqImports.retry', { id })).status).toBe(409);
    await owner.visitor.tell('faqImports.undo', { id });
    expect((await ended(job.id, 'undone')).undone).toEqual({ restored: 1, kept: 0 });
    expect(await served()).toEqual([]);
  });

  test('a cancelled import stops, and what it did is undone', async () => {
    owner = await desk.owner();
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const lines = Array.from({ length: 2_000 }, (_, n) => JSON.stringify({ question: `Q${n}?`, answer: `A${n}.` }));
    const { body: job } = await upload('faqs.jsonl', lines.join('\n'));
    await start(job);
    await vi.waitFor(
      async () => expect(await desk.desk.stores.workshop.count(tenantId)).not.toMatchObject({ all: 0 }),
      { timeout: 300_000 },
    );
    await owner.visitor.tell('faqImports.cancel', { id: job.id });
    const cancelled = await ended(job.id, 'cancelled');
    expect(cancelled.counts.created).toBeGreaterThan(0);
    expect(cancelled.counts.created).toBeLessThan(2_000);
    await owner.visitor.tell('faqImports.undo', { id: job.id });
    await ended(job.id, 'undone');
    expect(await served()).toEqual([]);
  });

  test('files in GBK and UTF-16 are read, what is no list is refused with a sentence, and 100 MB before it is read', async () => {
    owner = await desk.owner();
    const gbk = Buffer.from([0xce, 0xca, 0xcc, 0xe2, 0x2c, 0xb4, 0xf0, 0xb0, 0xb8, 0x0a, 0xc4, 0xe3, 0x2c, 0xba, 0xc3]);
    expect((await upload('gbk.csv', gbk)).body).toMatchObject({
      headings: ['问题', '答案'],
      mapping: ['question', 'answer'],
    });
    const utf16 = Buffer.from('\uFEFF问题\t答案\n你好？\t好。\n', 'utf16le');
    expect((await upload('utf16.csv', utf16)).body).toMatchObject({ mapping: ['question', 'answer'], rowCount: 1 });
    const refusals: [string, Uint8Array | string, string][] = [
      ['a.pdf', '%PDF', 'must end in .csv, .xlsx or .jsonl'],
      ['a.xlsx', 'not a zip', 'not an XLSX workbook'],
      ['a.csv', Buffer.from([0, 1, 2, 0xff, 0, 3]), 'not text'],
      ['a.csv', 'question,answer\n', 'no rows'],
      ['a.csv', `question,answer\n${'a,b\n'.repeat(20_001)}`, 'more than 20,000 rows'],
    ];
    for (const [name, bytes, words] of refusals) {
      const reply = await upload(name, bytes);
      expect(reply, name).toMatchObject({ status: 400, body: { error: expect.stringContaining(words) } });
    }
    const large = await owner.visitor.send({
      method: 'POST',
      url: '/files/faqs',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(100 * 1024 * 1024) },
      payload: 'the rest never comes',
    });
    expect(large).toMatchObject({ status: 413, body: { error: expect.stringContaining('at most 20 MB') } });
    expect(await upload('a.csv', Buffer.alloc(20 * 1024 * 1024 + 1, 'a'))).toMatchObject({ status: 413 });
    const { body: job } = await upload('long.csv', `question,answer\nQ?,${'x'.repeat(8_001)}\n`);
    expect((await check(job)).body.errors).toEqual([
      { row: 2, message: 'answer: is too long, at most 8,000 characters' },
    ]);
    expect(await check({ id: job.id, mapping: ['question', null] })).toMatchObject({ status: 400 });
  });

  test('what goes out as a table holds no formula, and comes back as it was', async () => {
    owner = await desk.owner();
    const question = '=HYPERLINK("https://evil.example")';
    await owner.visitor.tell('faqs.save', { content: { question, answer: '<script>alert(1)</script>' } });
    const csv = await owner.visitor.send({ method: 'GET', url: '/files/faqs?format=csv' });
    expect(csv.status).toBe(200);
    expect(csv.body).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    const { body: job } = await upload('again.csv', csv.body);
    expect((await check(job, false)).body.counts).toMatchObject({ skipped: 1, failed: 0 });
    expect(await owner.visitor.send({ method: 'GET', url: '/files/faqs?format=exe' })).toMatchObject({ status: 400 });
  });

  test('nobody, an agent and another tenant import and read nothing', async () => {
    owner = await desk.owner();
    const { body: job } = await upload('a.csv', 'question,answer\nQ?,A.\n');
    const agent = await desk.member(owner, 'agent');
    const stranger = await desk.owner();
    const nobody = { ...owner, visitor: desk.visitor() };
    expect(await upload('a.csv', 'question,answer\nQ?,A.\n', nobody)).toMatchObject({ status: 401 });
    expect(await upload('a.csv', 'question,answer\nQ?,A.\n', agent)).toMatchObject({ status: 403 });
    const elsewhere = { method: 'POST', url: '/files/faqs', headers: { origin: 'https://evil.example' } } as const;
    expect(await owner.visitor.send(elsewhere)).toMatchObject({ status: 403 });
    expect(await nobody.visitor.send({ method: 'GET', url: '/files/faqs' })).toMatchObject({ status: 401 });
    expect((await stranger.visitor.send({ method: 'GET', url: '/files/faqs' })).body).not.toContain('Q?');
    for (const id of [job.id, 'nobodys']) {
      expect(await stranger.visitor.ask('faqImports.get', { id })).toMatchObject({ status: 404 });
      for (const procedure of ['start', 'cancel', 'undo', 'retry']) {
        const input = { id, mapping: job.mapping, isPublishing: true };
        expect(await stranger.visitor.tell(`faqImports.${procedure}`, input)).toMatchObject({ status: 404 });
      }
    }
    expect((await owner.visitor.ask('faqImports.get', { id: job.id })).body.state).toBe('uploaded');
  });

  test('of what a page proposed the approved is added once, and the adding undone', async () => {
    owner = await desk.owner();
    const contents = ['A?', 'B?'].map((question) => ({ question, answer: 'Yes.' }));
    const added = await owner.visitor.tell('faqImports.addMany', { contents, isPublishing: true });
    expect(added.body.changed).toHaveLength(2);
    const again = await owner.visitor.tell('faqImports.addMany', { contents, isPublishing: true });
    expect(again.body).toMatchObject({ outcome: 'done', changed: [], known: ['A?', 'B?'] });
    await owner.visitor.tell('faqs.undo', { changes: added.body.changed });
    expect(await served()).toEqual([]);
    const url = 'http://169.254.169.254/latest/meta-data/';
    const read = await owner.visitor.tell('faqImports.readPage', { url });
    expect(read).toMatchObject({ status: 400, body: { message: expect.stringContaining('not on the open internet') } });
  });

  test('an import that takes an answer from what is pinned is not started without a reason, which every FAQ keeps', async () => {
    const pinned = 'may i see the lighthouse';
    const { body } = await owner.visitor.tell('faqs.publish', {
      content: { question: 'Can I see the lighthouse?', variants: [pinned], answer: 'Daily.' },
    });
    await owner.visitor.tell('examples.pin', { text: `${pinned} please`, faqId: body.faq.id });
    const { body: job } = await upload('taking.csv', `question,answer\n${pinned} please,Never.\n`);
    const { body: refused } = await start(job);
    expect(refused).toMatchObject({ outcome: 'needs-reason', effect: { lostPinned: 1 } });
    expect((await owner.visitor.ask('faqImports.get', { id: job.id })).body.state).toBe('uploaded');
    expect((await served()).some(({ answer }) => answer === 'Never.')).toBe(false);
    const accepted = { reason: 'The lighthouse is closed.', loss: refused.effect.loss, lostPinned: 1 };
    const wanted = { id: job.id, mapping: job.mapping, isPublishing: true, accepted };
    expect((await owner.visitor.tell('faqImports.start', wanted)).body).toMatchObject({ outcome: 'started' });
    await ended(job.id, 'done');
    const made = (await served()).find(({ answer }) => answer === 'Never.');
    const history = await owner.visitor.ask('faqs.history', { id: made?.id });
    expect(history.body.items).toMatchObject([{ action: 'imported', reason: 'The lighthouse is closed.' }]);
  });
});
