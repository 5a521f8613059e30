import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RenderedPart } from '@answerdesk/domain';
import { createWechatCustomer, startFakeWechat, type WechatWebhook } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { richAnswer } from '../rich-answer.ts';
import { fixtureAccount, makeWechat, plainAccount, plainRequest, readFixture } from './fixture.ts';

const { appId = '', token = '', aesKey = '' } = fixtureAccount.credentials;
const SUCCESS = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'success' };

/** What a customer of the platform sees when each of their calls is answered with these parts. */
async function answerTo(mode: WechatWebhook['mode'], parts: readonly RenderedPart[]) {
  const channel = makeWechat();
  const account = mode === 'plain' ? plainAccount : fixtureAccount;
  const fake = await startFakeWechat({ appId, canPush: false });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const query = Object.fromEntries(new URL(request.url ?? '/', 'http://here').searchParams);
    const call = { method: request.method ?? '', query, headers: {}, rawBody: Buffer.concat(chunks) };
    const verification = await channel.verify(call, account);
    if (verification.kind !== 'genuine') return response.writeHead(401).end();
    const reply = channel.answerInCall?.(call, account, parts);
    return response.writeHead(reply?.status ?? 500, { 'content-type': reply?.contentType }).end(reply?.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const customer = createWechatCustomer(fake, { webhook: { url, token, encodingAesKey: aesKey, mode } });
    const { reply } = await customer.write('Hello');
    return { reply: reply.kind, seen: fake.sent(customer.openid).map(({ text, via }) => [via, text]) };
  } finally {
    server.closeAllConnections();
    server.close();
    await fake.stop();
  }
}

describe.each(['plain', 'compatible', 'safe'] as const)('in %s mode', (mode) => {
  test('the customer sees the answer, its choices as a numbered list and its image as an address', async () => {
    const parts = makeWechat().render(richAnswer);
    expect(await answerTo(mode, parts)).toEqual({
      reply: 'passive',
      seen: [
        [
          'passive',
          [
            'You have 30 days to return an order. Write RETURN on the box & read how it works (https://shop.example/returns?a=1&b=2).',
            'Signs like <>&_* stay: 5 < 6 & a_b. 我们周一至周五营业。 مرحبا بكم.',
            '1. Refunds\n2. 退货地址\n3. Talk to a person',
            'https://shop.example/map.png',
          ].join('\n\n'),
        ],
      ],
    });
  });

  test('the end of a CDATA and control characters do no harm', async () => {
    const parts = makeWechat().render({ kind: 'reply', text: 'a]]>b<Content>&amp;]]]]>> \u0002c' });
    expect(await answerTo(mode, parts)).toMatchObject({ seen: [['passive', 'a]]>b<Content>&amp;]]]]>> c']] });
  });

  test('the longest menu there is fits into one text', async () => {
    const choices = Array.from({ length: 8 }, (_, index) => ({ id: `c${index}`, label: '退'.repeat(40) }));
    const parts = makeWechat().render({
      kind: 'reply',
      text: '们'.repeat(341),
      choices,
      imageUrl: 'https://shop.example/map.png',
    });
    expect(parts.at(-1)?.choices).toHaveLength(8);
    expect(await answerTo(mode, parts)).toMatchObject({ reply: 'passive' });
  });
});

test('without a text, or for a call that cannot be read, there is nothing to show', () => {
  const { answerInCall } = makeWechat();
  const image = { text: '', choices: [], imageUrl: 'https://shop.example/map.png' };
  expect(answerInCall?.(plainRequest(readFixture('text')), fixtureAccount, [image])).toEqual(SUCCESS);
  expect(answerInCall?.(plainRequest(readFixture('text')), fixtureAccount, [])).toEqual(SUCCESS);
  const unreadable = plainRequest(new TextEncoder().encode('{}'));
  expect(answerInCall?.(unreadable, fixtureAccount, [{ text: 'Hello', choices: [] }])).toEqual(SUCCESS);
});
