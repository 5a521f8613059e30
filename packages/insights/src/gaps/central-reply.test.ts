import { conversationIdSchema, messageIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { centralReply } from './central-reply.ts';
import type { HumanReply } from './ports.ts';

const asked = ['Can I have my money back for a coat?', 'money back for the coat'];

function said(conversation: string, text: string): HumanReply {
  const messageId = messageIdSchema.parse(`${conversation}-${text.length}`);
  return { messageId, conversationId: conversationIdSchema.parse(conversation), text };
}

test('the reply that says what most say is taken, not what is said to everybody', () => {
  const replies = [
    said('a', 'Hello, let me have a look for you.'),
    said('a', 'You have 30 days to get your money back for a coat.'),
    said('b', 'Hello, let me have a look.'),
    said('b', 'Your money back for a coat: within 30 days.'),
    said('c', 'Please call our shop in the old town about that one, it is quite special.'),
    said('c', 'You get your money back for a coat within 30 days.'),
  ];
  expect(centralReply(replies, asked)?.text).toMatch(/money back for a coat/);
});

test('one reply alone is taken, and what says nothing is not', () => {
  expect(centralReply([said('a', 'Within 30 days, with the receipt.')], asked)?.text).toMatch(/^Within 30/);
  expect(centralReply([said('a', 'Hi!'), said('b', 'ok')], asked)).toBeUndefined();
  expect(centralReply([], asked)).toBeUndefined();
});
