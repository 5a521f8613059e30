import type { TenantId } from '@answerdesk/domain';
import {
  type CustomerOptions,
  createUpdates,
  type FakeTelegram,
  postUpdate,
  startFakeTelegram,
  testDatabases,
} from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBots, type TestBots } from './open-bots.ts';

const WITHIN_MS = 60_000;
const talks = [
  ['English', 'en', ['hello', 'thanks', 'you idiot', 'I want to talk to a human']],
  ['Spanish', 'es', ['hola', 'muchas gracias', 'eres un idiota', 'quiero hablar con una persona']],
  ['Chinese', 'zh-CN', ['你好', '谢谢', '傻逼', '转人工']],
] as const;

describe.each(testDatabases())('small talk on $name', (kind) => {
  let fake: FakeTelegram;
  let served: TestBots;

  beforeAll(async () => {
    fake = await startFakeTelegram({});
    served = await openBots(kind, { isHurried: true, channels: { telegram: { apiRoot: fake.apiRoot } } });
  });
  afterAll(async () => {
    await served.close();
    await fake.stop();
  });

  test.each(talks)(
    'in %s is answered in kind, costs nothing, and ends with a person',
    async (_name, locale, messages) => {
      const { tenantId, webhookUrl, secret } = await served.openShop(
        [
          { question: 'When do you open?', answer: 'At nine.' },
          { question: 'How can I pay?', answer: 'By card.' },
        ],
        'telegram',
        { token: `${7_000_000 + talks.findIndex(([, each]) => each === locale)}:token-of-tests` },
      );
      const customer: CustomerOptions = {
        id: 8_100_000_000 + talks.findIndex(([, each]) => each === locale),
        languageCode: locale,
      };
      const updates = createUpdates();
      const sent = () => fake.sent().filter(({ chatId }) => chatId === String(customer.id));
      for (const [place, text] of messages.entries()) {
        await postUpdate({ url: webhookUrl, secret: secret ?? '' }, updates.text(customer, text));
        await fake.waitForSent(() => sent().length > place, WITHIN_MS);
      }
      expect(new Set(sent().map(({ text }) => text)).size).toBe(messages.length);
      const conversationId = await conversationOf(tenantId);
      const transcript = () => served.desk.stores.messages.listNewest(tenantId, conversationId, 20);
      const handled = async () =>
        (await transcript()).flatMap((message) => (message.direction === 'in' ? [message.handledAs] : []));
      await expect
        .poll(handled, { timeout: WITHIN_MS })
        .toEqual(['small-talk', 'small-talk', 'small-talk', 'handover']);
      const found = await served.desk.stores.conversations.find(tenantId, conversationId);
      expect(found).toMatchObject({ status: 'waiting', waiting: { reason: 'asked-for-person' } });
    },
  );

  async function conversationOf(tenantId: TenantId) {
    for await (const { id } of served.desk.stores.conversations.newest(tenantId, { batch: 10 })) return id;
    throw new Error('There is no conversation.');
  }
});
