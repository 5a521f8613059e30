import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BadTokenKind, badTokens, type FakeTeams, startFakeTeams } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureAccountAt, fixtureApp, readFixture, requestOf, serviceUrlIn } from './fixture.ts';
import { createTeams } from './index.ts';
import { signedRequest } from './signed-request.contract.ts';

const body = readFixture('personal-text');
const channel = createTeams({ sendTimeoutMs: 2_000 });
let fake: FakeTeams;

beforeAll(async () => {
  fake = await startFakeTeams({ apps: [fixtureApp] });
});
afterAll(() => fake.stop());

const changed = (changes: object) =>
  new TextEncoder().encode(JSON.stringify({ ...JSON.parse(new TextDecoder().decode(body)), ...changes }));

describe('each of the nine bad tokens is refused for its own reason', () => {
  test.each<[BadTokenKind, string]>([
    ['none', 'there is no token'],
    ['another audience', 'the token is for another bot'],
    ['another issuer', 'the token is of another issuer'],
    ['serviceurl claim missing', 'the token lacks a claim'],
    ['serviceurl claim different', 'the token is for another service address'],
    ['expired', 'the token has expired'],
    ['unknown key id', 'the token is not proven by a known key'],
    ['channel not endorsed', 'the token is not proven by a known key'],
    ['forged signature', 'the token is not proven by a known key'],
  ])('%s', async (kind, reason) => {
    const tokens = await badTokens(fake, fixtureApp.appId, { serviceUrl: serviceUrlIn(body) });
    const bad = tokens.find((one) => one.kind === kind);
    expect(await channel.verify(requestOf(body, bad?.headers), fixtureAccountAt(fake.root))).toEqual({
      kind: 'refused',
      reason,
    });
  });
});

describe('a genuine token', () => {
  test('proves the call that it was made for, and its account alone', async () => {
    const request = await signedRequest(fake, body);
    const account = fixtureAccountAt(fake.root);
    expect(await channel.verify(request, account)).toEqual({ kind: 'genuine' });
    const other = {
      ...account,
      credentials: { ...account.credentials, appId: '11111111-2a34-40a1-b28a-b162d5f5327c' },
    };
    expect(await channel.verify(request, other)).toMatchObject({ kind: 'refused' });
  });

  test.each([
    ['another channel', { channelId: 'webchat' }],
    ['a channel that the SDK proves otherwise', { channelId: 'AseChannel' }],
    ['the emulator', { channelId: 'emulator' }],
    ['no service address', { serviceUrl: '' }],
    ['a service address elsewhere', { serviceUrl: 'https://elsewhere.example/' }],
  ])('proves nothing of a call from %s, though signed for it', async (_, changes) => {
    const request = await signedRequest(fake, changed(changes));
    expect(await channel.verify(request, fixtureAccountAt(fake.root))).toMatchObject({ kind: 'refused' });
  });

  test('that the bot itself got from the login proves nothing', async () => {
    const now = Math.floor(Date.now() / 1_000);
    const token = await fake.sign({
      iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
      aud: fixtureApp.appId,
      appid: fixtureApp.appId,
      ver: '1.0',
      serviceurl: serviceUrlIn(body),
      exp: now + 600,
    });
    const request = requestOf(body, { authorization: `Bearer ${token}` });
    expect(await channel.verify(request, fixtureAccountAt(fake.root))).toMatchObject({ kind: 'refused' });
  });
});

describe('keys that cannot be had prove nothing', () => {
  test.each<[string, number | 'silence', string]>([
    ['an error', 503, 'could not be fetched'],
    ['a page of something else', 200, 'not proven|could not be fetched'],
    ['silence', 'silence', 'could not be fetched in time'],
  ])('%s', async (_, answer, reason) => {
    const server = createServer((_request, response) => {
      if (answer !== 'silence') response.writeHead(answer, { 'content-type': 'text/html' }).end('<html>busy</html>');
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const impatient = createTeams({ sendTimeoutMs: 300 });
    const verification = await impatient.verify(await signedRequest(fake, body), fixtureAccountAt(root));
    server.closeAllConnections();
    server.close();
    expect(verification).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) });
  });
});

test('a body beyond a megabyte is not read', async () => {
  const request = await signedRequest(fake, body);
  const large = Buffer.concat([body, Buffer.alloc(1_100_000, ' ')]);
  expect(await channel.verify({ ...request, rawBody: large }, fixtureAccountAt(fake.root))).toEqual({
    kind: 'refused',
    reason: 'the body is too large',
  });
});

test.each(['HEAD', 'GET', 'PUT'])(
  '%s is told that only POST is taken, and is no proof that Teams called',
  async (method) => {
    const request = { ...(await signedRequest(fake, body)), method };
    expect(await channel.verify(request, fixtureAccountAt(fake.root))).toMatchObject({
      kind: 'handshake',
      isProof: false,
      status: 405,
    });
  },
);
