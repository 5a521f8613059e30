import { type Faq, faqIdSchema, newId, tenantIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStream } from './event-stream.ts';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly ids: readonly string[];
}

describe.each(testDatabases())('what screens hear while they are open, on $name', (kind) => {
  let desk: TestApi;
  let origin: string;
  beforeAll(async () => {
    desk = await openApi(kind);
    origin = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => desk.close());

  function faqOf({ tenantId }: Somebody): Faq {
    const now = new Date();
    return {
      id: faqIdSchema.parse(newId()),
      tenantId: tenantIdSchema.parse(tenantId),
      question: 'Where are you?',
      variants: [],
      answer: 'Here.',
      createdAt: now,
      updatedAt: now,
    };
  }
  const save = (owner: Somebody, faq: Faq) => desk.desk.stores.faqs.save(tenantIdSchema.parse(owner.tenantId), [faq]);

  async function listen({ visitor }: Somebody, lastEventId?: string) {
    const stream = await openStream(origin, 'live.changes', visitor.jar, lastEventId);
    async function next(): Promise<Told> {
      const { id, data } = await stream.next();
      return { id, ...data };
    }
    return { next, leave: stream.leave };
  }

  async function nextFaqs(stream: { next(): Promise<Told> }): Promise<Told> {
    for (;;) {
      const told = await stream.next();
      if (told.kind === 'faqs') return told;
    }
  }

  test('each hears of their own tenant alone, at once', async () => {
    const [one, two] = [await desk.owner(), await desk.owner()];
    const [first, second] = [await listen(one), await listen(two)];
    expect([(await first.next()).kind, (await second.next()).kind]).toEqual(['all', 'all']);
    const [mine, theirs] = [faqOf(one), faqOf(two)];
    await save(two, theirs);
    await save(one, mine);
    expect((await nextFaqs(first)).ids).toEqual([mine.id]);
    expect((await nextFaqs(second)).ids).toEqual([theirs.id]);
    first.leave();
    second.leave();
  });

  test('whoever comes back goes on from what they heard last, and from another process reads all again', async () => {
    const owner = await desk.owner();
    const before = await listen(owner);
    await before.next();
    const [heard, missed] = [faqOf(owner), faqOf(owner)];
    await save(owner, heard);
    const { id } = await nextFaqs(before);
    before.leave();
    await save(owner, missed);
    const after = await listen(owner, id);
    expect((await nextFaqs(after)).ids).toContain(missed.id);
    after.leave();
    const elsewhere = await listen(owner, 'anotherprocess:7');
    expect((await elsewhere.next()).kind).toBe('all');
    elsewhere.leave();
  });

  test('nobody hears anything without a session', async () => {
    const answer = await fetch(`${origin}/trpc/live.changes`, { headers: { accept: 'text/event-stream' } });
    expect(await answer.text()).toContain('UNAUTHORIZED');
  });
});
