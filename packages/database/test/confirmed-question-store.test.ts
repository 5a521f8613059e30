import {
  type ConfirmedQuestion,
  conversationIdSchema,
  faqIdSchema,
  messageIdSchema,
  newId,
  newTenantId,
} from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const conversationId = conversationIdSchema.parse('c-one');
const noon = Date.UTC(2026, 10, 29, 12);

function asked(text: string, rest: Partial<ConfirmedQuestion> = {}): ConfirmedQuestion {
  const id = messageIdSchema.parse(newId(noon));
  const faqId = faqIdSchema.parse('f-one');
  return { id, conversationId, faqId, by: 'thanked', at: new Date(noon), text, language: 'en', ...rest };
}

describe.each(testDatabases())('confirmed questions on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  test('the newest come first, each once, and no other tenant sees them', async () => {
    const { confirmed } = desk.stores;
    const [tenantId, other] = [newTenantId(), newTenantId()];
    const questions = ['one', 'two', 'three'].map((text) => asked(text));
    await confirmed.add(tenantId, questions);
    await confirmed.add(tenantId, questions);
    expect(await confirmed.list(tenantId, 2)).toEqual([questions[2], questions[1]]);
    expect(await confirmed.ofConversation(tenantId, conversationId)).toHaveLength(3);
    expect(await confirmed.list(other, 10)).toEqual([]);
    await confirmed.keepNewest(other, 1);
    await confirmed.remove(other, [questions[0]?.id ?? messageIdSchema.parse('none')]);
    expect(await confirmed.list(tenantId, 10)).toHaveLength(3);
  });

  test("staff's word goes over the customer's, and not the other way round", async () => {
    const { confirmed } = desk.stores;
    const tenantId = newTenantId();
    const question = asked('Where is it?');
    const [right, wrong] = [faqIdSchema.parse('f-right'), faqIdSchema.parse('f-wrong')];
    await confirmed.add(tenantId, [question]);
    await confirmed.add(tenantId, [{ ...question, by: 'taught', faqId: right }]);
    await confirmed.add(tenantId, [{ ...question, by: 'chosen', faqId: wrong }]);
    expect(await confirmed.list(tenantId, 10)).toMatchObject([{ by: 'taught', faqId: right }]);
  });

  test('what is older than the newest so many is forgotten, and what is taken back', async () => {
    const { confirmed } = desk.stores;
    const tenantId = newTenantId();
    const questions = Array.from({ length: 5 }, (_, at) => asked(`question ${at}`));
    await confirmed.add(tenantId, questions);
    await confirmed.keepNewest(tenantId, 8);
    expect(await confirmed.list(tenantId, 10)).toHaveLength(5);
    await confirmed.keepNewest(tenantId, 3);
    expect((await confirmed.list(tenantId, 10)).map(({ text }) => text)).toEqual([
      'question 4',
      'question 3',
      'question 2',
    ]);
    await confirmed.remove(tenantId, [questions[3]?.id ?? messageIdSchema.parse('none')]);
    expect(await confirmed.list(tenantId, 10)).toHaveLength(2);
  });
});
