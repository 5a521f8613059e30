import { type FaqId, faqIdSchema } from '@answerdesk/domain';
import {
  everyBroken,
  everyHostileChat,
  type HostileModel,
  type Hostility,
  hostileMarks,
  startHostileModel,
} from '@answerdesk/testing';
import { LLMock } from '@copilotkit/aimock';
import { afterEach, describe, expect, test } from 'vitest';
import type { ToGround } from './ground-answer.ts';
import { openTestModel } from './open-test-model.ts';

const key = 'sk-of-tests-0123456789';
const faqId: FaqId = faqIdSchema.parse('f1');
const approved = 'You can return shoes within 30 days.';
const secrets = ['4111 1111 1111 1111', 'eve@mail.example', '+34 911 222 333'];
const wanted: ToGround = {
  question: `can i send shoes back? ${secrets.join(', ')}`,
  language: 'en',
  faqs: [{ faqId, question: 'Can I return?', answer: approved }],
};
const toTranslate = { faqId, text: approved, from: 'en', to: 'es' } as const;
const SHORT_MS = 300;
const marks = [...Object.values(hostileMarks), key, 'margin', 'kostenlos', '<', 'Ignore', 'FAQs and from nothing else'];

let hostile: HostileModel | undefined;
let mock: LLMock | undefined;
afterEach(async () => {
  await hostile?.stop();
  await mock?.stop();
  hostile = mock = undefined;
});

const framed = (words: string) => JSON.stringify({ supported: true, faqIds: ['faq-1'], answer: words });
const nameOf = (hostility: Hostility) => JSON.stringify(hostility).slice(0, 90);
const everything = [...everyBroken('http://127.0.0.1:9/v1'), ...everyHostileChat];

describe.each([
  ['words as they are', undefined],
  ['words in the form asked for', framed],
] as const)('a hostile model, its %s,', (_name, frame) => {
  test.each(everything.map((hostility) => [nameOf(hostility), hostility] as const))(
    'does %s in vain',
    async (_does, does) => {
      hostile = await startHostileModel({ always: does, ...(frame && { frame }) });
      const { model, tenantId, keptTexts } = openTestModel(hostile.baseUrl, key);
      const phrased = await model.ground(tenantId, wanted, SHORT_MS);
      expect(phrased.call?.outcome).toMatch(/^(refused|failed|timed-out)$/);
      expect(phrased.text).toBeUndefined();
      const translated = await model.translate(tenantId, toTranslate, SHORT_MS);
      for (const said of [JSON.stringify(phrased), JSON.stringify(translated), ...keptTexts.values()]) {
        for (const mark of marks) expect(said).not.toContain(mark);
      }
      expect(hostile.leaks(secrets)).toEqual([]);
    },
  );
});

test('an honest endpoint of somebody else’s making is understood', async () => {
  mock = new LLMock({ port: 0 });
  mock.onMessage(/shoes/, { content: framed(approved) });
  await mock.start();
  const { model, tenantId } = openTestModel(`${mock.url}/v1`, key);
  const phrased = await model.ground(tenantId, wanted, 5_000);
  expect(phrased).toMatchObject({ text: approved, faqIds: [faqId], call: { outcome: 'used' } });
  const [asked] = mock.getRequests();
  expect(JSON.stringify(asked?.body)).toContain('[card]');
});

test('its errors and its inventions are refused', async () => {
  mock = new LLMock({ port: 0 });
  mock.onMessage(/shoes/, { content: framed('You can return shoes within 90 days.') });
  await mock.start();
  const { model, tenantId } = openTestModel(`${mock.url}/v1`, key);
  const invented = await model.ground(tenantId, wanted, 5_000);
  expect(invented).toMatchObject({ call: { outcome: 'refused', why: 'numbers' } });
  mock.nextRequestError(503, { message: 'overloaded' });
  mock.nextRequestError(503, { message: 'overloaded' });
  const broken = await model.ground(tenantId, wanted, 5_000);
  expect(broken).toMatchObject({ call: { outcome: 'failed', why: 'status 503' } });
  expect([invented.text, broken.text]).toEqual([undefined, undefined]);
});
