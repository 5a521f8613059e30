import { expect, test } from 'vitest';
import { proposeMapping } from './propose-mapping.ts';

test.each([
  [['question', 'variants', 'answer', 'locale', 'category', 'validFrom', 'validUntil'], undefined],
  [
    ['Title', 'Reply', 'Tags', 'Created'],
    ['question', 'answer', 'category', null],
  ],
  [
    ['问题', '相似问法', '答案', '分类'],
    ['question', 'variants', 'answer', 'category'],
  ],
  [
    ['Frage', 'Variante 1', 'Variante 2', 'Antwort'],
    ['question', 'variants', 'variants', 'answer'],
  ],
  [
    ['Question', 'Title', 'Answer', 'answer'],
    ['question', null, 'answer', null],
  ],
  [
    ['', 'x', '  '],
    [null, null, null],
  ],
])('%j', (headings, mapping) => {
  expect(proposeMapping(headings)).toEqual(mapping ?? headings);
});
