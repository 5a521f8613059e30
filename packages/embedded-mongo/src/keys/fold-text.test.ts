import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOrder } from '../query/collation.ts';
import type { Collation } from '../query/context.ts';
import { foldText, unfoldable } from './fold-text.ts';

const collations = (['en', 'en_US', 'de', 'fr', 'it', 'nl', 'pt', 'id', 'ms'] as const).flatMap((locale) =>
  ([1, 2, 3] as const).map((strength): Collation => ({ locale, strength })),
);
const letters = Array.from({ length: 0x2000 }, (_, code) => String.fromCharCode(code)).filter(
  (letter) => foldText({ locale: 'en', strength: 3 })(letter) !== unfoldable,
);
const texts = fc.array(fc.constantFrom(...letters, '中', '日', '가', '각', 'e\u0301', 'o\u0308'), { maxLength: 6 });

describe('foldText', () => {
  test('holds the alphabets that e-mail addresses and European names are written in', () => {
    for (const text of [
      'Anna.Smith+1@Example.COM',
      'Łucja'.replace('Ł', 'L'),
      'José Ñandú',
      'Борис Ёлкин',
      '山田',
      '김철수',
    ]) {
      expect(foldText({ locale: 'en', strength: 2 })(text)).not.toBe(unfoldable);
    }
    for (const text of ['\0', 'ß', 'ａ', '👍', 'Æ', 'ς', 'カ', 'a\u200b']) {
      expect(foldText({ locale: 'en', strength: 2 })(text)).toBe(unfoldable);
    }
  });

  test.each(collations)('calls the same letters equal as the order of %j does', (collation) => {
    const order = textOrder(collation);
    const fold = foldText(collation);
    const sorted = [...letters].sort(order);
    for (const [at, letter] of sorted.entries()) {
      const next = sorted[at + 1];
      if (next !== undefined)
        expect([letter, next, fold(letter) === fold(next)]).toEqual([letter, next, order(letter, next) === 0]);
    }
    const classes = Map.groupBy(letters, fold);
    for (const [first = '', ...others] of classes.values())
      for (const other of others) expect(order(first, other)).toBe(0);
  });

  test.each(collations)('calls the same texts equal as the order of %j does', (collation) => {
    const order = textOrder(collation);
    const fold = foldText(collation);
    const changed = texts.chain((parts) =>
      fc.tuple(
        fc.constant(parts.join('')),
        fc.constantFrom(
          (text: string) => text.toUpperCase(),
          (text: string) => text.normalize('NFD'),
          (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
          (text: string) => [...text].reverse().join(''),
        ),
      ),
    );
    fc.assert(
      fc.property(changed, texts, ([one, change], other) => {
        for (const second of [change(one), other.join('')]) {
          if (fold(one) === unfoldable || fold(second) === unfoldable) continue;
          expect([one, second, fold(one) === fold(second)]).toEqual([one, second, order(one, second) === 0]);
        }
      }),
      { numRuns: 400 },
    );
  });
});
