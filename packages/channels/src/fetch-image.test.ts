import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { lookup } from 'node:dns';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { fetchImage } from './fetch-image.ts';
import { isPublicAddress, publicLookup } from './public-address.ts';

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('the rest')]);
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function serve(listener: RequestListener): Promise<{ url: string; calls: () => number }> {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    listener(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls: () => calls };
}

const options = (isLocalAllowed: boolean) => ({ isLocalAllowed, signal: AbortSignal.timeout(1_500) });
const servePng: RequestListener = (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);

describe('which addresses are public', () => {
  test.each(['1.1.1.1', '93.184.216.34', '2606:2800:220:1::1', '2400:cb00::1'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    'fec0::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::7f00:1',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('an image of a tenant is never fetched from', () => {
  test.each([
    'http://shop.example/map.png',
    'https://127.0.0.1/map.png',
    'https://2130706433/map.png',
    'https://0x7f.1/map.png',
    'https://[::1]/map.png',
    'https://[::ffff:127.0.0.1]/map.png',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/map.png',
    'https://user:secret@1.1.1.1/map.png',
    'https://user@1.1.1.1/map.png',
    'https://:secret@1.1.1.1/map.png',
    'https://1.1.1.1:8443/map.png',
    'file:///etc/passwd',
    'data:image/png;base64,iVBORw0KGgo=',
    'not a url',
  ])('%s', async (url) => {
    const made: unknown[] = [];
    const note = (request: unknown) => made.push(request);
    const finding = ((_name: string, _options: object, found: (error: Error) => void) => {
      found(new Error('no such name'));
    }) as typeof lookup;
    subscribe('http.client.request.created', note);
    const image = await fetchImage(url, { ...options(false), lookup: finding });
    unsubscribe('http.client.request.created', note);
    expect(image).toBeUndefined();
    expect(made).toHaveLength(url === 'https://localhost/map.png' ? 1 : 0);
  });

  test('a name whose addresses cannot be connected to', async () => {
    const asked: string[] = [];
    const finding = ((name: string, _options: object, found: (error: null, all: object[]) => void) => {
      asked.push(name);
      found(null, [{ address: '127.0.0.1', family: 4 }]);
    }) as typeof lookup;
    expect(await fetchImage('https://shop.example/map.png', { ...options(false), lookup: finding })).toBeUndefined();
    expect(asked).toEqual(['shop.example']);
  });

  test.each([
    [['1.1.1.1'], true],
    [['1.1.1.1', '2606:4700::1'], true],
    [['127.0.0.1'], false],
    [['1.1.1.1', '10.0.0.1'], false],
    [['10.0.0.1', '1.1.1.1'], false],
    [[], false],
  ])('a name with the addresses %j: unless all are public (%j)', (addresses, isFound) => {
    const finding = ((_name: string, _options: object, found: (error: null, all: object[]) => void) => {
      found(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    }) as typeof lookup;
    for (const all of [true, false]) {
      let answer: unknown[] = [];
      publicLookup(finding)('shop.example', { all }, (...given) => {
        answer = given;
      });
      expect(answer[0] === null).toBe(isFound);
      expect(JSON.stringify(answer).includes('1.1.1.1')).toBe(isFound);
    }
  });
});

describe('for a fake platform', () => {
  test('an image is fetched, through redirects', async () => {
    const { url } = await serve((request, response) =>
      request.url === '/there' ? servePng(request, response) : response.writeHead(302, { location: '/there' }).end(),
    );
    const image = await fetchImage(`${url}/here`, options(true));
    expect(image?.contentType).toBe('image/png');
    expect(Buffer.from(image?.bytes ?? []).equals(PNG)).toBe(true);
  });

  test.each<[string, RequestListener]>([
    ['an endless redirect', (_, response) => response.writeHead(302, { location: '/again' }).end()],
    ['a redirect to a file', (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end()],
    ['a page', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>')],
    [
      'a page that says it is an image',
      (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('<h1>'),
    ],
    [
      'an image that says it is a page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PNG),
    ],
    ['a missing page', (_, response) => response.writeHead(404, { 'content-type': 'image/png' }).end(PNG)],
    ['silence', () => undefined],
    ['a cut', (request) => request.socket.destroy()],
    [
      'more than 10 MB',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'image/png' }).write(PNG);
        response.end(Buffer.alloc(11 * 1_048_576));
      },
    ],
  ])('%s gives nothing', async (_, listener) => {
    const { url, calls } = await serve(listener);
    expect(await fetchImage(`${url}/map.png`, options(true))).toBeUndefined();
    expect(calls()).toBeGreaterThan(0);
    expect(calls()).toBeLessThanOrEqual(4);
  });
});
