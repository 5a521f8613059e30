import {
  accountIdSchema,
  contactIdSchema,
  conversationIdSchema,
  faqIdSchema,
  idsFrom,
  messageIdSchema,
  newTenantId,
} from '@answerdesk/domain';
import { type SettleResolutionsDeps, settleResolutions } from '@answerdesk/insights';
import { testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';

const CONVERSATIONS = 5_000;
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

describe.each(testDatabases())('what settling costs on $name', ({ name, open }) => {
  test('five thousand answered questions, as they come and when their window is over', async () => {
    const desk = await open();
    const begin = Date.parse('2026-03-01T09:00:00Z');
    const tenantId = newTenantId();
    const { models } = desk.database;
    const base = { tenantId, accountId: accountIdSchema.parse(`${tenantId}.a`), channel: 'telegram' } as const;
    const all = Array.from({ length: CONVERSATIONS }, (_, index) => {
      const at = new Date(begin + index * 10);
      const id = messageIdSchema.parse(`${idsFrom(at)}${String(index).padStart(15, '0')}`);
      const contactId = contactIdSchema.parse(`p${index}`);
      return { id, at, contactId, conversationId: conversationIdSchema.parse(`c${index}`), chatKey: String(index) };
    });
    await models.conversations.insertMany(
      all.map(({ conversationId, contactId, chatKey, at }) => ({
        ...{ ...base, _id: conversationId, contactId, chatKey, isGroup: false, holder: { kind: 'bot' }, epoch: 0 },
        ...{ status: 'bot', unsureTurns: 0, createdAt: at, lastMessageAt: at },
      })),
    );
    await models.messages.insertMany(
      all.flatMap(({ id, at, contactId, conversationId, chatKey }) => {
        const said = { ...base, conversationId, createdAt: at, isHandled: true };
        const content = { kind: 'text', text: 'When do you open?' } as const;
        const inbound = { dedupeKey: id, chatKey, isGroup: false, contact: { platformId: chatKey }, content };
        const author = { kind: 'contact', contactId } as const;
        const lastAnswered = { messageId: id, at, faqId: faqIdSchema.parse('hours') };
        const turn = { handledAs: 'answered', changes: { unsureTurns: 0, lastAnswered } } as const;
        const replyId = messageIdSchema.parse(`${id}.r`);
        return [
          { ...said, _id: id, direction: 'in', author, inbound, dedupeKey: id, handledAs: 'answered' } as const,
          {
            ...{ ...said, _id: replyId, direction: 'out', author: { kind: 'bot' }, dedupeKey: `out:${replyId}` },
            ...{ content: { kind: 'reply', text: 'At nine.' }, causeId: id, turn },
          } as const,
        ];
      }),
    );
    const { transcripts, enquiries, resolutions, resolutionJob: job } = desk.stores;
    const deps = (ms: number): SettleResolutionsDeps => ({
      ...{ transcripts, enquiries, resolutions, job, owner: 'one', quietHoursOf: async () => 24 },
      meter: { record: async () => {}, refund: async () => {} },
      now: () => new Date(begin + ms),
      reportFailure: (_what, error) => expect.unreachable(String(error)),
    });
    for (const [what, ms] of [
      ['as they come', 5 * MINUTE_MS],
      ['when their window is over', DAY_MS + 5 * MINUTE_MS],
    ] as const) {
      const started = performance.now();
      while ((await settleResolutions(deps(ms))).more);
      const seconds = (performance.now() - started) / 1_000;
      process.stdout.write(`${name}, ${what}: ${Math.round(CONVERSATIONS / seconds)} conversations a second\n`);
    }
    expect(await models.enquiries.countDocuments({ tenantId, state: 'assumed' })).toBe(CONVERSATIONS);
    await desk.drop();
  }, 600_000);
});
