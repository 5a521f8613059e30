import type { ReplyModel, ToGround } from '@answerdesk/answers';
import {
  type Allowance,
  type Answer,
  type AnswerRule,
  type Faq,
  faqIdSchema,
  type ModelCall,
  type Tenant,
  tenantIdSchema,
} from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { type PhraseDeps, phraseUnsure, type UnsureTurn } from './phrase-unsure.ts';

const tenantId = tenantIdSchema.parse('t1');
const now = new Date('2026-01-01T00:00:00Z');
const idOf = (place: number) => faqIdSchema.parse(`f${place}`);
const model = { baseUrl: 'https://models.example/v1', model: 'small', monthlyBudgetCents: 100, sealedKey: '' };

function faq(place: number, more: Partial<Faq> = {}): Faq {
  const question = `Question ${place}?`;
  return {
    id: idOf(place),
    tenantId,
    question,
    variants: [],
    answer: `Answer ${place}.`,
    createdAt: now,
    updatedAt: now,
    ...more,
  };
}

function unsureAnswer(probabilities: readonly number[], rule: AnswerRule = 'between'): Answer {
  const candidates = probabilities.map((probability, place) => ({
    faqId: idOf(place),
    question: `${place}`,
    probability,
  }));
  const thresholds = { answer: 0.35, clarify: 0.22 };
  return {
    ...{ outcome: 'clarify', choices: [], confidence: probabilities[0] ?? 0, language: 'en' },
    trace: { faqsVersion: 1, language: 'en', candidates, thresholds, rule },
  };
}

interface World {
  readonly faqs?: readonly Faq[];
  readonly tenant?: Partial<Tenant>;
  readonly settings?: object;
  readonly answer?: Answer;
  readonly allowance?: Allowance;
  readonly hasReply?: boolean;
  readonly says?: Partial<Awaited<ReturnType<ReplyModel['ground']>>>;
  readonly turn?: Partial<UnsureTurn>;
}

const call: ModelCall = {
  ...{ purpose: 'ground', model: 'small', tokensIn: 1, tokensOut: 1, costMicros: 1, durationMs: 1 },
  outcome: 'used',
};

async function phrase(world: World = {}) {
  const { faqs = [faq(0), faq(1), faq(2)], says = { text: 'Answer 1.', faqIds: [idOf(1)] } } = world;
  const asked: { wanted: ToGround; withinMs: number }[] = [];
  const failures: string[] = [];
  const deps: PhraseDeps = {
    faqs: { find: async (_tenantId, id) => faqs.find((one) => one.id === id) },
    allowance: async () => world.allowance ?? 'everything',
    hasReply: async () => world.hasReply ?? false,
    replyModel: {
      async ground(_tenantId, wanted, withinMs) {
        asked.push({ wanted, withinMs });
        return { call, ...says };
      },
      translate: async () => ({}),
    },
    reportFailure: (what) => failures.push(what),
    now: () => now,
  };
  const tenant = {
    ...{ id: tenantId, name: 'A shop', locale: 'en', faqsVersion: 1, isDemo: false, createdAt: now },
    settings: { model: { ...model, ...world.settings } },
    ...world.tenant,
  } as Tenant;
  const turn = { tenant, answer: world.answer ?? unsureAnswer([0.3, 0.2, 0.1]), text: 'which one', ...world.turn };
  return { phrased: await phraseUnsure(deps, turn), asked, failures };
}

const given = ({ asked }: Awaited<ReturnType<typeof phrase>>) => asked[0]?.wanted.faqs.map(({ faqId }) => faqId);

test('the likeliest FAQs are given, and the reply names the one that it says', async () => {
  const done = await phrase();
  expect(given(done)).toEqual([idOf(0), idOf(1), idOf(2)]);
  expect(done.phrased).toEqual({
    models: { calls: [call], faqIds: [idOf(1)], check: 'supported' },
    reply: { content: { kind: 'reply', text: 'Answer 1.' }, faqId: idOf(1) },
  });
});

test('WeChat, which hangs up after five seconds, is given less time', async () => {
  const [usual, wechat] = [await phrase(), await phrase({ turn: { channel: 'wechat' } })];
  expect(usual.asked[0]?.withinMs).toBe(4_000);
  expect(wechat.asked[0]?.withinMs).toBe(2_500);
});

test.each<readonly [string, World]>([
  [
    'the engine is sure',
    { answer: { ...unsureAnswer([0.9]), outcome: 'answered', faqId: idOf(0), text: 'Answer 0.' } as Answer },
  ],
  ['two FAQs have just these words', { answer: unsureAnswer([0.5, 0.5], 'same-words') }],
  ['a rule calls a person', { answer: { ...unsureAnswer([0.5]), outcome: 'handover', reason: 'rule' } as Answer }],
  ['nothing is like it', { answer: unsureAnswer([0.01], 'too-unsure') }],
  ['the plan leaves approved answers alone', { allowance: 'exact-only' }],
  ['the plan leaves nothing', { allowance: 'person-only' }],
  ['the message has its reply already', { hasReply: true }],
  ['the tenant does not allow it', { settings: { phrasesAnswers: false } }],
  ['the tenant has no model', { tenant: { settings: {} as never } }],
  [
    'the likeliest is always a person’s',
    { faqs: [faq(0, { category: 'law' }), faq(1)], tenant: { personOnlyCategories: ['law'] } },
  ],
  ['no answer is in the customer’s language', { faqs: [faq(0, { locale: 'fr' }), faq(1, { locale: 'de' })] }],
])('nobody is asked where %s', async (_why, world) => {
  const { phrased, asked, failures } = await phrase(world);
  expect(asked).toEqual([]);
  expect(phrased).toEqual({});
  expect(failures).toEqual([]);
});

test('what is over, a person’s, rejected just now or in another language is not among what may be said', async () => {
  const done = await phrase({
    faqs: [
      faq(0),
      faq(1, { validUntil: now }),
      faq(2, { category: 'law' }),
      faq(3),
      faq(4, { locale: 'fr', translations: [{ locale: 'en', answer: 'In English.', basedOn: 'x' }] }),
    ],
    tenant: { personOnlyCategories: ['law'] },
    answer: unsureAnswer([0.3, 0.2, 0.1, 0.1, 0.1, 0.1]),
    turn: { rejectedId: idOf(3) },
  });
  expect(given(done)).toEqual([idOf(0), idOf(4)]);
  expect(done.asked[0]?.wanted.faqs[1]?.answer).toBe('In English.');
});

test('what was refused is traced, and says nothing', async () => {
  const refused = { ...call, outcome: 'refused', why: 'numbers' } as const;
  const { phrased } = await phrase({ says: { call: refused } });
  expect(phrased).toEqual({ models: { calls: [refused], check: 'numbers' } });
});
