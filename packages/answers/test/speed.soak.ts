import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Faq, faqIdSchema, type TenantId, tenantIdSchema } from '@answerdesk/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEmbedding } from '../src/embedding/create-embedding.ts';
import { createEnglishEmbedder } from '../src/embedding/english/english-embedder.ts';
import { type AnswerModel, askModel, createModelCache, learn, readRows } from '../src/index.ts';
import { quantileOf } from '../src/measures.ts';
import { bytesOfModel } from '../src/model-size.ts';
import { datasetsDir } from './config.ts';

const hasDatasets = existsSync(`${datasetsDir}/nlu`);
if (!hasDatasets) console.log(`Skipped: the engine's speed, for there is no ${datasetsDir}/nlu (DATASETS_DIR).`);

const at = new Date(0);
const TEXTS_OF_FAQ = 6;
const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const shared = createEmbedding({ embedder: createEnglishEmbedder() });
const ways = [
  { name: 'words', embedding: undefined },
  { name: 'meanings', embedding: shared },
] as const;
let texts: string[] = [];
let questions: string[] = [];

/** A shop whose FAQs begin at another text for each tenant; over and over the set, with a number, where it is too small. */
function shopOf(tenant: string, count: number, first = 0): Faq[] {
  const textAt = (index: number) => {
    const round = Math.floor((first + index) / texts.length);
    return `${texts[(first + index) % texts.length] ?? ''}${round > 0 ? ` ${round}` : ''}`;
  };
  return Array.from({ length: count }, (_, place) => ({
    id: faqIdSchema.parse(`faq${place}`),
    tenantId: tenantIdSchema.parse(tenant),
    question: textAt(place * TEXTS_OF_FAQ),
    variants: [1, 2, 3, 4, 5].map((variant) => textAt(place * TEXTS_OF_FAQ + variant)),
    answer: `answer ${place}`,
    createdAt: at,
    updatedAt: at,
  }));
}

/** How long work takes, and how much processor time of all threads, which other programs on the machine change less. */
async function timed<T>(work: () => Promise<T>): Promise<{ result: T; tookMs: number; cpuMs: number }> {
  const before = process.cpuUsage();
  const began = performance.now();
  const result = await work();
  const tookMs = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { result, tookMs, cpuMs: (user + system) / 1_000 };
}

async function timesOf(model: AnswerModel): Promise<number[]> {
  const times: number[] = [];
  for (const text of questions.slice(0, 500)) times.push((await timed(() => askModel(model, { text, at }))).tookMs);
  return times;
}

