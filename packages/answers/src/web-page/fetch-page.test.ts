import http, { type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { type FetchOptions, fetchPage } from './fetch-page.ts';
import { isPublicAddress } from './public-address.ts';

const servers: http.Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

/** A site on this machine; its name is good.test, which only the test's own resolver knows. */
async function serve(answer: RequestListener): Promise<string> {
  const server = http.createServer(answer);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://good.test:${(server.address() as AddressInfo).port}`;
}

const here: FetchOptions = {
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  isAllowed: (address) => address === '127.0.0.1',
};
const html = (body: string | Buffer, more: http.OutgoingHttpHeaders = {}): RequestListener => {
  return (_request, response) => response.writeHead(200, { 'content-type': 'text/html', ...more }).end(body);
};
const refused = async (url: string, options: FetchOptions = here) =>
  fetchPage(url, options).then(
    () => 'fetched',
    (error: Error) => error.message,
  );

test('no address but one of the open internet is public, however it is written', () => {
  const inside = [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
    ...['0.0.0.0', '198.18.0.1', '192.0.2.1', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fe80::1%eth0'],
    ...['fc00::1', 'fd00:ec2::254', '::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::7f00:1'],
    ...['2002:7f00:1::', '2001:0:7f00:1::', '2001:db8::1', 'ff02::1', 'localhost', '', '1.2.3'],
  ];
  expect(inside.filter(isPublicAddress)).toEqual([]);
  const outside = ['1.1.1.1', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'];
  expect(outside.filter((address) => !isPublicAddress(address))).toEqual([]);
});

test('a page is fetched, packed or not, after redirects, and its last address is known', async () => {
  const site = await serve((request, response) => {
    if (request.url === '/start') response.writeHead(302, { location: '/page#part' }).end();
    else if (request.url === '/br') html(brotliCompressSync('packed'), { 'content-encoding': 'br' })(request, response);
    else html(gzipSync('the page'), { 'content-encoding': 'gzip' })(request, response);
  });
  const page = await fetchPage(`${site}/start`, here);
  expect(page.url.href).toBe(`${site}/page`);
  expect(new TextDecoder().decode(page.bytes)).toBe('the page');
  expect(new TextDecoder().decode((await fetchPage(`${site}/br`, here)).bytes)).toBe('packed');
});

test('addresses of this machine, its network and its host are refused before anything is sent', async () => {
  let calls = 0;
  const site = await serve((request, response) => {
    calls += 1;
    html('secret')(request, response);
  });
  const { port } = new URL(site);
  const hosts = [
    ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0', '[::1]', '[::ffff:127.0.0.1]'],
    ...['[::ffff:7f00:1]', '169.254.169.254', '192.168.0.1', '10.0.0.1', '100.100.100.200', 'localhost', 'LOCALHOST.'],
  ];
  for (const host of hosts) {
    expect(await refused(`http://${host}:${port}/`, {}), host).toMatch(/not on the open internet|no such site/);
  }
  expect(calls).toBe(0);
});

test('a name that resolves to a public and a private address, or to another one the second time, is refused', async () => {
  const site = await serve(html('secret'));
  const both = [
    { address: '93.184.216.34', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ];
  expect(await refused(site, { resolve: async () => both })).toContain('not on the open internet');
  let asked = 0;
  const rebinding: FetchOptions = {
    resolve: async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    },
    isAllowed: (address) => address === '127.0.0.1',
  };
  const page = await fetchPage(site, rebinding);
  expect(new TextDecoder().decode(page.bytes)).toBe('secret');
  expect(asked).toBe(1);
});

test('the address of the open connection counts, whatever the resolver said', async () => {
  const site = await serve(html('secret'));
  let checks = 0;
  const options: FetchOptions = {
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    isAllowed: () => {
      checks += 1;
      return checks === 1;
    },
  };
  expect(await refused(site, options)).toContain('not on the open internet');
});

test('each redirect is checked anew: no private address, no other protocol, no sixth', async () => {
  const targets: Record<string, string> = {
    '/inside': 'http://169.254.169.254/latest/',
    '/file': 'file:///etc/passwd',
    '/gopher': 'gopher://good.test/',
    '/password': 'http://a:b@good.test/',
    '/loop': '/loop',
  };
  const site = await serve((request, response) =>
    response.writeHead(301, { location: targets[request.url ?? ''] ?? '/' }).end(),
  );
  expect(await refused(`${site}/inside`)).toContain('not on the open internet');
  expect(await refused(`${site}/file`)).toContain('http:// or https://');
  expect(await refused(`${site}/gopher`)).toContain('http:// or https://');
  expect(await refused(`${site}/password`)).toContain('name or password');
  expect(await refused(`${site}/loop`)).toContain('more than five times');
});

test('what is no page, too large (also when unpacked), an error or too slow is refused with a sentence', async () => {
  const open: Socket[] = [];
  const site = await serve((request, response) => {
    switch (request.url) {
      case '/pdf':
        return html('%PDF', { 'content-type': 'application/pdf' })(request, response);
      case '/endless': {
        response.writeHead(200, { 'content-type': 'text/html' });
        const more = () => {
          while (response.write('x'.repeat(65_536)));
        };
        response.on('drain', more);
        return more();
      }
      case '/bomb':
        return html(gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' })(request, response);
      case '/slow':
        open.push(response.socket as Socket);
        response.writeHead(200, { 'content-type': 'text/html' });
        return response.write('<p>and then');
      case '/silent':
        return undefined;
      default:
        return response.writeHead(404).end();
    }
  });
  expect(await refused(`${site}/pdf`)).toContain('not a web page');
  expect(await refused(`${site}/endless`)).toContain('over 2 MB');
  expect(await refused(`${site}/bomb`)).toContain('over 2 MB');
  expect(await refused(`${site}/missing`)).toContain('404');
  expect(await refused(`${site}/slow`, { ...here, timeoutMs: 100 })).toContain('did not come');
  expect(await refused(`${site}/silent`, { ...here, timeoutMs: 100 })).toContain('did not come');
  expect(await refused('not an address')).toContain('not the address');
  expect(await refused('ftp://good.test/')).toContain('http:// or https://');
});
