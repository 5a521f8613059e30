import { connect, type Socket } from 'node:net';
import { testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { openWidgetDesk, origin, textOf, within } from './widget-shop.ts';

// A server that waits for its visitors waits for longer than a test may take.
describe.each(testDatabases())('closing a server of the web widget on $name', (kind) => {
  const desk = openWidgetDesk(kind);

  function openSocket(address: string): Promise<Socket> {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    return new Promise((resolve) => socket.once('connect', () => resolve(socket)));
  }

  test('ends every open stream, and a visitor goes on at another server where they were', async () => {
    const shop = await desk.openShop();
    const { app, address } = await desk.startServer();
    const visitor = await shop.visitor(address);
    const streams = [await visitor.listen(), await visitor.listen(), await visitor.listen()];
    await visitor.post({ text: 'when do you open' });
    for (const { parts } of streams) await expect.poll(() => parts.map(textOf), within).toEqual(['From 9 to 17.']);
    await app.close();
    for (const { ended } of streams) await ended;
    await shop.put(visitor.visitorId, 'later', 'Still here?');
    const again = await visitor.listen(streams[0]?.parts[0]?.id, desk.address());
    await expect.poll(() => again.parts.map(textOf), within).toEqual(['Still here?']);
    again.stop();
  });

  test('waits neither for connections nobody asked anything on nor for those that were asked before', async () => {
    const { app, address } = await desk.startServer();
    const silent = await openSocket(address);
    const used = await openSocket(address);
    used.write('GET /widget.js HTTP/1.1\r\nhost: desk.example\r\n\r\n');
    await new Promise((resolve) => used.once('data', resolve));
    await app.close();
    await expect.poll(() => [silent.closed, used.closed], within).toEqual([true, true]);
  });

  test('answers what is under way, and then ends its connection', async () => {
    const shop = await desk.openShop();
    const { app, address } = await desk.startServer();
    const visitor = await shop.visitor(address);
    const socket = await openSocket(address);
    let said = '';
    socket.on('data', (chunk) => {
      said += String(chunk);
    });
    const body = JSON.stringify({ id: 'under-way-1', text: 'when do you open' });
    const path = new URL(`${visitor.root}/messages`).pathname;
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: desk.example\r\norigin: ${origin}\r\nauthorization: Bearer ${visitor.session}\r\ncontent-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n`,
    );
    await expect.poll(() => said, within).toContain('100 Continue');
    const closed = app.close();
    socket.write(body);
    await closed;
    expect(said).toContain('200 OK');
    expect((await shop.stored())[0]).toMatchObject({ inbound: { content: { text: 'when do you open' } } });
  });

  test('does not wait for a browser that reads nothing', async () => {
    const shop = await desk.openShop();
    const { app, address } = await desk.startServer();
    const visitor = await shop.visitor(address);
    for (const key of ['a', 'b', 'c']) await shop.put(visitor.visitorId, key, 'x'.repeat(5_000_000));
    const socket = await openSocket(address);
    socket.pause();
    const path = new URL(`${visitor.root}/events`).pathname;
    socket.write(`GET ${path}?session=${visitor.session} HTTP/1.1\r\nhost: desk.example\r\norigin: ${origin}\r\n\r\n`);
    socket.once('readable', () => undefined);
    await expect.poll(() => socket.readableLength, within).toBeGreaterThan(10_000);
    await app.close();
    socket.destroy();
  });
});
