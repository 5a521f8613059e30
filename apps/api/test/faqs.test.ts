import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

const content = (question: string, more: object = {}) => ({ question, answer: `The answer to ${question}`, ...more });

describe.each(testDatabases())('the FAQ workshop, on $name', (kind) => {
  let desk: TestApi;
  let owner: Somebody;
  beforeAll(async () => {
    desk = await openApi(kind);
    owner = await desk.owner();
  });
  afterAll(() => desk.close());

  const tell = async (procedure: string, input: unknown) => {
    const reply = await owner.visitor.tell(`faqs.${procedure}`, input);
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 });
    return reply.body;
  };
  const ask = async (procedure: string, input?: unknown) => {
    const reply = await owner.visitor.ask(`faqs.${procedure}`, input);
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 });
    return reply.body;
  };
  const served = () => desk.desk.stores.faqs.list(tenantOf(owner));
  const versionOf = async () => (await desk.desk.stores.tenants.find(tenantOf(owner)))?.faqsVersion;

  test('a draft reaches no customer and moves no version; published it is served; each step is in the history and the audit', async () => {
    const version = await versionOf();
    const { faq } = await tell('save', { content: content('Do you ship abroad?', { locale: 'en' }) });
    expect(faq).toMatchObject({ revision: 1, draft: { question: 'Do you ship abroad?' }, createdBy: owner.email });
    expect(await served()).toEqual([]);
    expect(await versionOf()).toBe(version);

    const { faq: published } = await tell('publish', { id: faq.id, revision: 1 });
    expect(published).toMatchObject({ revision: 2, published: { answer: 'The answer to Do you ship abroad?' } });
    expect(published.draft).toBeUndefined();
    expect((await served()).map(({ question }) => question)).toEqual(['Do you ship abroad?']);
    expect(await versionOf()).toBeGreaterThan(version ?? 0);

    const changed = content('Do you ship abroad?', { locale: 'en', answer: 'Everywhere.' });
    await tell('save', { id: faq.id, revision: 2, content: changed });
    expect((await served())[0]?.answer).toBe('The answer to Do you ship abroad?');
    const { items } = await ask('history', { id: faq.id });
    expect(items.map((item: { action: string }) => item.action)).toEqual(['saved', 'published', 'saved']);
    const compared = await ask('compare', { id: faq.id, from: 2, to: 3 });
    expect(compared).toMatchObject([{ field: 'answer' }]);
    const { faq: restored } = await tell('restoreRevision', { id: faq.id, revision: 3, to: 2 });
    expect(restored.draft).toBeUndefined();
    const audit = await owner.visitor.ask('audit.list', { action: 'faq.' });
    expect(audit.body.items[0]).toMatchObject({ action: 'faq.restore-revision', target: { kind: 'faq', id: faq.id } });
  });

  test('of two people who write one FAQ the second sees what the first wrote, and decides', async () => {
    const { faq } = await tell('save', { content: content('Can I pay by card?') });
    await tell('save', { id: faq.id, revision: 1, content: content('Can I pay by card?', { answer: 'First.' }) });
    const second = { id: faq.id, content: content('Can I pay by card?', { answer: 'Second.' }) };
    const conflict = await tell('save', { ...second, revision: 1 });
    expect(conflict).toMatchObject({ outcome: 'conflict', current: { revision: 2, draft: { answer: 'First.' } } });
    expect(await tell('publish', { ...second, revision: 1 })).toMatchObject({ outcome: 'conflict' });
    const decided = await tell('save', { ...second, revision: conflict.current.revision });
    expect(decided).toMatchObject({ outcome: 'saved', faq: { revision: 3, draft: { answer: 'Second.' } } });
  });

  test('two who save the same revision at the same moment: one is stored, the other told', async () => {
    const { faq } = await tell('save', { content: content('Is parking free?') });
    const outcomes = await Promise.all(
      ['a', 'b', 'c'].map((answer) =>
        tell('save', { id: faq.id, revision: 1, content: content('Is parking free?', { answer }) }),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'conflict', 'saved']);
  });

  test('many at once are published, categorised, put away and brought back, and each of it can be undone', async () => {
    const made = await Promise.all(
      ['One?', 'Two?', 'Three?'].map((question) => tell('save', { content: content(question) })),
    );
    const ids = made.map(({ faq }) => faq.id);
    const before = (await served()).length;
    const published = await tell('publishMany', { ids: [...ids, 'nobodys'] });
    expect(published).toMatchObject({ unchanged: [], missing: ['nobodys'] });
    expect(await served()).toHaveLength(before + 3);
    await tell('setCategory', { ids, category: 'Legal' });
    expect(await ask('categories')).toContainEqual({ name: 'Legal', count: 3, isPersonOnly: false });
    const archived = await tell('archive', { ids });
    expect(await served()).toHaveLength(before);
    expect((await ask('list', { status: 'archived' })).items).toHaveLength(3);
    const undone = await tell('undo', { changes: archived.changed });
    expect(undone.changed).toHaveLength(3);
    expect(await served()).toHaveLength(before + 3);
    await tell('unpublish', { ids });
    expect(await served()).toHaveLength(before);
    expect((await tell('undo', { changes: archived.changed })).changed).toEqual([]);
  });

  test('a list is filtered, searched without spaces and accents, and read page by page', async () => {
    const texts = [
      content('我可以退货吗？', { locale: 'zh-CN', category: '售后' }),
      content('¿Dónde está el café?', { locale: 'es', validUntil: '2020-01-01' }),
      content('Opening hours on Sunday', { locale: 'en', variants: ['when do you open'] }),
    ];
    for (const each of texts) await tell('publish', { content: each });
    const find = async (query: object) =>
      (await ask('list', query)).items.map(({ question }: { question: string }) => question);
    expect(await find({ search: '退货' })).toEqual(['我可以退货吗？']);
    expect(await find({ search: '货' })).toEqual(['我可以退货吗？']);
    expect(await find({ search: 'donde cafe' })).toEqual(['¿Dónde está el café?']);
    expect(await find({ search: 'SUND open' })).toEqual(['Opening hours on Sunday']);
    expect(await find({ search: 'sundaes' })).toEqual([]);
    expect(await find({ search: '.*' })).toEqual([]);
    expect(await find({ category: '售后', language: 'zh-CN', status: 'published' })).toEqual(['我可以退货吗？']);
    expect(await find({ validity: 'expired' })).toEqual(['¿Dónde está el café?']);

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask('list', { limit: 2, sort: 'question', ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ question }: { question: string }) => question));
      cursor = page.nextCursor;
    } while (cursor);
    const { all } = await ask('counts');
    expect(seen).toHaveLength(all);
    expect(new Set(seen).size).toBe(seen.length);
    const newest = await ask('list', { limit: 1 });
    expect(newest.items[0].question).toBe('Opening hours on Sunday');
  });

  test('an answer in a further language is out of date once its source changed', async () => {
    const { markOfAnswer } = await import('@answerdesk/domain');
    const source = 'We ship in two days.';
    const translations = [{ locale: 'de', answer: 'In zwei Tagen.', basedOn: markOfAnswer(source) }];
    const written = content('How fast do you ship?', { locale: 'en', answer: source, translations });
    const { faq } = await tell('publish', { content: written });
    const find = async () => (await ask('list', { isOutOfDate: true })).items.map(({ id }: { id: string }) => id);
    expect(await find()).not.toContain(faq.id);
    await tell('save', { id: faq.id, revision: 1, content: { ...written, answer: 'We ship in three days.' } });
    expect(await find()).toContain(faq.id);
    expect(await ask('languages')).toEqual(expect.arrayContaining(['de', 'en']));
  });

  test('an answer is previewed as each channel would send it, and a script in it is text', async () => {
    const answer = '**Bold** <script>alert(1)</script>';
    const telegram = await ask('preview', { content: content('Q?', { answer }), language: 'en', channel: 'telegram' });
    expect(telegram).toMatchObject({ channel: 'telegram', reply: { text: answer }, markup: 'html' });
    expect(telegram.parts).toEqual([{ text: '<b>Bold</b> &lt;script&gt;alert(1)&lt;/script&gt;', choices: [] }]);
  });

  test('too much and what cannot be is refused, and the refusal names the limit', async () => {
    const refused = async (more: object) => {
      const reply = await owner.visitor.tell('faqs.save', { content: content('Q?', more) });
      expect(reply.status).toBe(400);
      return String(reply.body.message);
    };
    expect(await refused({ answer: 'x'.repeat(8_001) })).toContain('at most 8,000 characters');
    expect(await refused({ question: 'x'.repeat(501) })).toContain('at most 500 characters');
    expect(await refused({ imageUrl: 'http://shop.example/a.png' })).toContain('https://');
    const script = [{ kind: 'link', label: 'x', url: 'javascript:alert(1)' }];
    expect(await refused({ buttons: script })).toContain('https:// or http://');
    expect(await refused({ validFrom: '2026-02-01', validUntil: '2026-01-01' })).toContain('after validFrom');
    const twice = ['de', 'de'].map((locale) => ({ locale, answer: 'x', basedOn: 'x' }));
    expect(await refused({ translations: twice })).toContain('once');
  });

  test('an agent reads and changes nothing; another tenant reads nothing and is told what is told of nobody’s', async () => {
    const { faq } = await tell('save', { content: content('Is this secret?') });
    const agent = await desk.member(owner, 'agent');
    expect(await agent.visitor.ask('faqs.get', { id: faq.id })).toMatchObject({ status: 200 });
    for (const [procedure, input] of [
      ['save', { content: content('x') }],
      ['publishMany', { ids: [faq.id] }],
      ['archive', { ids: [faq.id] }],
    ] as const) {
      expect(await agent.visitor.tell(`faqs.${procedure}`, input)).toMatchObject({ status: 403 });
    }
    const stranger = await desk.owner('Another shop');
    for (const [procedure, input] of [
      ['get', (id: string) => ({ id })],
      ['history', (id: string) => ({ id })],
      ['revision', (id: string) => ({ id, revision: 1 })],
    ] as const) {
      const theirs = await stranger.visitor.ask(`faqs.${procedure}`, input(faq.id));
      const nobodys = await stranger.visitor.ask(`faqs.${procedure}`, input('nobodys'));
      expect(theirs.status).toBe(404);
      expect(theirs.body.message).toBe(nobodys.body.message);
    }
    for (const input of [{ id: faq.id, revision: 1, content: content('x') }]) {
      expect(await stranger.visitor.tell('faqs.save', input)).toMatchObject({ status: 404 });
      expect(await stranger.visitor.tell('faqs.publish', input)).toMatchObject({ status: 404 });
    }
    for (const procedure of ['publishMany', 'archive', 'unpublish', 'restore']) {
      expect(await stranger.visitor.tell(`faqs.${procedure}`, { ids: [faq.id] })).toMatchObject({ status: 404 });
    }
    expect(await ask('get', { id: faq.id })).toMatchObject({ revision: 1 });
  });

  test('FAQs from before there were drafts read as published, are listed, and can be changed', async () => {
    const old = await desk.owner('An old shop');
    const { faqs } = desk.desk.database.models;
    const at = new Date('2025-01-01');
    await faqs.collection.insertOne({
      _id: 'old1' as never,
      tenantId: old.tenantId,
      question: 'An old question?',
      variants: ['a variant'],
      answer: 'An old answer.',
      createdAt: at,
      updatedAt: at,
    });
    const { body } = await old.visitor.ask('faqs.list', {});
    expect(body.items).toMatchObject([{ id: 'old1', status: 'published', revision: 0, variantCount: 1 }]);
    expect((await old.visitor.ask('faqs.counts')).body).toMatchObject({ all: 1, published: 1 });
    const saved = await old.visitor.tell('faqs.publish', {
      id: 'old1',
      revision: 0,
      content: content('An old question?'),
    });
    expect(saved.body).toMatchObject({ outcome: 'saved', faq: { revision: 1 } });
    const history = await old.visitor.ask('faqs.history', { id: 'old1' });
    expect(history.body.items).toMatchObject([
      { revision: 1, action: 'published' },
      { revision: 0, action: 'found', state: { published: { answer: 'An old answer.' } } },
    ]);
  });

  test('a draft is scheduled by the clocks of the business, and reads as held once it is another', async () => {
    const { faq } = await tell('save', { content: content('Are you open at Easter?') });
    const at = { date: '2099-04-12', minutes: 570 };
    const scheduled = await tell('schedule', { faqs: [{ id: faq.id, revision: 1 }], at });
    expect(scheduled).toMatchObject({ at: '2099-04-12T09:30:00.000Z', changed: [{ id: faq.id, revision: 2 }] });
    expect(await ask('get', { id: faq.id })).toMatchObject({ schedule: { by: owner.email }, isScheduleHeld: false });
    await tell('save', { id: faq.id, revision: 2, content: content('Are you open at Easter?', { answer: 'Never.' }) });
    expect(await ask('get', { id: faq.id })).toMatchObject({ isScheduleHeld: true });
    expect(await tell('unschedule', { ids: [faq.id] })).toMatchObject({ changed: [{ revision: 4 }] });
    expect((await ask('get', { id: faq.id })).schedule).toBeUndefined();
  });

  test('what has expired needs a look until somebody had one, and again once that is taken back', async () => {
    const more = { validUntil: new Date(Date.now() + 3_600_000).toISOString() };
    const { faq } = await tell('publish', { content: content('Is there a summer sale?', more) });
    const isListed = async () => (await ask('neglected')).some(({ id }: { id: string }) => id === faq.id);
    expect(await isListed()).toBe(false);
    const { faqs, faqrevisions } = desk.desk.database.models;
    const expired = { validUntil: new Date(Date.now() - 60_000), publishedAt: new Date(Date.now() - 120_000) };
    await faqs.updateOne({ tenantId: tenantOf(owner), _id: faq.id }, { $set: expired });
    // What is taken back is put back as the history has it.
    await faqrevisions.updateOne(
      { tenantId: tenantOf(owner), faqId: faq.id },
      { $set: { 'state.published.validUntil': expired.validUntil } },
    );
    expect(await isListed()).toBe(true);
    const { changed } = await tell('review', { ids: [faq.id] });
    expect(await isListed()).toBe(false);
    await tell('undo', { changes: changed });
    expect(await isListed()).toBe(true);
  });
});

function tenantOf(somebody: Somebody) {
  return somebody.tenantId as never;
}
