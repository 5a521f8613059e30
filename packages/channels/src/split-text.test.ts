import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitText } from './split-text.ts';

const cut = (text: string, limit: number, unit: 'characters' | 'utf8-bytes' = 'characters') =>
  splitText(text, limit, unit).map(({ start, end }) => text.slice(start, end));

describe('cuts at the best place there is', () => {
  test.each([
    ['a paragraph', 'One. Two.\n\nThree\nfour five.', 20, ['One. Two.\n\n', 'Three\nfour five.']],
    ['a line', 'One. Two three\nfour. Five six.', 22, ['One. Two three\n', 'four. Five six.']],
    ['a sentence', 'One two three. Four five six', 22, ['One two three. ', 'Four five six']],
    ['a Chinese sentence', '我们九点开门。周日休息的时候', 10, ['我们九点开门。', '周日休息的时候']],
    ['an Arabic question', 'هل أنتم مفتوحون؟نعم بالتأكيد', 22, ['هل أنتم مفتوحون؟', 'نعم بالتأكيد']],
    ['a Hindi sentence', 'हम नौ बजे खुलते हैं।रविवार बंद', 24, ['हम नौ बजे खुलते हैं।', 'रविवार बंद']],
    ['a word', 'onetwothree fourfive six', 18, ['onetwothree ', 'fourfive six']],
    ['nothing', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ])("at %s's end", (_, text, limit, pieces) => {
    expect(cut(text, limit)).toEqual(pieces);
  });

  test('an early paragraph is no reason for a short piece', () => {
    expect(cut('A\n\nbbbb cccc dddd eeee', 14)).toEqual(['A\n\nbbbb cccc ', 'dddd eeee']);
  });
});

test('never cuts a flag, a family, an accent or a tone in two, wherever they begin', () => {
  const graphemes = ['🇩🇪', '👩‍👩‍👧‍👦', 'e\u0301', '👍🏽', 'x', '한', '。\ufe00', ' \u0301'];
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...graphemes), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 12, max: 200 }),
      (pieces, limit) => {
        const text = pieces.join('');
        const starts = new Set([...segmenter.segment(text)].map(({ index }) => index));
        for (const { end } of splitText(text, limit)) expect(end === text.length || starts.has(end)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test.each(['characters', 'utf8-bytes'] as const)(
  'pieces cover the text, keep the limit in %s and cut no pair',
  (unit) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 4, max: 60 }), (text, limit) => {
        const pieces = cut(text, limit, unit);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) {
          expect(unit === 'characters' ? piece.length : Buffer.byteLength(piece)).toBeLessThanOrEqual(limit);
          if (text.isWellFormed()) expect(piece.isWellFormed()).toBe(true);
          if (text !== '') expect(piece).not.toBe('');
        }
      }),
      { numRuns: 200 },
    );
  },
);

test('a character longer than the limit is cut, but not in the middle of a code point', () => {
  const pieces = cut(`👩${'\u200d👩'.repeat(20)}`, 8);
  expect(pieces.every((piece) => piece.isWellFormed() && piece.length <= 8)).toBe(true);
});

test('a limit that holds no character is refused', () => {
  expect(() => splitText('😀', 1)).toThrow(RangeError);
  expect(() => splitText('😀', 3, 'utf8-bytes')).toThrow(RangeError);
});
