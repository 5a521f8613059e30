import { expect, test } from 'vitest';
import { everyBroken, everyHostileChat, everyHostileEmbeddings } from './every-hostility.ts';
import type { Hostility } from './hostility.ts';
import { startHostileModel } from './start-hostile-model.ts';

const chat = { model: 'small', messages: [{ role: 'user', content: 'Hello' }] };
const vectors = { model: 'small', input: ['Hello', 'Goodbye'] };
const neverEnding = ['hang', 'hang-after-head', 'drip'];
const broken = everyBroken('http://127.0.0.1:9/v1');

/** What comes back, or that nothing did, as one text. */
async function answerTo(path: string, body: object, hostility?: Hostility): Promise<string> {
  const model = await startHostileModel(hostility && { always: hostility });
  try {
    const response = await fetch(`${model.baseUrl}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      redirect: 'manual',
    });
    return `${response.status} ${await response.text()}`;
  } catch (error) {
    return String(error);
  } finally {
    await model.stop();
  }
}

test.each<[string, object, readonly Hostility[]]>([
  ['/chat/completions', chat, [...broken, ...everyHostileChat]],
  ['/embeddings', vectors, [...broken, ...everyHostileEmbeddings]],
])('%s: under no hostility that ends is the answer the honest one', async (path, body, hostilities) => {
  const honest = await answerTo(path, body);
  expect(honest).toMatch(/^200 /);
  const ignored = new Set(['ignores-encoding', 'torn-base64']);
  for (const hostility of hostilities) {
    if (neverEnding.includes(hostility.kind) || ignored.has(hostility.kind)) continue;
    const answer = await answerTo(path, body, hostility);
    expect(answer === honest, JSON.stringify(hostility)).toBe(false);
  }
});

test('no hostility is an example twice', () => {
  const all = [...broken, ...everyHostileChat, ...everyHostileEmbeddings].map((one) => JSON.stringify(one));
  expect(new Set(all).size).toBe(all.length);
});
