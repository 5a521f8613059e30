import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HostileModel, startHostileModel } from './start-hostile-model.ts';

let model: HostileModel;
beforeEach(async () => {
  model = await startHostileModel();
});
afterEach(() => model.stop());

async function send(content: string, headers: Readonly<Record<string, string>> = {}, query = '') {
  await fetch(`${model.baseUrl}/chat/completions${query}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-secret-77', ...headers },
    body: JSON.stringify({ model: 'small', messages: [{ role: 'user', content }] }),
  });
}

const card = '4111 1111 1111 1111';

test.each([
  ['as it is', `My card is ${card}`],
  ['without spaces', 'My card is 4111111111111111.'],
  ['with other marks between', 'My card is 4111-1111-1111-1111'],
  ['in wide digits', 'My card is ４１１１１１１１１１１１１１１１'],
  ['as base64', Buffer.from(`My card is ${card}, yes`).toString('base64')],
  ['as base64, shifted by one', Buffer.from(`Card is ${card}, yes`).toString('base64')],
  ['as base64, shifted by two', Buffer.from(`A card is ${card}, yes`).toString('base64')],
])('a secret is found %s', async (_how, content) => {
  await send('nothing to see');
  await send(content);
  expect(model.leaks(['ann@shop.example', card])).toEqual([{ secret: card, call: 2 }]);
});

test('a secret is found in other letters, in escapes, in headers and in the address', async () => {
  await send('write to ANN@SHOP.example');
  await send('hello', { 'x-contact': 'ann@shop.example' });
  await send('hello', {}, '?contact=ann%40shop.example');
  await fetch(`${model.baseUrl}/embeddings`, { method: 'POST', body: String.raw`{"input":"\u0061nn@shop.example"}` });
  expect(model.leaks(['ann@shop.example']).map(({ call }) => call)).toEqual([1, 2, 3, 4]);
});

test('the key is no leak where it belongs, and one elsewhere', async () => {
  await send('hello');
  await send('my key is sk-secret-77');
  expect(model.leaks(['sk-secret-77'])).toEqual([{ secret: 'sk-secret-77', call: 2 }]);
});

test('a secret that every text would hold is refused', async () => {
  await send('hello');
  expect(() => model.leaks(['a-b'])).toThrow('too short');
});