describe.skipIf(!hasDatasets)('the speed of the answer engine', () => {
  beforeAll(async () => {
    texts = (await readRows(`${datasetsDir}/nlu/clinc150/train.jsonl`)).map(({ text }) => text);
    questions = (await readRows(`${datasetsDir}/nlu/banking77/train.jsonl`)).map(({ text }) => text);
    await shared.ofTexts(tenantIdSchema.parse('warm'), [{ text: 'hello', language: 'en' }]);
  });

  it.each(ways)('learns 100 FAQs with 5 variants each by $name', async ({ name, embedding }) => {
    const faqs = shopOf(`learns-${name}`, 100);
    const { tookMs, cpuMs } = await timed(() => learn(faqs, { version: 1, ...(embedding && { embedding }) }));
    const again = await timed(() => learn(faqs, { version: 2, ...(embedding && { embedding }) }));
    console.log(
      `100 FAQs by ${name}: learnt in ${ms(tookMs)}, ${ms(cpuMs)} of processor; again in ${ms(again.tookMs)}, ${ms(again.cpuMs)}`,
    );
  });

  it.each(ways)('answers from 1,000 FAQs with 5 variants each by $name', async ({ name, embedding }) => {
    const {
      result: model,
      tookMs,
      cpuMs,
    } = await timed(() => learn(shopOf(`one-${name}`, 1_000), { version: 1, ...(embedding && { embedding }) }));
    const { result: times, cpuMs: askingMs } = await timed(() => timesOf(model));
    console.log(
      `1,000 FAQs by ${name}: learnt in ${ms(tookMs)}, ${ms(cpuMs)} of processor, ${(bytesOfModel(model) / 1e6).toFixed(1)} MB, p50 ${ms(quantileOf(times, 0.5))}, p95 ${ms(quantileOf(times, 0.95))}, ${ms(askingMs / times.length)} of processor each`,
    );
  });

  it('answers from 10,000 FAQs not much slower than from 100', async () => {
    const p50: number[] = [];
    for (const count of [100, 10_000]) {
      const { result: model, tookMs } = await timed(() => learn(shopOf(`size${count}`, count), { version: 1 }));
      const times = await timesOf(model);
      p50.push(quantileOf(times, 0.5));
      console.log(`${count} FAQs by words: learnt in ${ms(tookMs)}, p50 ${ms(quantileOf(times, 0.5))}`);
    }
    console.log(`10,000 FAQs take ${((p50[1] ?? 0) / (p50[0] ?? 1)).toFixed(1)} times as long as 100`);
  });

  it('serves a new variant among 1,000 FAQs within 100 ms', async () => {
    let faqs = shopOf('variant', 1_000);
    const tenantId = tenantIdSchema.parse('variant');
    const cache = createModelCache({ loadFaqs: async () => faqs, embedding: shared });
    await cache.modelFor(tenantId, 1);
    await cache.settled();
    const times: number[] = [];
    for (let version = 2; version < 12; version += 1) {
      faqs = faqs.map((faq, place) =>
        place === version * 3 ? { ...faq, variants: [...faq.variants, `the ${version} new words`] } : faq,
      );
      const { result: answer, tookMs } = await timed(async () =>
        askModel(await cache.modelFor(tenantId, version), { text: `the ${version} new words`, at }),
      );
      times.push(tookMs);
      expect(answer).toMatchObject({ faqId: `faq${version * 3}` });
    }
    console.log(`a new variant among 1,000 FAQs: p50 ${ms(quantileOf(times, 0.5))}, most ${ms(Math.max(...times))}`);
    const relearnt = await timed(() => cache.settled());
    console.log(`all of it learnt anew ${ms(relearnt.tookMs)} later`);
  });

  it.each(ways)('answers 2,000 questions to 50 tenants at once by $name', async ({ name, embedding }) => {
    const tenants = Array.from({ length: 50 }, (_, index) => `crowd-${name}-${index}`);
    const cache = createModelCache({
      loadFaqs: async (tenantId: TenantId) => shopOf(tenantId, 20, tenants.indexOf(tenantId) * 120),
      ...(embedding && { embedding }),
    });
    const ask = async (tenant: string, text: string) =>
      askModel(await cache.modelFor(tenantIdSchema.parse(tenant), 1), { text, at });
    for (const tenant of tenants) await ask(tenant, 'hello');
    await cache.settled();
    const times = await Promise.all(
      questions.slice(0, 2_000).map(async (text, index) => {
        return (await timed(() => ask(tenants[index % tenants.length] ?? '', text))).tookMs;
      }),
    );
    console.log(
      `2,000 questions to 50 tenants at once by ${name}: p50 ${ms(quantileOf(times, 0.5))}, p99 ${ms(quantileOf(times, 0.99))}`,
    );
  });

  it.each(ways)('one tenant’s flood leaves another’s answers as they were, by $name', async ({ name, embedding }) => {
    const [quiet, loud] = [`quiet-${name}`, `loud-${name}`];
    const cache = createModelCache({
      loadFaqs: async (tenantId: TenantId) => shopOf(tenantId, 100, tenantId === loud ? 5_000 : 0),
      ...(embedding && { embedding }),
    });
    const ask = async (tenant: string, text: string) =>
      askModel(await cache.modelFor(tenantIdSchema.parse(tenant), 1), { text, at });
    await Promise.all([ask(quiet, 'hello'), ask(loud, 'hello')]);
    await cache.settled();
    const p99Of = async (own: readonly string[]) => {
      const times: number[] = [];
      for (const text of own) {
        await nextTurn();
        times.push((await timed(() => ask(quiet, text))).tookMs);
      }
      return quantileOf(times, 0.99);
    };
    const alone = await p99Of(questions.slice(0, 300));
    let isFlooding = true;
    const flood = Array.from({ length: 16 }, async (_, lane) => {
      for (let index = lane; isFlooding; index += 16) {
        await nextTurn();
        await ask(loud, questions[1_000 + (index % 8_000)] ?? '');
      }
    });
    const flooded = await p99Of(questions.slice(300, 600));
    isFlooding = false;
    await Promise.all(flood);
    console.log(`p99 of a quiet tenant by ${name}: alone ${ms(alone)}, beside a flood ${ms(flooded)}`);
  });
});
