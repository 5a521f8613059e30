import type { TenantId } from '@answerdesk/domain';
import { startFakeOpenai } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bicycleShop, faqsOf } from '../test/shop.ts';
import { askModel } from './ask-model.ts';
import { createEmbedding, type Embedding } from './embedding/create-embedding.ts';
import { createEnglishEmbedder } from './embedding/english/english-embedder.ts';
import { openEmbedding, readEmbeddingSettings } from './embedding/open-embedding.ts';
import { answerQuestion, learn } from './index.ts';

const at = new Date('2026-03-02');

/** An embedding that is watched. */
function watched(embedding: Embedding) {
  const questions: string[] = [];
  const watching: Embedding = {
    ...embedding,
    ofQuestion: (tenantId, question) => {
      questions.push(question.text);
      return embedding.ofQuestion(tenantId, question);
    },
  };
  return { questions, watching };
}

describe('a model that was learnt by meanings too', () => {
  const english = createEmbedding({ embedder: createEnglishEmbedder(), questionMs: 60_000 });

  it('is asked by meaning in the language that the embedder knows, and by words alone in others', async () => {
    const { watching, questions } = watched(english);
    const faqs = faqsOf([...bicycleShop, { question: '¿Dónde están?', answer: 'Aquí', locale: 'es' }]);
    const model = await learn(faqs, { version: 1, embedding: watching });
    const asked = { text: 'at what o’clock do your doors shut', at };
    const spanish = { text: '¿En qué lugar están ustedes, por favor?', at };
    expect(await askModel(model, asked)).not.toEqual(answerQuestion(model, asked));
    expect(await askModel(model, spanish)).toEqual(answerQuestion(model, spanish));
    expect(questions).toEqual([asked.text, spanish.text]);
  });

  it('is the same, byte for byte, when it is learnt again', async () => {
    const anew = createEmbedding({ embedder: createEnglishEmbedder() });
    const [one, two] = [
      await learn(bicycleShop, { version: 1, embedding: english }),
      await learn(bicycleShop, { version: 1, embedding: anew }),
    ];
    expect(two.knowledge).toStrictEqual(one.knowledge);
    expect(one.knowledge.scorer.embedded).toBeDefined();
  });

  it('is not asked for the vector of what an FAQ has word for word', async () => {
    const { watching, questions } = watched(english);
    const model = await learn(bicycleShop, { version: 1, embedding: watching });
    expect(await askModel(model, { text: 'Opening hours?', at })).toMatchObject({ faqId: 'faq0' });
    expect(questions).toEqual([]);
  });

  it('answers by words where the embedder fails, in learning and in asking', async () => {
    const broken: Embedding = { ...english, ofTexts: async () => 'failed', ofQuestion: async () => undefined };
    const unlearnt = await learn(bicycleShop, { version: 1, embedding: broken });
    const words = await learn(bicycleShop, { version: 1 });
    expect(unlearnt).toMatchObject({ isIncomplete: true, knowledge: words.knowledge });
    expect(await askModel(unlearnt, { text: 'shop hours', at })).toEqual(
      answerQuestion(words, { text: 'shop hours', at }),
    );
    const learnt = await learn(bicycleShop, { version: 1, embedding: { ...english, ofQuestion: broken.ofQuestion } });
    expect(await askModel(learnt, { text: 'opening hours today', at })).toMatchObject({ faqId: 'faq0' });
  });
});

describe('an endpoint’s embeddings', () => {
  const meanings = new Map([
    ['我的包裹在哪里', 'where is my parcel'],
    ['你们几点开门', 'opening hours'],
  ]);
  let fake: Awaited<ReturnType<typeof startFakeOpenai>>;
  beforeAll(async () => {
    fake = await startFakeOpenai({ embeddings: { dimensions: 256, meaningOf: (text) => meanings.get(text) ?? text } });
  });
  afterAll(() => fake.stop());

  it('find an English FAQ for a Chinese question', async () => {
    const settings = readEmbeddingSettings({ OPENAI_BASE_URL: fake.baseUrl, OPENAI_EMBEDDING_MODEL: 'fake-embedding' });
    const spent = new Map<TenantId, number>();
    const embedding = openEmbedding(settings, {
      note: (why) => expect.unreachable(why),
      now: () => at,
      questionMs: 10_000,
      spend: {
        async addSpend(tenantId, _month, micros) {
          spent.set(tenantId, (spent.get(tenantId) ?? 0) + micros);
          return spent.get(tenantId) ?? 0;
        },
        findSpend: async (tenantId) => spent.get(tenantId) ?? 0,
      },
    });
    const model = await learn(bicycleShop, { version: 1, ...(embedding && { embedding }) });
    for (const [text, faqId] of [
      ['我的包裹在哪里', 'faq4'],
      ['你们几点开门', 'faq0'],
    ] as const) {
      const { trace, language } = await askModel(model, { text, at });
      expect({ language, first: trace.candidates[0]?.faqId }).toEqual({ language: 'zh-CN', first: faqId });
    }
  });
});

describe('the settings', () => {
  it.each([
    [{}, { kind: 'english' }],
    [{ ANSWERS_EMBEDDING: 'off', OPENAI_EMBEDDING_MODEL: 'm' }, { kind: 'off' }],
    [
      { OPENAI_EMBEDDING_MODEL: 'm', OPENAI_API_KEY: 'sk-1', OPENAI_EMBEDDING_BUDGET_CENTS: '7' },
      {
        kind: 'endpoint',
        endpoint: { baseUrl: 'https://api.openai.com/v1', model: 'm', key: 'sk-1' },
        monthlyBudgetCents: 7,
      },
    ],
  ])('%j mean %j', (environment, settings) => {
    expect(readEmbeddingSettings(environment)).toEqual(settings);
  });

  it.each([
    ['ANSWERS_EMBEDDING', 'german'],
    ['OPENAI_BASE_URL', 'nowhere'],
    ['OPENAI_EMBEDDING_BUDGET_CENTS', 'much'],
  ])('a wrong %s is named', (name, value) => {
    expect(() => readEmbeddingSettings({ [name]: value })).toThrow(name);
  });
});
