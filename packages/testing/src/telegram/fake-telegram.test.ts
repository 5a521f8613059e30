import { Telegram } from 'telegraf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkType } from './check-against-spec.ts';
import { createUpdates } from './customer.ts';
import { type FakeTelegram, startFakeTelegram } from './fake-telegram.ts';
import type { Fault } from './fault.ts';

const answerSchema = z.looseObject({ ok: z.boolean(), result: z.unknown().optional() });
const token = '5000000001:test-token';
let fault: Fault | undefined;
let fake: FakeTelegram;
beforeAll(async () => {
  fake = await startFakeTelegram({ tokens: [token], faults: () => fault });
});
afterAll(() => fake.stop());

async function call(method: string, parameters: object, as = token) {
  const response = await fetch(`${fake.apiRoot}/bot${as}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  const body = answerSchema.parse(await response.json());
  return { status: response.status, body };
}

const message = (changes: object) => ({ chat_id: 7_000_000_000, text: 'Hello', ...changes });
const button = (changes: object) => ({ reply_markup: { inline_keyboard: [[{ text: 'Yes', ...changes }]] } });

describe('the fake refuses', () => {
  test.each<[string, object, RegExp]>([
    ['an unknown parameter', message({ surprise: 1 }), /"surprise" is unknown/],
    ['a missing one', { text: 'Hello' }, /"chat_id" is missing/],
    ['a wrong type', message({ text: 5 }), /"text" must be a string/],
    ['an unknown parameter deep inside', message(button({ callback_data: 'a', surprise: 1 })), /surprise" is unknown/],
    ['4,097 characters', message({ text: 'x'.repeat(4_097) }), /too long/],
    ['an empty text', message({ text: ' \n ' }), /empty/],
    ['text that is empty without its markup', message({ text: '<b></b>', parse_mode: 'HTML' }), /empty/],
    ['65 bytes of callback data', message(button({ callback_data: `${'é'.repeat(32)}x` })), /BUTTON_DATA_INVALID/],
    ['a button with two actions', message(button({ callback_data: 'a', url: 'https://e.com' })), /exactly one action/],
    ['a button without a text', message(button({ text: '', callback_data: 'a' })), /text is empty/],
    [
      'an unknown tag',
      message({ text: 'é<p>x</p>', parse_mode: 'HTML' }),
      /Unsupported start tag "p" at byte offset 2/,
    ],
    ['a bare <', message({ text: '1 < 2', parse_mode: 'HTML' }), /Unsupported start tag/],
    ['an unclosed tag', message({ text: '<b>x', parse_mode: 'HTML' }), /end tag corresponding to start tag "b"/],
    ['misnested tags', message({ text: '<b><i>x</b></i>', parse_mode: 'HTML' }), /Unmatched end tag/],
  ])('%s', async (_what, parameters, why) => {
    const { status, body } = await call('sendMessage', parameters);
    expect(status).toBe(400);
    expect(body).toMatchObject({ ok: false, error_code: 400, description: expect.stringMatching(why) });
  });

  test('a token it does not know, one that is none, and a method that there is not', async () => {
    expect((await call('getMe', {}, '1:other')).status).toBe(401);
    expect((await call('getMe', {}, 'none')).status).toBe(404);
    expect((await call('sendEverything', {})).status).toBe(404);
  });

  test('a webhook that is not https, and a secret with other characters', async () => {
    expect((await call('setWebhook', { url: 'http://shop.example/x' })).status).toBe(400);
    expect((await call('setWebhook', { url: 'https://shop.example/x', secret_token: 'a b' })).status).toBe(400);
    expect((await call('setWebhook', { url: 'https://shop.example/x', secret_token: 'a_B-9' })).status).toBe(200);
  });

  test('an action that is none', async () => {
    expect((await call('sendChatAction', { chat_id: 1, action: 'dancing' })).status).toBe(400);
    expect((await call('sendChatAction', { chat_id: 1, action: 'typing' })).status).toBe(200);
  });
});

test('exactly what is allowed goes through, and is read as its reader sees it', async () => {
  expect((await call('sendMessage', message({ text: 'x'.repeat(4_096) }))).status).toBe(200);
  expect((await call('sendMessage', message(button({ callback_data: 'é'.repeat(32) })))).status).toBe(200);
  const html = 'a &lt;b&gt; <b>bold</b> <a href="https://e.com/?a=1&amp;b=2">link</a>';
  const { body } = await call('sendMessage', message({ text: html, parse_mode: 'HTML' }));
  expect(body.result).toMatchObject({
    text: 'a <b> bold link',
    entities: [
      { type: 'bold', offset: 6, length: 4 },
      { type: 'text_link', offset: 11, length: 4, url: 'https://e.com/?a=1&b=2' },
    ],
  });
  expect(checkType('Message', body.result)).toBeUndefined();
});

test("telegraf's client can work with it, and hears of floods and refusals", async () => {
  const telegram = new Telegram(token, { apiRoot: fake.apiRoot });
  expect((await telegram.getMe()).is_bot).toBe(true);
  const { message_id } = await telegram.sendMessage(42, '<i>Hi</i>', { parse_mode: 'HTML' });
  const { message_id: next } = await telegram.sendMessage(42, 'again');
  expect(next).toBe(message_id + 1);
  fault = { kind: 'flood', retryAfterS: 3 };
  await expect(telegram.sendMessage(42, 'x')).rejects.toMatchObject({ parameters: { retry_after: 3 } });
  fault = { kind: 'forbidden' };
  await expect(telegram.sendMessage(42, 'x')).rejects.toMatchObject({ code: 403 });
  fault = undefined;
  expect(fake.sent().filter(({ text }) => text === 'x')).toEqual([]);
});

test('a message whose answer never comes has arrived, one that hangs before has not', async () => {
  const send = (text: string) =>
    fetch(`${fake.apiRoot}/bot${token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message({ text })),
      signal: AbortSignal.timeout(2_000),
    }).catch(() => undefined);
  fault = { kind: 'hang-after' };
  expect(await send('arrived')).toBeUndefined();
  fault = { kind: 'hang-before' };
  expect(await send('lost')).toBeUndefined();
  fault = { kind: 'reset' };
  expect(await send('cut')).toBeUndefined();
  fault = undefined;
  expect(fake.sent().find(({ text }) => text === 'arrived')).toMatchObject({ wasAnswered: false });
  expect(fake.sent().some(({ text }) => text === 'lost' || text === 'cut')).toBe(false);
});

test('updates are what the spec says an Update is, and nothing else can be made', () => {
  const updates = createUpdates();
  const customer = { id: 7_000_000_001, languageCode: 'es' };
  const first = updates.text(customer, 'Hola');
  expect(updates.press(customer, 3, 'faq:1').update_id).toBe(first.update_id + 1);
  expect(() => updates.message(customer, { text: 5 })).toThrow(/text must be a string/);
  expect(() => updates.other('surprise', {})).toThrow(/surprise is unknown/);
});
