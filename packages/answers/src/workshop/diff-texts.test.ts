import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffTexts } from './diff-texts.ts';

test('words that changed stand out, and in scripts without spaces characters do', () => {
  expect(diffTexts('We open at 10 today.', 'We open at 11 today.')).toEqual([
    { kind: 'same', text: 'We open at ' },
    { kind: 'removed', text: '10' },
    { kind: 'added', text: '11' },
    { kind: 'same', text: ' today.' },
  ]);
  expect(diffTexts('七天内退货', '三天内退货').map(({ text }) => text)).toEqual(['七', '三', '天内退货']);
});

test('whatever the texts, what is the same and removed is the one, what is the same and added the other', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b ', '。', '退', '\n', '😀', 'word '), { maxLength: 40 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = diffTexts(before, after);
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }),
  );
});
