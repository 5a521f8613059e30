import { languageOf, tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { createEmbedding, type EmbeddingOptions } from './create-embedding.ts';
import type { Embedder } from './embedder.ts';

const tenantId = tenantIdSchema.parse('shop');
const other = tenantIdSchema.parse('other');

function recorded(embed: Embedder['embed'] = async (texts) => texts.map((text) => Float32Array.of(text.length, 1))) {
  const asked: { text: string; purpose: string; tenantId: string }[] = [];
  const embedder: Embedder = {
    name: 'test',
    speaks: (language) => languageOf(language) === 'en',
    embed: (texts, work) => {
      for (const text of texts) asked.push({ text, purpose: work.purpose, tenantId: work.tenantId });
      return embed(texts, work);
    },
  };
  return { asked, open: (options: Partial<EmbeddingOptions> = {}) => createEmbedding({ embedder, ...options }) };
}

const english = (text: string) => ({ text, language: 'en-GB' });

test('texts of languages that the embedder does not speak are never given to it', async () => {
  const { asked, open } = recorded();
  const embedding = open();
  expect(await embedding.ofQuestion(tenantId, { text: 'Wo ist mein Paket?', language: 'de' })).toBeUndefined();
  expect(await embedding.ofTexts(tenantId, [{ text: 'hola', language: 'es' }])).toBe('nothing-spoken');
  const mixed = await embedding.ofTexts(tenantId, [{ text: 'hallo', language: 'de' }, english('hello!')]);
  expect(mixed).toEqual({ dimensions: 2, rows: Float32Array.of(0, 0, 6, 1) });
  expect(asked.map(({ text }) => text)).toEqual(['hello!']);
});

test('a text is embedded once for a tenant, and never from another tenant’s', async () => {
  const { asked, open } = recorded();
  const embedding = open();
  await embedding.ofTexts(tenantId, [english('a'), english('a'), english('b')]);
  expect(await embedding.ofQuestion(tenantId, english('b'))).toEqual(Float32Array.of(1, 1));
  await embedding.ofTexts(tenantId, [english('a'), english('c')]);
  await embedding.ofQuestion(other, english('a'));
  expect(asked).toEqual([
    { text: 'a', purpose: 'lesson', tenantId },
    { text: 'b', purpose: 'lesson', tenantId },
    { text: 'c', purpose: 'lesson', tenantId },
    { text: 'a', purpose: 'question', tenantId: other },
  ]);
});

test('a question that nobody waits for is embedded however long that takes, and found at once when it is asked', async () => {
  const slow = recorded(async (texts) => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return texts.map((text) => Float32Array.of(text.length, 1));
  });
  const embedding = slow.open({ questionMs: 1 });
  expect(await embedding.prepareQuestions(tenantId, [english('ab'), { text: 'hallo', language: 'de' }])).toBe(true);
  expect(await embedding.ofQuestion(tenantId, english('ab'))).toEqual(Float32Array.of(2, 1));
  expect(slow.asked.map(({ text }) => text)).toEqual(['ab']);
  const broken = recorded(() => Promise.reject(new Error('down'))).open();
  expect(await broken.prepareQuestions(tenantId, [english('ab')])).toBe(false);
});

test('what is kept stays within its bytes', async () => {
  const { asked, open } = recorded();
  const embedding = open({ mostBytes: 200 });
  await embedding.ofTexts(tenantId, ['a', 'b', 'c', 'd'].map(english));
  await embedding.ofTexts(tenantId, [english('a')]);
  expect(asked).toHaveLength(5);
});

test('a lesson that is learnt anew embeds only what is new, whatever was asked meanwhile and however long vectors are', async () => {
  const { asked, open } = recorded(async (texts) =>
    texts.map(() => new Float32Array(1_536).fill(1 / Math.sqrt(1_536))),
  );
  const embedding = open({ mostBytes: 300_000 });
  const texts = Array.from({ length: 100 }, (_, index) => english(`text ${index}`));
  const embedded = await embedding.ofTexts(tenantId, texts);
  expect(embedded).toMatchObject({ dimensions: 512 });
  for (let index = 0; index < 200; index += 1) await embedding.ofQuestion(tenantId, english(`question ${index}`));
  expect(await embedding.ofTexts(tenantId, texts)).toEqual(embedded);
  await embedding.ofTexts(tenantId, [...texts, english('new')]);
  expect(asked.filter(({ purpose }) => purpose === 'lesson')).toHaveLength(101);
});

test('a question is not waited for longer than told by an embedder that hears no signal either', async () => {
  const { open } = recorded(() => new Promise(() => {}));
  expect(await open({ questionMs: 20 }).ofQuestion(tenantId, english('hello'))).toBeUndefined();
});

test('texts that belong to nobody are embedded once for everybody', async () => {
  const { asked, open } = recorded();
  const embedding = open();
  const texts = ['x', 'y'].map(english);
  const [one, two] = await Promise.all([tenantId, other].map((owner) => embedding.ofSharedTexts(owner, texts)));
  expect(one).toBe(two);
  expect(asked).toHaveLength(2);
});

test('a question is not waited for longer than told, and is embedded when asked again', async () => {
  const { promise: late, resolve: release } = Promise.withResolvers<void>();
  const { open } = recorded(async (texts, { signal }) => {
    await Promise.race([late, new Promise((_, stop) => signal?.addEventListener('abort', () => stop(signal.reason)))]);
    return texts.map(() => Float32Array.of(1));
  });
  const noted: string[] = [];
  const embedding = open({ questionMs: 20, note: (why) => noted.push(why) });
  expect(await embedding.ofQuestion(tenantId, english('hello'))).toBeUndefined();
  release();
  expect(await embedding.ofQuestion(tenantId, english('hello'))).toEqual(Float32Array.of(1));
  expect(noted).toEqual([]);
});

test('a failing embedder costs its vectors and nothing else, and its cause is noted once', async () => {
  let isDown = true;
  const { open } = recorded(async (texts) => {
    if (isDown) throw new Error('no weights');
    return texts.map(() => Float32Array.of(1));
  });
  const noted: string[] = [];
  const embedding = open({ note: (why) => noted.push(why) });
  expect(await embedding.ofTexts(tenantId, [english('a')])).toBe('failed');
  expect(await embedding.ofSharedTexts(tenantId, [english('a')])).toBe('failed');
  expect(await embedding.ofQuestion(tenantId, english('a'))).toBeUndefined();
  expect(noted).toEqual(['no weights']);
  isDown = false;
  expect(await embedding.ofQuestion(tenantId, english('a'))).toEqual(Float32Array.of(1));
});

test('vectors of two sizes are refused', async () => {
  const { open } = recorded(async (texts) => texts.map((text) => new Float32Array(text.length)));
  expect(await open().ofTexts(tenantId, ['a', 'bb'].map(english))).toBe('failed');
});
