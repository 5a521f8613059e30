import { conversationIdOf } from '@answerdesk/conversations';
import { createRetentionStore } from '@answerdesk/database';
import { testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { openWidgetDesk, textOf, within } from './widget-shop.ts';

describe.each(testDatabases())('the web widget on $name', (kind) => {
  const desk = openWidgetDesk(kind);

  test('walks all five steps, and a reload shows both sides in order', async () => {
    const shop = await desk.openShop();
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    expect((await visitor.post({ text: 'when do you open' })).status).toBe(200);
    await expect.poll(() => events.parts.map(textOf), within).toEqual(['From 9 to 17.']);
    expect((await visitor.transcript()).lines).toMatchObject([
      { kind: 'mine', clientId: 'message-1', text: 'when do you open' },
      {
        kind: 'part',
        id: events.parts[0]?.id,
        spans: [{ text: 'From ' }, { text: '9 to 17', style: 'bold' }, { text: '.' }],
      },
    ]);
    events.stop();
  });

  test('a wish for a language is met in it, and holds for what is written in another after it', async () => {
    const shop = await desk.openShop();
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    await visitor.post({ text: 'en español por favor' });
    await expect.poll(() => events.parts.map(textOf), within).toHaveLength(1);
    expect(events.parts.map(textOf)[0]).toMatch(/^[¡¿]?Hola/);
    await visitor.post({ text: 'who invented the telephone' });
    await expect.poll(() => events.parts.map(textOf)[1], within).toMatch(/^No tengo una respuesta segura/);
    events.stop();
  });

  test('a choice comes as buttons, is answered, and stands in the transcript by its words', async () => {
    const shop = await desk.openShop();
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    await visitor.post({ text: 'delivery' });
    await expect.poll(() => events.parts.length, within).toBe(1);
    const choice = events.parts[0]?.choices.find(({ label }) => label.includes('abroad'));
    await visitor.post({ choiceId: choice?.id });
    await expect.poll(() => events.parts.map(textOf)[1], within).toBe('Yes, to 31 countries.');
    expect((await visitor.transcript()).lines[2]).toMatchObject({ text: choice?.label, choiceId: choice?.id });
    events.stop();
  });

  test('what is posted twice, and at two servers at once, is answered once', async () => {
    const shop = await desk.openShop();
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    const message = { id: 'the-same-id', text: 'when do you open' };
    const posted = await Promise.all([
      visitor.post(message),
      visitor.post(message, { at: desk.other() }),
      visitor.post(message),
    ]);
    expect(posted.map(({ status }) => status)).toEqual([200, 200, 200]);
    await expect.poll(() => events.parts.length, within).toBe(1);
    await visitor.post({ text: 'how can I pay' });
    await expect.poll(() => events.parts.map(textOf), within).toEqual(['From 9 to 17.', 'By card.']);
    events.stop();
  });

  test('a stream that comes back, at either server, misses nothing and doubles nothing', async () => {
    const shop = await desk.openShop();
    const visitor = await shop.visitor();
    const put = (number: number) => shop.put(visitor.visitorId, `k-${number}`, `part ${number}`);
    const got: string[] = [];
    let last = '';
    for (let round = 0; round < 8; round += 1) {
      const events = await visitor.listen(last, round % 2 === 0 ? desk.address() : desk.other());
      const puts = (async () => {
        for (let each = 0; each < 5; each += 1) await put(round * 5 + each);
        await put(round * 5);
      })();
      if (round % 3 !== 0) await puts;
      await expect.poll(() => events.parts.length, within).toBeGreaterThan(0);
      events.stop();
      got.push(...events.parts.map(textOf));
      last = events.parts.at(-1)?.id ?? last;
      await puts;
    }
    const rest = await visitor.listen(last);
    await expect.poll(() => [...got, ...rest.parts.map(textOf)].at(-1), within).toBe('part 39');
    expect([...got, ...rest.parts.map(textOf)]).toEqual(Array.from({ length: 40 }, (_, number) => `part ${number}`));
    rest.stop();
  });

  test('who types, and which person wrote, reaches the visitor at another server', async () => {
    const shop = await desk.openShop();
    const visitor = await shop.visitor();
    const events = await visitor.listen(undefined, desk.other());
    const type = () => shop.store.typing(shop.account, { chatKey: visitor.visitorId, isGroup: false });
    // What is typed before the stream is listened to is not worth telling later, so it is typed until it is heard.
    const typings = async () => {
      await type();
      return events.typings();
    };
    await expect.poll(typings, within).toBeGreaterThan(0);
    const heard = events.typings();
    await expect.poll(typings, within).toBeGreaterThan(heard);
    expect(await shop.put(visitor.visitorId, 'a-0', 'I am here.', 'Ann')).toBe('put');
    expect(await shop.put(visitor.visitorId, 'a-0', 'I am here.', 'Ann')).toBe('known');
    await expect.poll(() => events.parts, within).toMatchObject([{ agentName: 'Ann' }]);
    expect((await visitor.transcript()).lines).toHaveLength(1);
    events.stop();
  });

  test('a long conversation is read page by page, every line once', async () => {
    const shop = await desk.openShop();
    const visitor = await shop.visitor();
    for (let number = 0; number < 70; number += 1) await shop.put(visitor.visitorId, `p-${number}`, `${number}`);
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await visitor.transcript(before);
      seen.unshift(...page.lines.map(textOf));
      before = page.before;
    } while (before !== undefined);
    expect(seen).toEqual(Array.from({ length: 70 }, (_, number) => `${number}`));
  });

  test('what a visitor was sent is forgotten with their conversation, and nobody else’s is', async () => {
    const shop = await desk.openShop();
    const [gone, kept] = [await shop.visitor(), await shop.visitor()];
    for (const visitor of [gone, kept]) await visitor.post({ text: 'when do you open' });
    for (const visitor of [gone, kept]) {
      await expect.poll(async () => (await visitor.transcript()).lines.length, within).toBe(2);
    }
    const retention = createRetentionStore(desk.models());
    await retention.deleteMessages(shop.tenantId, conversationIdOf(shop.account.id, gone.visitorId), 100);
    expect((await gone.transcript()).lines).toEqual([]);
    expect((await kept.transcript()).lines).toHaveLength(2);
  });
});
