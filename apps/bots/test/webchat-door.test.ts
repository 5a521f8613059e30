import { signSession } from '@answerdesk/channels';
import { newId } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { openWidgetDesk, origin, script, textOf, within } from './widget-shop.ts';

describe.each(testDatabases())('the door of the web widget on $name', (kind) => {
  const desk = openWidgetDesk(kind);

  test('two visitors never see each other’s messages, and a session of one shop is nothing to another', async () => {
    const [one, two] = [await desk.openShop(), await desk.openShop('At noon.')];
    const [ann, bob, eve] = [await one.visitor(), await one.visitor(), await two.visitor()];
    const [toAnn, toBob, toEve] = [await ann.listen(), await bob.listen(), await eve.listen()];
    await ann.post({ text: 'when do you open' });
    await eve.post({ text: 'when do you open' });
    await expect.poll(() => toAnn.parts.map(textOf), within).toEqual(['From 9 to 17.']);
    await expect.poll(() => toEve.parts.map(textOf), within).toEqual(['At noon.']);
    expect(toBob.parts).toEqual([]);
    expect(await bob.transcript()).toEqual({ lines: [], after: '' });
    const foreign = await fetch(`${eve.root}/messages`, {
      headers: { origin, authorization: `Bearer ${ann.session}` },
    });
    expect(foreign.status).toBe(401);
    expect((await fetch(`${eve.root}/events?session=${ann.session}`, { headers: { origin } })).status).toBe(401);
    for (const events of [toAnn, toBob, toEve]) events.stop();
  });

  test('another page, a forged, an expired and a foreign session are refused, and nothing is stored', async () => {
    const shop = await desk.openShop();
    const visitor = await shop.visitor();
    const { account } = shop;
    const past = new Date(Date.now() - 31 * 24 * 3_600_000);
    const wrongKey = { ...account, credentials: { ...account.credentials, sessionKey: 'x'.repeat(43) } };
    const stranger = newId();
    const refusals: [Record<string, string>, number][] = [
      [{ origin: 'https://evil.example' }, 403],
      [{ origin: 'null' }, 403],
      [{ origin: `${origin}.evil.example` }, 403],
      [{ authorization: '' }, 401],
      [{ authorization: `Bearer ${visitor.session}x` }, 401],
      [{ authorization: `Bearer ${signSession(account, stranger, past)}` }, 401],
      [{ authorization: `Bearer ${signSession(wrongKey, stranger, new Date())}` }, 401],
    ];
    for (const [headers, status] of refusals) {
      const answer = await visitor.post({ text: 'when do you open' }, { headers });
      expect([answer.status, headers]).toEqual([status, headers]);
      if (status === 403) expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(await answer.text()).not.toMatch(/\bat .*\.ts|sessionKey/);
    }
    for (const path of ['settings', 'messages', `events?session=${visitor.session}`]) {
      const answer = await fetch(`${visitor.root}/${path}`, { headers: { origin: 'https://evil.example' } });
      expect(answer.status).toBe(403);
    }
    expect((await fetch(`${visitor.root}/settings`)).status).toBe(403);
    expect((await fetch(`${desk.address()}/webhooks/webchat/${shop.account.id}`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${visitor.root}x/settings`, { headers: { origin } })).status).toBe(404);
    expect(await shop.stored()).toEqual([]);
  });

  test('a browser is told before it asks: the one origin and nobody else', async () => {
    const shop = await desk.openShop();
    const preflight = (from: string) =>
      fetch(`${desk.address()}/widget/${shop.account.id}/messages`, {
        method: 'OPTIONS',
        headers: { origin: from, 'access-control-request-method': 'POST' },
      });
    const allowed = await preflight(origin);
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
    expect(allowed.headers.get('vary')).toContain('origin');
    const refused = await preflight('https://evil.example');
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  test('garbage and a body that is too long are refused, and nothing is stored', async () => {
    const shop = await desk.openShop();
    const { session, root } = await shop.visitor();
    const post = (body: string) =>
      fetch(`${root}/messages`, { method: 'POST', headers: { origin, authorization: `Bearer ${session}` }, body }).then(
        ({ status }) => status,
        () => 413,
      );
    expect(await post('{not json')).toBe(400);
    expect(await post('[1,2]')).toBe(400);
    expect(await post(JSON.stringify({ id: 'x', text: 'hi' }))).toBe(400);
    expect(await post(JSON.stringify({ id: 'abcdefgh' }))).toBe(200);
    expect(await post('x'.repeat(17_000))).toBe(413);
    expect(await post('x'.repeat(10 * 1024 * 1024))).toBe(413);
    expect(await shop.stored()).toEqual([]);
  });

  test('whoever writes too fast is told how long to wait, and others are not held up', async () => {
    const shop = await desk.openShop();
    const [fast, calm] = [await shop.visitor(), await shop.visitor()];
    const answers = await Promise.all(Array.from({ length: 40 }, () => fast.post({ opened: true })));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThanOrEqual(4);
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await calm.post({ opened: true })).status).toBe(200);
  });

  test('a visitor has four streams and no fifth, until one ends', async () => {
    const shop = await desk.openShop();
    const visitor = await shop.visitor();
    const four = [await visitor.listen(), await visitor.listen(), await visitor.listen(), await visitor.listen()];
    expect(four.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await visitor.listen()).status).toBe(429);
    four[0]?.stop();
    const again = async () => {
      const events = await visitor.listen();
      events.stop();
      return events.status;
    };
    await expect.poll(again, within).toBe(200);
    for (const events of four) events.stop();
  });

  test('the settings speak the visitor’s language in the shop’s colour', async () => {
    const shop = await desk.openShop();
    const settings = (locale: string) =>
      fetch(`${desk.address()}/widget/${shop.account.id}/settings?locale=${locale}`, { headers: { origin } }).then(
        (answer) => answer.json(),
      );
    expect(await settings('ar-EG')).toMatchObject({
      direction: 'rtl',
      language: 'ar',
      colour: '#1a5fb4',
      name: 'A shop',
    });
    expect(await settings('es')).toMatchObject({ direction: 'ltr', words: { send: 'Enviar' } });
    expect(await settings('%3Cscript%3E')).toMatchObject({ language: 'en' });
    expect(JSON.stringify(await settings('en'))).not.toContain('sealed');
  });

  test('the script is for every site, compressed as a client takes it, and not sent twice', async () => {
    const answer = await fetch(`${desk.address()}/widget.js`, { headers: { 'accept-encoding': 'br' } });
    expect(await answer.text()).toBe(script);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-encoding': 'br',
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': expect.stringContaining('public, max-age='),
    });
    const etag = answer.headers.get('etag') ?? '';
    expect((await fetch(`${desk.address()}/widget.js`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const plain = await fetch(`${desk.address()}/widget.js`, { headers: { 'accept-encoding': 'br;q=0, identity' } });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, script]);
  });
});
