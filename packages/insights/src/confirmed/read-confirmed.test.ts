import { conversationIdSchema, type FaqRecord, faqIdSchema, messageIdSchema, tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import type { TurnFact } from '../gaps/ports.ts';
import { readConfirmed } from './read-confirmed.ts';

const tenantId = tenantIdSchema.parse('t1');
const conversationId = conversationIdSchema.parse('c1');
const faqId = faqIdSchema.parse('f1');
const at = new Date('2026-01-01T10:00:00Z');
const fact = (id: string, told: Pick<TurnFact, 'author'> & Partial<TurnFact>): TurnFact => ({
  ...{ tenantId, conversationId, id: messageIdSchema.parse(id) },
  ...told,
});

test('what an agent sends after a no to what was asked back confirms the FAQ for the question that was asked', async () => {
  const candidates = [{ faqId, question: 'How can I pay?', probability: 0.4 }];
  const [asked, no] = [messageIdSchema.parse('m1'), messageIdSchema.parse('m2')];
  const facts = [
    fact('m1', { author: 'contact', text: 'what is the credit limit' }),
    fact('m1.r', { author: 'bot', causeId: asked, handledAs: 'clarify', candidates }),
    fact('m2', { author: 'contact', text: 'no' }),
    fact('m2.r', { author: 'bot', causeId: no, handledAs: 'handover', reason: 'no-answer', askedId: asked }),
    fact('m3', { author: 'agent', text: 'By card.' }),
  ];
  const record: FaqRecord = {
    ...{ id: faqId, tenantId, revision: 1, createdAt: at, updatedAt: at },
    published: { question: 'How can I pay?', variants: [], answer: 'By card.' },
  };
  const confirmed = await readConfirmed(
    {
      facts: {
        async *between() {
          yield* facts;
        },
        before: async (_tenantId, _conversationId, id) => facts.filter((each) => each.id < id).toReversed(),
        after: async (_tenantId, _conversationId, id) => facts.filter((each) => each.id > id),
      },
      faqs: { findMany: async () => [record] },
    },
    at,
    at,
  );
  expect(confirmed).toMatchObject([{ askedId: 'm1', faqId: 'f1', by: 'sent' }]);
});
