import { faqIdSchema, tenantIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

const shop = {
  hours: ['When are you open?', 'What are your opening hours?', 'Are you open on Sunday?', 'When do you close?'],
  delivery: [
    'How long does delivery take?',
    'When will my parcel arrive?',
    'How many days until delivery?',
    'How fast do you ship?',
  ],
  returns: [
    'Can I return an item?',
    'How do I send something back?',
    'What is your return policy?',
    'I want to return my order',
  ],
  payment: ['How can I pay?', 'Do you take credit cards?', 'Which payment methods are there?', 'Can I pay by card?'],
  invoice: ['Can I get an invoice?', 'Where do I find my invoice?', 'Please send me a receipt', 'I need a bill'],
};

/** Asks what other FAQs are asked, word for word. */
const greedy = { question: 'Where is it?', variants: [...shop.delivery, ...shop.returns], answer: 'Ask the courier.' };

/** Who was shown an effect and accepts it. */
const acceptedOf = ({ loss, lostPinned }: { readonly loss: number; readonly lostPinned: number }, reason: string) => ({
  ...{ reason, loss, lostPinned },
});

describe.each(testDatabases())('the publish gate, on $name', (kind) => {
  let desk: TestApi;
  let owner: Somebody;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    desk = await openApi(kind, {}, { gate: { waitMs: 300_000 } });
    owner = await desk.owner();
    const now = new Date();
    const contents = Object.entries(shop).map(([name, [question = '', ...variants]]) => {
      ids[name] = `0-${name}`;
      return { id: faqIdSchema.parse(`0-${name}`), question, variants, answer: `About ${name}.` };
    });
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    await desk.desk.stores.faqs.save(
      tenantId,
      contents.map((content) => ({ ...content, tenantId, createdAt: now, updatedAt: now })),
    );
  });
  afterAll(() => desk.close());

  const tell = async (procedure: string, input: unknown, status = 200) => {
    const reply = await owner.visitor.tell(procedure, input);
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status });
    return reply.body;
  };
  const ask = async (procedure: string, input?: unknown) => {
    const reply = await owner.visitor.ask(procedure, input);
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 });
    return reply.body;
  };

  test('what costs right answers is published only with a reason, which the history and the audit keep', async () => {
    const { faq } = await tell('faqs.save', { content: greedy });
    const effect = await ask('faqs.effect', { id: faq.id, content: greedy });
    expect(effect).toMatchObject({ kind: 'foretold', needsReason: true, isTooFew: false });
    expect(effect.changes[0]).toMatchObject({ effect: 'lost' });
    const willBe = expect.objectContaining({ question: 'Where is it?' });
    expect(effect.changes).toContainEqual(expect.objectContaining({ effect: 'lost', willBe }));

    const refused = await tell('faqs.publish', { id: faq.id, revision: 1 });
    expect(refused).toMatchObject({ outcome: 'needs-reason', effect: { lost: effect.lost } });
    expect(await ask('faqs.get', { id: faq.id })).toMatchObject({ revision: 1 });
    expect(await tell('faqs.publishMany', { ids: [faq.id] })).toMatchObject({ outcome: 'needs-reason' });
    await tell('faqs.publish', { id: faq.id, revision: 1, accepted: { reason: '  ', loss: 100, lostPinned: 9 } }, 400);
    await tell('faqs.publish', { id: faq.id, revision: 1, accepted: { reason: 'It is better.' } }, 400);

    const reason = 'The courier tells it better.';
    const shown = acceptedOf(refused.effect, reason);
    const [less, other] = [{ loss: Math.max(0, effect.loss - 2) }, { lostPinned: effect.lostPinned - 1 }];
    for (const seen of effect.lostPinned > 0 ? [less, other] : [less]) {
      const asked = await tell('faqs.publish', { id: faq.id, revision: 1, accepted: { ...shown, ...seen } });
      expect(asked).toMatchObject({ outcome: 'needs-reason', effect: { loss: effect.loss } });
    }
    // Whoever says that they were shown more was not.
    const more = { ...shown, loss: 100, lostPinned: shown.lostPinned + 9 };
    const published = await tell('faqs.publish', { id: faq.id, revision: 1, accepted: more });
    expect(published).toMatchObject({ outcome: 'saved', isUnforetold: false, cost: { lost: effect.lost } });
    expect((await ask('faqs.history', { id: faq.id })).items[0]).toMatchObject({ action: 'published', reason });
    const { items } = await ask('audit.list', { action: 'faq.publish' });
    expect(items).toMatchObject([
      {
        ...{ target: { id: faq.id }, outcome: 'done', note: reason },
        cost: { loss: shown.loss, lostPinned: shown.lostPinned },
      },
      { target: { id: faq.id }, outcome: 'failed', reason: 'needs-reason' },
      { target: { id: faq.id }, outcome: 'failed', reason: 'needs-reason' },
    ]);
    const { csv } = await ask('audit.export', { action: 'faq.publish' });
    const costs = `costs ${Number(shown.loss.toFixed(1))} of 100, ${shown.lostPinned} pinned`;
    expect(csv).toContain(`"${costs}",${reason}`);

    // The way back is open whatever it changes.
    const undone = await tell('faqs.undo', { changes: [{ id: faq.id, revision: published.faq.revision }] });
    expect(undone.changed).toHaveLength(1);
  });

  test('another answer is published at once, and the tolerance of the tenant decides', async () => {
    const id = ids['hours'];
    const [question, ...variants] = shop.hours;
    const content = { question, variants, answer: 'From 9 to 5.' };
    expect(await ask('faqs.effect', { id, content })).toEqual({ kind: 'none' });
    const { revision: read } = await ask('faqs.get', { id });
    expect(await tell('faqs.publish', { id, revision: read, content })).toMatchObject({ outcome: 'saved' });

    const { revision } = await ask('settings.get');
    await tell('settings.save', { revision, change: { section: 'gate', value: { tolerance: 50 } } });
    expect(await ask('faqs.effect', { content: greedy })).toMatchObject({ tolerance: 50, needsReason: false });
    await tell('settings.undo', { revision: revision + 1 });
    expect(await ask('faqs.effect', { content: greedy })).toMatchObject({ tolerance: 1, needsReason: true });
  });

  test('an example is pinned, changed, unpinned and put back, and guards its answer', async () => {
    const { example } = await tell('examples.pin', { text: 'Opening hours? I am a@b.example', faqId: ids['hours'] });
    expect(example).toMatchObject({ revision: 1, faqId: ids['hours'] });
    expect(example.text).not.toContain('a@b.example');
    expect(await ask('examples.list')).toMatchObject([{ question: 'When are you open?' }]);
    const changed = await tell('examples.pin', { id: example.id, revision: 1, text: 'When do you open?' });
    expect(changed).toMatchObject({ example: { revision: 2 }, before: { revision: 1 } });
    await tell('examples.pin', { id: example.id, revision: 1, text: 'Late?' }, 409);
    await tell('examples.pin', { id: example.id, revision: 2, text: 'When are you open?', faqId: ids['hours'] });
    const content = { question: 'What is the weather like?', variants: ['Is it raining?'], answer: 'Sunny.' };
    expect(await ask('faqs.effect', { id: ids['hours'], content })).toMatchObject({ lostPinned: 1, needsReason: true });
    await tell('examples.unpin', { id: example.id, revision: 3 });
    await tell('examples.unpin', { id: example.id, revision: 3 }, 409);
    expect(await ask('examples.list')).toEqual([]);
    await tell('examples.pin', { text: 'Nobody knows', faqId: 'nobodys' }, 404);
  });

  test('whatever takes right answers asks for a reason: the archive, taking out, bringing back, a wording, an import, a time', async () => {
    // Where there are few questions what is pinned counts alone, and is judged quickly.
    owner = await desk.owner();
    for (const name of ['hours', 'invoice', 'payment'] as const) {
      const [question, ...variants] = shop[name];
      const saved = await tell('faqs.publish', { content: { question, variants, answer: `About ${name}.` } });
      ids[name] = saved.faq.id;
    }
    const asked = { invoice: 'Can I get an invoice please?', payment: 'Can I pay by card please?' };
    for (const name of ['invoice', 'payment'] as const) {
      await tell('examples.pin', { text: asked[name], faqId: ids[name] });
    }
    const id = ids['invoice'];
    const refused = { outcome: 'needs-reason', effect: { needsReason: true, lostPinned: 1 } };
    expect(await tell('faqs.archive', { ids: [id] })).toMatchObject(refused);
    expect(await tell('faqs.unpublish', { ids: [id] })).toMatchObject(refused);
    const { archivedAt, published } = await ask('faqs.get', { id });
    expect({ archivedAt, question: published.question }).toEqual({ question: shop.invoice[0] });
    const reason = 'We send no invoices any more.';
    const { effect } = await tell('faqs.unpublish', { ids: [id] });
    const archived = await tell('faqs.archive', { ids: [id], accepted: acceptedOf(effect, reason) });
    expect(archived).toMatchObject({ outcome: 'done', changed: [{ id }], cost: { lost: expect.any(Number) } });
    expect((await ask('faqs.history', { id })).items[0]).toMatchObject({ action: 'archived', reason });
    expect((await ask('audit.list', { action: 'faq.archive' })).items).toMatchObject([
      { outcome: 'done', note: reason },
      { outcome: 'failed', reason: 'needs-reason' },
    ]);
    expect(await tell('faqs.restore', { ids: [id] })).toMatchObject({ outcome: 'done', changed: [{ id }] });

    const taking = { question: asked.payment, variants: [asked.invoice], answer: 'At the counter.' };
    expect(
      await tell('faqImports.addMany', { contents: [{ ...taking, locale: 'en' }], isPublishing: true }),
    ).toMatchObject({
      outcome: 'needs-reason',
    });
    expect(
      (await tell('faqImports.addMany', { contents: [{ ...taking, locale: 'en' }], isPublishing: false })).changed,
    ).toHaveLength(1);
    expect(await tell('bench.addVariant', { faqId: ids['hours'], text: asked.invoice })).toMatchObject({
      outcome: 'needs-reason',
    });
    const { faq } = await tell('faqs.save', { content: taking });
    const at = { date: '2099-12-24', minutes: 540 };
    const wanted = { faqs: [{ id: faq.id, revision: faq.revision }], at };
    const asks = await tell('faqs.schedule', wanted);
    expect(asks).toMatchObject({ outcome: 'needs-reason' });
    expect((await ask('faqs.get', { id: faq.id })).schedule).toBeUndefined();
    const shown = acceptedOf(asks.effect, reason);
    const seenLess = { ...wanted, accepted: { ...shown, lostPinned: shown.lostPinned - 1 } };
    expect(await tell('faqs.schedule', seenLess)).toMatchObject({ outcome: 'needs-reason' });
    expect(await tell('faqs.schedule', { ...wanted, accepted: shown })).toMatchObject({ outcome: 'scheduled' });
    expect((await ask('faqs.get', { id: faq.id })).schedule).toMatchObject({
      accepted: shown,
    });
  });

  test('what is published without knowing what it changes is noted so in the audit', async () => {
    const slow = await openApi(
      kind,
      {},
      { over: desk.desk, gate: { waitMs: 1, foretell: () => new Promise(() => undefined) } },
    );
    const person = await slow.owner();
    const { body } = await person.visitor.tell('faqs.publish', { content: { question: 'Late?', answer: 'Never.' } });
    expect(body).toMatchObject({ outcome: 'saved', isUnforetold: true });
    const { items } = (await person.visitor.ask('audit.list', { action: 'faq.publish' })).body;
    expect(items).toMatchObject([{ outcome: 'done', isUnforetold: true }]);
    expect((await person.visitor.ask('audit.export', { action: 'faq.publish' })).body.csv).toContain('not foretold');
    await slow.close();
  });
});
