import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';
import { type BadTokenKind, badTokens, postActivity } from './post-activity.ts';
import type { TeamsActivities } from './teams-activities.ts';
import { createTeamsUser, type TeamsUser } from './teams-user.ts';

const appId = '11111111-1111-4111-8111-111111111111';
const tenantId = '22222222-2222-4222-8222-222222222222';
const received: { readonly headers: IncomingHttpHeaders; readonly activity: unknown }[] = [];
let fake: FakeTeams;
let ana: TeamsUser;
let webhook: Server;
let webhookUrl: string;

beforeAll(async () => {
  fake = await startFakeTeams({ apps: [{ appId, secret: 'right', directoryId: tenantId }] });
  ana = createTeamsUser({ fake, appId, tenantId, locale: 'es-ES' });
  webhook = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, activity: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
      response.writeHead(202).end('taken');
    });
  });
  await new Promise<void>((listening) => webhook.listen(0, '127.0.0.1', listening));
  webhookUrl = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/api/messages`;
});
afterAll(async () => {
  webhook.close();
  await fake.stop();
});

/** Judges a header as a bot must, and names what is wrong with it. */
async function complaintAbout(headers: Readonly<Record<string, string | undefined>>): Promise<string> {
  const token = /^Bearer (\S+)$/.exec(headers['authorization'] ?? '')?.[1];
  if (token === undefined) return 'no token';
  const metadata = z
    .looseObject({ jwks_uri: z.string(), issuer: z.string() })
    .parse(await (await fetch(fake.openIdMetadataUrl)).json());
  const keys: JSONWebKeySet = await (await fetch(metadata.jwks_uri)).json();
  const key = keys.keys.find(({ kid }) => kid === decodeProtectedHeader(token).kid);
  if (!key) return 'no such key';
  const { endorsements } = z.looseObject({ endorsements: z.array(z.string()) }).parse(key);
  if (!endorsements.includes('msteams')) return 'not endorsed';
  const verified = await jwtVerify(token, createLocalJWKSet(keys), { issuer: metadata.issuer, audience: appId }).catch(
    (error: Error) => error.message,
  );
  if (typeof verified === 'string') return verified;
  const { serviceurl } = verified.payload;
  if (serviceurl === undefined) return 'no serviceurl';
  return serviceurl === fake.serviceUrl ? 'good' : 'another serviceurl';
}

test('an activity comes signed as Bot Framework signs, by the endorsed key', async () => {
  const activity = ana.personal.text('Hola');
  expect(await ana.post(webhookUrl, activity)).toEqual({ status: 202, body: 'taken' });
  expect(received.at(-1)?.activity).toEqual(activity);
  expect(await complaintAbout({ authorization: received.at(-1)?.headers.authorization })).toBe('good');
});

test('each of the nine bad tokens is bad in its own way and in no other', async () => {
  const complaints = new Map<BadTokenKind, string>();
  for (const { kind, headers } of await badTokens(fake, appId, ana.personal.text('Hola'))) {
    complaints.set(kind, await complaintAbout(headers));
  }
  expect(Object.fromEntries(complaints)).toEqual({
    none: 'no token',
    'another audience': 'unexpected "aud" claim value',
    'another issuer': 'unexpected "iss" claim value',
    'serviceurl claim missing': 'no serviceurl',
    'serviceurl claim different': 'another serviceurl',
    expired: '"exp" claim timestamp check failed',
    'unknown key id': 'no such key',
    'channel not endorsed': 'not endorsed',
    'forged signature': 'signature verification failed',
  });
});

test('nobody there is status 0', async () => {
  expect(await postActivity('http://127.0.0.1:9/', {}, {}, 500)).toEqual({ status: 0, body: '' });
});

describe('activities are as Teams posts them:', () => {
  test('a question in a personal chat', () => {
    expect(ana.personal.text('Hola')).toMatchObject({
      type: 'message',
      channelId: 'msteams',
      text: 'Hola',
      serviceUrl: fake.serviceUrl,
      from: { id: expect.stringMatching(/^29:1/), aadObjectId: ana.aadObjectId, name: 'Ana Vega' },
      recipient: { id: `28:${appId}` },
      conversation: { conversationType: 'personal', tenantId, id: expect.stringMatching(/^a:1/) },
      channelData: { tenant: { id: tenantId } },
      locale: 'es-ES',
    });
  });

  test('a question in a group chat and in a channel mentions the bot, and a thread is named by its root', () => {
    const mention = { type: 'mention', text: '<at>Shop Bot</at>', mentioned: { id: `28:${appId}`, name: 'Shop Bot' } };
    const group = ana.groupChat().text('Hola');
    expect(group).toMatchObject({ text: '<at>Shop Bot</at> Hola', conversation: { isGroup: true } });
    expect(group['entities']).toContainEqual(mention);
    const channel = ana.channel('General', '1700000000000').text('Hola');
    expect(channel['entities']).toContainEqual(mention);
    expect(channel).toMatchObject({
      replyToId: '1700000000000',
      conversation: {
        conversationType: 'channel',
        id: expect.stringMatching(/^19:\w+@thread\.tacv2;messageid=1700000000000$/),
      },
      channelData: { teamsChannelId: expect.stringMatching(/^19:\w+@thread\.tacv2$/) },
    });
    expect(ana.groupChat().unmentioned('Hola')).toMatchObject({ text: 'Hola', entities: [{ type: 'clientInfo' }] });
  });

  const chat = (): TeamsActivities => ana.personal;
  test.each<[string, () => object, object]>([
    [
      'a picture',
      () => chat().picture('https://e.com/a'),
      { attachments: [{ contentType: 'image/*', contentUrl: 'https://e.com/a' }] },
    ],
    [
      'a file',
      () => chat().file('a.pdf', 'https://e.com/a'),
      { attachments: [{ name: 'a.pdf', content: { downloadUrl: 'https://e.com/a', fileType: 'pdf' } }] },
    ],
    ['a pressed button', () => chat().press({ faq: 1 }, '7'), { type: 'message', value: { faq: 1 }, replyToId: '7' }],
    [
      'an executed action',
      () => chat().execute('ask', { a: 1 }, '7'),
      { type: 'invoke', name: 'adaptiveCard/action', value: { action: { verb: 'ask', data: { a: 1 } } } },
    ],
    [
      'an edit',
      () => chat().edit('7', 'b'),
      { type: 'messageUpdate', id: '7', text: 'b', channelData: { eventType: 'editMessage' } },
    ],
    [
      'a deletion',
      () => chat().remove('7'),
      { type: 'messageDelete', id: '7', channelData: { eventType: 'softDeleteMessage' } },
    ],
    ['typing', () => chat().typing(), { type: 'typing' }],
    ['a reaction', () => chat().react('like', '7'), { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
    ['an installation', () => chat().installed(), { type: 'installationUpdate', action: 'add' }],
    ['a removal', () => chat().uninstalled(), { type: 'installationUpdate', action: 'remove' }],
    ['the bot joining', () => chat().botAdded(), { type: 'conversationUpdate', membersAdded: [{ id: `28:${appId}` }] }],
    [
      'the bot leaving',
      () => chat().botRemoved(),
      { type: 'conversationUpdate', membersRemoved: [{ id: `28:${appId}` }] },
    ],
    ['an end', () => chat().endOfConversation(), { type: 'endOfConversation' }],
  ])('%s', (_what, make, expected) => {
    expect(make()).toMatchObject(expected);
  });

  test('a pressed button carries no text, and no two activities share an id', () => {
    expect(chat().press({ faq: 1 }, '7')).not.toHaveProperty('text');
    const ids = Array.from({ length: 50 }, () => chat().text('x').id);
    expect(new Set(ids).size).toBe(50);
  });
});
