import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarkdown, type Span } from './markdown.ts';

const styled = (text: string) => parseMarkdown(text).filter(({ style }) => style !== 'plain');
const shown = (text: string) =>
  parseMarkdown(text)
    .map((span) => span.text)
    .join('');

test('reads each style and leaves what is between', () => {
  expect(parseMarkdown('We open at **nine**, *not* ten: `/hours` or [call](tel:+861012345678).')).toEqual<Span[]>([
    { text: 'We open at ', style: 'plain' },
    { text: 'nine', style: 'bold' },
    { text: ', ', style: 'plain' },
    { text: 'not', style: 'italic' },
    { text: ' ten: ', style: 'plain' },
    { text: '/hours', style: 'code' },
    { text: ' or ', style: 'plain' },
    { text: 'call', style: 'link', url: 'tel:+861012345678' },
    { text: '.', style: 'plain' },
  ]);
});

test('reads styles inside a text without spaces, as Chinese is written', () => {
  expect(styled('我们**九点**开门')).toEqual([{ text: '九点', style: 'bold' }]);
});

test.each([
  '2*3*4 = 24',
  '* one\n* two',
  '**not closed',
  'closed** only',
  '** spaces **',
  '*over\nlines*',
  '**over\nlines**',
  '`over\nlines`',
  '``',
  '****',
  '**',
  '[label]',
  '[](https://example.com)',
  '[ ](https://example.com)',
  '[label](https://example.com',
  '[label](https://exa mple.com)',
  '[label](example.com)',
  'snake_case_name',
])('leaves %j as it is', (text) => {
  expect(styled(text)).toEqual([]);
  expect(shown(text)).toBe(text);
});

describe('links', () => {
  test.each(['https://example.com/?a=1&b=2', 'http://example.com', 'mailto:a@example.com', 'tel:+49301234'])(
    'takes %s',
    (url) => expect(styled(`[x](${url})`)).toEqual([{ text: 'x', style: 'link', url }]),
  );

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'tg://user?id=1',
    'file:///etc/passwd',
    '//example.com',
    `https://example.com/${'a'.repeat(2_048)}`,
  ])('leaves %.40s as plain text', (url) => expect(styled(`[x](${url})`)).toEqual([]));

  test('an url may hold a pair of brackets', () => {
    expect(styled('([tea](https://example.com/Tea_(drink)))')).toEqual([
      { text: 'tea', style: 'link', url: 'https://example.com/Tea_(drink)' },
    ]);
  });
});

test('never throws, never adds a letter, and drops nothing but marks and urls', () => {
  const piece = fc.oneof(
    fc.constantFrom('*', '**', '`', '[', ']', '(', ')', '](https://e.com)', '\n', ' ', 'a'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      let at = 0;
      for (const span of parseMarkdown(text)) {
        expect(span.text).not.toBe('');
        at = text.indexOf(span.text, at);
        expect(at).toBeGreaterThanOrEqual(0);
        at += span.text.length;
      }
      expect(parseMarkdown(text.replace(/[*`[\]]/g, ''))).toHaveLength(text.replace(/[*`[\]]/g, '') === '' ? 0 : 1);
    }),
    { numRuns: 500 },
  );
});

test.each(['**x ', '[', '[a](', '[a](http:', '*', ' *a', '`', '**a**', '***'])(
  'comes back from a megabyte of %j',
  (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    expect(shown(text).length).toBeLessThanOrEqual(text.length);
  },
);
