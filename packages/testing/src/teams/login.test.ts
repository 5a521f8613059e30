import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';

const appId = '11111111-1111-4111-8111-111111111111';
const directoryId = '22222222-2222-4222-8222-222222222222';
const otherDirectoryId = '33333333-3333-4333-8333-333333333333';
const good = {
  grant_type: 'client_credentials',
  client_id: appId,
  client_secret: 'right',
  scope: 'https://api.botframework.com/.default',
};
let fake: FakeTeams;
let nowMs = Date.now();
beforeAll(async () => {
  fake = await startFakeTeams({
    apps: [
      { appId, secret: 'right', directoryId },
      { appId: '44444444-4444-4444-8444-444444444444', secret: 'other', directoryId: otherDirectoryId },
    ],
    now: () => nowMs,
  });
});
afterAll(() => fake.stop());

async function ask(form: Record<string, string>, directory = directoryId) {
  const response = await fetch(`${fake.loginRoot}/${directory}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
}

async function jwks() {
  const metadata = z.looseObject({ jwks_uri: z.string() }).parse(await (await fetch(fake.openIdMetadataUrl)).json());
  const key = z.looseObject({
    kty: z.string(),
    kid: z.string(),
    n: z.string(),
    e: z.string(),
    endorsements: z.array(z.string()),
  });
  return z.object({ keys: z.array(key) }).parse(await (await fetch(metadata.jwks_uri)).json());
}

describe('the login refuses, with the real numbers,', () => {
  test.each<[string, number, string, number, Record<string, string>, string?]>([
    ['a wrong secret', 7000215, 'invalid_client', 401, { client_secret: 'wrong' }],
    ['no secret', 7000218, 'invalid_client', 401, { client_secret: '' }],
    ['an app that it does not know', 700016, 'unauthorized_client', 400, { client_id: '5' }],
    ['an app of another directory', 700016, 'unauthorized_client', 400, {}, otherDirectoryId],
    ['a directory that there is not', 90002, 'invalid_request', 400, {}, 'nowhere'],
    ['another grant', 70003, 'unsupported_grant_type', 400, { grant_type: 'password' }],
    ['no grant', 900144, 'invalid_request', 400, { grant_type: '' }],
    ['a scope without /.default', 70011, 'invalid_scope', 400, { scope: 'https://api.botframework.com' }],
    ['a token for something else', 500011, 'invalid_resource', 400, { scope: 'https://graph.example/.default' }],
  ])('%s', async (_what, code, error, status, changes, directory) => {
    const answer = await ask({ ...good, ...changes }, directory);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      error,
      error_codes: [code],
      error_description: expect.stringContaining(`AADSTS${code}: `),
      trace_id: expect.any(String),
      correlation_id: expect.any(String),
    });
    expect(fake.calls().at(-1)).toMatchObject({ operation: 'token', status, refusal: `AADSTS${code}` });
  });
});

test('the right secret gets a token of an hour, and what MSAL adds to the form does not matter', async () => {
  const { status, body } = await ask({ ...good, 'x-client-SKU': 'msal.js.node', client_info: '1' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3_599, ext_expires_in: 3_599 });
  expect(decodeJwt(z.string().parse(body['access_token']))).toMatchObject({
    aud: 'https://api.botframework.com',
    appid: appId,
    tid: directoryId,
  });
});

test('the connector stops taking a token that has expired or was revoked', async () => {
  const members = async (token: unknown) =>
    (await fetch(`${fake.serviceUrl}v3/conversations/none/members`, { headers: { authorization: `Bearer ${token}` } }))
      .status;
  const first = (await ask(good)).body['access_token'];
  expect(await members(first)).toBe(404);
  nowMs += 3_600_000;
  expect(await members(first)).toBe(401);
  const second = (await ask(good)).body['access_token'];
  expect(await members(second)).toBe(404);
  fake.revokeTokens();
  expect(await members(second)).toBe(401);
});

test('the metadata of a directory leads to its own token endpoint', async () => {
  const response = await fetch(`${fake.loginRoot}/${directoryId}/v2.0/.well-known/openid-configuration`);
  expect(await response.json()).toMatchObject({ token_endpoint: `${fake.loginRoot}/${directoryId}/oauth2/v2.0/token` });
  expect((await fetch(`${fake.loginRoot}/nowhere/v2.0/.well-known/openid-configuration`)).status).toBe(400);
});

test('the published keys prove what the channel signs, one of them endorsed for Teams and one for another channel', async () => {
  const published = await jwks();
  expect(published.keys.map(({ endorsements }) => endorsements)).toEqual([['msteams'], ['webchat']]);
  const keySet: JSONWebKeySet = published;
  const token = await fake.sign({ iss: fake.issuer, aud: appId });
  const { protectedHeader } = await jwtVerify(token, createLocalJWKSet(keySet), {
    issuer: fake.issuer,
    audience: appId,
  });
  expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: published.keys[0]?.kid });
});

test('after the keys were rotated the old one is gone and what it signed no longer proves anything', async () => {
  const before = await jwks();
  const token = await fake.sign({ aud: appId });
  await fake.rotateKeys();
  const after: JSONWebKeySet = await jwks();
  expect(after.keys.map(({ kid }) => kid)).not.toContain(before.keys[0]?.kid);
  await expect(jwtVerify(token, createLocalJWKSet(after))).rejects.toThrow(/no applicable key/);
  await jwtVerify(await fake.sign({ aud: appId }), createLocalJWKSet(after));
});
