import { conversationIdSchema } from '@answerdesk/domain';
import { readResolution } from '@answerdesk/insights';
import { createUpdates, type FakeTelegram, postUpdate, startFakeTelegram, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBots, type TestBots } from './open-bots.ts';
import { DAY_MS, MINUTE_MS } from './resolution-room.ts';

/** What a customer writes to a shop that has its hours and its prices, and what that is a day later. */
const walks: readonly [string, readonly string[], string][] = [
  ['an answer and no more', ['When do you open?'], 'assumed quiet bot'],
  ['thanks in their words', ['When do you open?', 'perfect, thank you'], 'confirmed thanked bot'],
  ['a thumb up', ['When do you open?', '👍'], 'confirmed said-yes bot'],
  ['a thumb down', ['When do you open?', '👎'], 'unresolved rejected bot'],
  ['only an ok', ['When do you open?', 'ok'], 'assumed quiet bot'],
  ['that it did not help', ['When do you open?', 'that did not help'], 'unresolved rejected bot'],
  ['another matter', ['When do you open?', 'How can I pay?'], 'assumed quiet bot'],
  ['the same again', ['When do you open?', 'When do you open?'], 'unresolved same-answer bot'],
  ['a wish for a person', ['When do you open?', 'I want to talk to a person'], 'unresolved person-wanted bot'],
  ['nothing there is an answer to', ['Who won the world cup of 1986?'], 'unresolved person-wanted undefined'],
  ['thanks for a person to come', ['I want to talk to a person', 'thank you'], 'unresolved person-wanted undefined'],
];

describe.each(testDatabases())('what customers really write on $name', (kind) => {
  const updates = createUpdates();
  let fake: FakeTelegram;
  let bots: TestBots;
  let shop: Awaited<ReturnType<TestBots['openShop']>>;
  beforeAll(async () => {
    fake = await startFakeTelegram({});
    bots = await openBots(kind, { isHurried: true, channels: { telegram: { apiRoot: fake.apiRoot } } });
    const faqs = [
      { question: 'When do you open?', answer: 'At nine.' },
      { question: 'How can I pay?', answer: 'By card.' },
    ];
    shop = await bots.openShop(faqs, 'telegram', { token: '84:token-of-tests' });
  });
  afterAll(async () => {
    await bots.close();
    await fake.stop();
  });

  test.each(walks)('%s', async (what, messages, expected) => {
    const { tenantId, webhookUrl: url, secret = '' } = shop;
    const customer = { id: 8_400_000_000 + walks.findIndex(([name]) => name === what) };
    const chatKey = String(customer.id);
    const sent = () => fake.sent().filter(({ chatId }) => chatId === chatKey);
    for (const [index, text] of messages.entries()) {
      await postUpdate({ url, secret }, updates.text(customer, text));
      await fake.waitForSent(() => sent().length > index, 60_000);
    }
    const chat = await bots.desk.database.models.conversations.findOne({ tenantId, chatKey });
    const conversationId = conversationIdSchema.parse(chat?._id);
    const { transcripts, enquiries } = bots.desk.stores;
    const now = () => new Date(Date.now() + DAY_MS + MINUTE_MS);
    const deps = { transcripts, enquiries, quietHoursOf: async () => 24, now };
    const read = async () => {
      const enquiry = await readResolution(deps, tenantId, conversationId);
      return enquiry && `${enquiry.state} ${enquiry.reason} ${enquiry.by}`;
    };
    // A reply is sent first and stored a moment later.
    await expect.poll(read, { timeout: 60_000 }).toBe(expected);
    expect(bots.noted.filter((note) => note.includes('settling'))).toEqual([]);
  });
});
