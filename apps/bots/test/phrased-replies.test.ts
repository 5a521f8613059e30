import {
  botReplyUsageId,
  type FaqContent,
  type MessageId,
  messageIdSchema,
  modelTokensUsageId,
} from '@answerdesk/domain';
import { type HostileModel, hostileMarks, startHostileModel, testDatabases } from '@answerdesk/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { modelKey, openWidgetDesk, textOf, within } from './widget-shop.ts';

const returns = 'You can return unworn shoes within 30 days of delivery.';
const faqs: readonly FaqContent[] = [
  { question: 'Can I return shoes?', variants: ['refund for shoes'], answer: returns },
  {
    question: 'Can I exchange shoes?',
    variants: ['another size'],
    answer: 'You can exchange shoes in our store in Lyon.',
  },
  { question: 'When do you open?', variants: ['opening hours'], answer: 'We are open from 9 to 17.' },
  { question: '¿Hacen envíos a Canarias?', variants: [], answer: 'Enviamos a Canarias en 7 días.', locale: 'es' },
];
/** Near several FAQs, and sure of none. */
const unsure = 'my shoes pinch, what are my options now? mail eve@mail.example';
const framed = (answer: string, faqIds = ['faq-1']) => JSON.stringify({ supported: true, faqIds, answer });

