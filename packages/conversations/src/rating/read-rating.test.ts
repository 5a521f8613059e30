import { type InboundContent, messageIdSchema, newId } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { RATEABLE_FOR_MS, rateChoiceOf, readRating } from './read-rating.ts';

const askedAt = new Date('2026-11-29T09:00:00Z');
const id = messageIdSchema.parse(`${newId(askedAt.getTime())}.n`);
const later = (ms: number) => new Date(askedAt.getTime() + ms);
const offered = ([1, 2, 3, 4, 5] as const).map((score) => ({ id: rateChoiceOf(id, score), label: `label ${score}` }));
const asked = { rating: { id, state: 'asked', until: later(RATEABLE_FOR_MS) }, offered } as const;
const commenting = { rating: { id, state: 'commenting', until: later(600_000) } } as const;

const said = (content: InboundContent, createdAt = later(1_000)) => ({
  createdAt,
  inbound: { dedupeKey: 'm', chatKey: 'c', isGroup: false, contact: { platformId: 'p' }, content },
});
const text = (words: string, at?: Date) => said({ kind: 'text', text: words }, at);
const press = (choiceId: string, at?: Date) => said({ kind: 'choice', choiceId }, at);

test('a button, its number and its words are the same score', () => {
  const four = { kind: 'score', ratingId: id, score: 4 };
  expect(readRating(asked, press(rateChoiceOf(id, 4)))).toEqual(four);
  for (const words of ['4', '4.', '４', 'Label  4']) expect(readRating(asked, text(words)), words).toEqual(four);
});

test('a number is only a score while the question stands above it, a number there is not', () => {
  expect(readRating({ rating: asked.rating }, text('4'))).toBeUndefined();
  expect(readRating(asked, text('6'))).toBeUndefined();
  expect(readRating(asked, text('4 pieces, please'))).toBeUndefined();
  expect(readRating(asked, text('4', later(RATEABLE_FOR_MS)))).toBeUndefined();
});

test('a button of another question, of one too old or of none is expired', () => {
  const other = messageIdSchema.parse(`${newId()}.n`);
  expect(readRating(asked, press(rateChoiceOf(other, 4)))).toEqual({ kind: 'expired' });
  expect(readRating(asked, press(`rate:${id}:6`))).toEqual({ kind: 'expired' });
  expect(readRating(asked, press('rate:'))).toEqual({ kind: 'expired' });
  expect(readRating({}, press(rateChoiceOf(id, 4)))).toEqual({ kind: 'expired' });
  expect(readRating(asked, press(rateChoiceOf(id, 4), later(RATEABLE_FOR_MS)))).toEqual({ kind: 'expired' });
  expect(readRating(asked, press(`rate:${id}:comment`))).toEqual({ kind: 'expired' });
  expect(readRating(asked, press('faq:somefaq'))).toBeUndefined();
});

test('words are a comment only while one is awaited, and no longer than it may be', () => {
  expect(readRating(commenting, text(' Quick and kind. '))).toEqual({
    kind: 'comment',
    ratingId: id,
    comment: 'Quick and kind.',
  });
  expect(readRating(commenting, text('Quick', later(600_000)))).toBeUndefined();
  expect(readRating(commenting, text('   '))).toBeUndefined();
  expect(readRating({ rating: { ...commenting.rating, state: 'rated' } }, text('Quick'))).toBeUndefined();
  const long = readRating(commenting, text('x'.repeat(5_000)));
  expect(long?.kind === 'comment' && long.comment).toHaveLength(1_000);
});
