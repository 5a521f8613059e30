import { expect, test } from 'vitest';
import { fixtureAccount, fixtureVisitor, requestOf } from './fixture.ts';
import { createWebchat } from './index.ts';

const parse = (body: unknown) =>
  createWebchat().parse(requestOf(new TextEncoder().encode(JSON.stringify(body))), fixtureAccount);

test('a text is its visitor’s, under their own id', () => {
  expect(parse({ id: 'abcdefgh', text: ' hello\u0000 ', locale: 'en-GB' })).toEqual({
    kind: 'parsed',
    ignored: [],
    messages: [
      {
        dedupeKey: `${fixtureVisitor}/abcdefgh`,
        chatKey: fixtureVisitor,
        isGroup: false,
        contact: { platformId: fixtureVisitor, locale: 'en-GB' },
        content: { kind: 'text', text: 'hello' },
      },
    ],
  });
});

test('who the visitor is comes from the session alone', () => {
  const parsed = parse({ id: 'abcdefgh', text: 'hi', visitor: 'somebodyelse0000', chatKey: 'somebodyelse0000' });
  expect(JSON.stringify(parsed)).not.toContain('somebodyelse0000');
});

test.each([
  [
    { id: 'abcdefgh', choiceId: 'faq:f1' },
    { kind: 'choice', choiceId: 'faq:f1' },
  ],
  [{ id: 'abcdefgh', opened: true }, { kind: 'opened' }],
  [
    { id: 'abcdefgh', text: 'x'.repeat(5_000) },
    { kind: 'text', text: 'x'.repeat(4_000) },
  ],
])('reads %j', (body, content) => {
  expect(parse(body)).toMatchObject({ messages: [{ content }] });
});

test.each([
  { text: 'no id' },
  { id: 'short', text: 'x' },
  { id: 'x'.repeat(41), text: 'x' },
  { id: 'with space', text: 'x' },
  { id: 'abcdefgh', text: 'x', filler: 'x'.repeat(17_000) },
])('says malformed of %j', (body) => {
  expect(parse(body).kind).toBe('malformed');
});

test.each([
  { id: 'abcdefgh', text: ' \u200b' },
  { id: 'abcdefgh', choiceId: '' },
  { id: 'abcdefgh', opened: 'yes' },
  { id: 'abcdefgh' },
])('ignores %j with a reason', (body) => {
  expect(parse(body)).toMatchObject({ kind: 'parsed', messages: [], ignored: [expect.any(String)] });
});