describe.each(testDatabases())('replies phrased by a shop’s own model on $name', (kind) => {
  // What a busy machine does to a model's time is not looked at here.
  const desk = openWidgetDesk(kind, { isDevelopment: true, modelTimeMs: 60_000 });
  const hasty = openWidgetDesk(kind, { isDevelopment: true, modelTimeMs: 4_000 });
  let endpoint: HostileModel | undefined;
  afterEach(async () => {
    await endpoint?.stop();
    endpoint = undefined;
  });

  async function open(
    options: Parameters<typeof startHostileModel>[0] = {},
    settings: NonNullable<Parameters<ReturnType<typeof openWidgetDesk>['openShop']>[1]>['settings'] = {},
    at = desk,
  ) {
    endpoint = await startHostileModel({
      say: ({ messages = [] }) => framed(returns, [idIn(String(messages[1]?.content), 'Can I return shoes?')]),
      ...options,
    });
    const shop = await at.openShop(undefined, { faqs, model: endpoint.baseUrl, settings });
    const visitor = await shop.visitor();
    const events = await visitor.listen();
    const ask = async (text: string) => {
      const before = events.parts.length;
      await visitor.post({ text });
      await expect.poll(() => events.parts.length, within).toBe(before + 1);
      return textOf(events.parts[before] ?? {});
    };
    const replies = async () => (await shop.stored()).filter(({ direction }) => direction === 'out');
    const questionId = async (): Promise<MessageId> =>
      messageIdSchema.parse((await shop.stored()).find(({ direction }) => direction === 'in')?._id);
    return { ...shop, ask, replies, questionId, endpoint };
  }

  test('what the FAQs support is said, traced, and counted once as generated, with its tokens', async () => {
    const { tenantId, ask, replies, questionId, endpoint: model } = await open();
    expect(await ask(unsure)).toBe(returns);
    expect(model.calls()).toHaveLength(1);
    expect(model.calls()[0]?.key).toBe(modelKey);
    expect(model.leaks(['eve@mail.example'])).toEqual([]);
    await expect.poll(async () => (await replies()).length, within).toBe(1);
    const [reply] = await replies();
    expect(reply).toMatchObject({
      turn: { handledAs: 'answered', rule: 'generated' },
      trace: {
        outcome: 'answered',
        models: { check: 'supported', calls: [{ purpose: 'ground', model: 'fake-small', outcome: 'used' }] },
      },
    });
    expect(JSON.stringify(reply?.trace)).not.toContain('eve@mail.example');
    const id = await questionId();
    const { ledger } = desk.stores();
    const counted = () => ledger.find(tenantId, botReplyUsageId(id));
    await expect.poll(counted, within).toMatchObject({ kind: 'bot-reply', rule: 'generated', quantity: 1 });
    const tokens = () => ledger.find(tenantId, modelTokensUsageId(id));
    await expect.poll(tokens, within).toMatchObject({ kind: 'model-tokens', rule: 'used', causeId: id });
  });

  test('a message that is dealt with again is not asked about again, and keeps its one reply', async () => {
    const { tenantId, ask, replies, questionId, endpoint: model } = await open();
    expect(await ask(unsure)).toBe(returns);
    const id = await questionId();
    const { messages, conversations } = desk.models();
    const isHandled = async () => (await messages.findOne({ tenantId, _id: id }).lean())?.isHandled;
    await expect.poll(isHandled, within).toBe(true);
    // As a process leaves it that died before it noted what it had done.
    await conversations.updateMany({ tenantId }, { $unset: { lastHandledId: 1 } });
    await messages.deleteMany({ tenantId, direction: 'out' });
    await messages.updateOne({ tenantId, _id: id }, { $set: { isHandled: false }, $unset: { handledAs: 1 } });
    await ask('When do you open?');
    await expect.poll(isHandled, within).toBe(true);
    expect(model.calls()).toHaveLength(1);
    const again = (await replies()).find(({ causeId }) => causeId === id);
    expect(again).toMatchObject({ content: { text: returns }, trace: { models: { check: 'supported' } } });
    const charged = async () =>
      (await desk.models().usageevents.find({ tenantId }).lean()).map(({ kind, rule }) => [kind, rule]).sort();
    await expect.poll(charged, within).toEqual([
      ['bot-reply', 'faq-exact'],
      ['bot-reply', 'generated'],
      ['model-tokens', 'used'],
    ]);
  });

  test('an approved answer is served as it is, without asking the model', async () => {
    const { ask, endpoint: model } = await open();
    expect(await ask('Can I return shoes?')).toBe(returns);
    expect(model.calls()).toHaveLength(0);
  });

  test('where it is switched off, or the month’s budget is spent, no model is asked', async () => {
    const off = await open({}, { phrasesAnswers: false });
    expect(await off.ask(unsure)).not.toBe(returns);
    const broke = await open({}, { monthlyBudgetCents: 0 });
    expect(await broke.ask(unsure)).not.toBe(returns);
    expect([...off.endpoint.calls(), ...broke.endpoint.calls()]).toEqual([]);
  });

  test.each([
    { kind: 'hang' },
    { kind: 'hang-after-head' },
    { kind: 'drip', everyMs: 50 },
    { kind: 'rate-limit', retryAfter: '999999' },
    { kind: 'error', status: 500 },
    { kind: 'huge-body', bytes: 2_000_000 },
    { kind: 'says', words: 'invented-prices' },
    { kind: 'says', words: 'injected-instructions' },
    { kind: 'says', words: 'system-prompt' },
    { kind: 'says', words: 'wrong-language' },
    { kind: 'says', words: 'markdown-links' },
  ] as const)('a model that does $kind leaves the customer with what the bot says without one', async (does) => {
    const plain = await desk.openShop(undefined, { faqs });
    const visitor = await plain.visitor();
    const events = await visitor.listen();
    await visitor.post({ text: unsure });
    await expect.poll(() => events.parts.length, within).toBe(1);
    const {
      ask,
      replies,
      endpoint: model,
    } = await open(
      { always: does, frame: (words) => framed(words) },
      {},
      ['hang', 'hang-after-head', 'drip'].includes(does.kind) ? hasty : desk,
    );
    expect(await ask(unsure)).toBe(textOf(events.parts[0] ?? {}));
    expect(model.calls().length).toBeGreaterThan(0);
    await expect.poll(async () => (await replies()).length, within).toBe(1);
    const [reply] = await replies();
    expect(reply?.trace).toMatchObject({ models: { calls: [{ purpose: 'ground' }] } });
    for (const mark of [...Object.values(hostileMarks), modelKey]) expect(JSON.stringify(reply)).not.toContain(mark);
    events.stop();
  });

  test('an approved answer in another language is translated once, and from then on without the model', async () => {
    const english = 'We ship to the Canary Islands in 7 days.';
    const { tenantId, ask, endpoint: model } = await open({ say: () => english });
    const asked = 'Hello, please answer me in English: ¿Hacen envíos a Canarias?';
    const first = await ask(asked);
    expect(first).toContain(english);
    expect(first).toContain('Spanish');
    expect(model.calls()).toHaveLength(1);
    const kept = await desk.models().answertranslations.find({ tenantId }).lean();
    expect(kept.map(({ to, text }) => [to, text])).toEqual([['en', english]]);
    expect(await ask('¿Hacen envíos a Canarias?')).toBe(first);
    expect(model.calls()).toHaveLength(1);
  });
});

/** The name that an FAQ has in a request. */
function idIn(text: string, question: string): string {
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  const found = lines.map((line) => JSON.parse(line)).find((faq) => faq.question === question);
  return found?.id ?? 'none';
}
