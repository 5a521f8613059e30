import { readMarkdown } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { renderTeams } from './render.ts';

const textOf = (text: string) => renderTeams({ kind: 'reply', text }).map((part) => part.text);

describe('what would be a mark is shown as it was written', () => {
  test.each([
    '# not a heading',
    '- no list',
    '+ no list',
    '1. no list',
    '1) no list',
    '> no quote',
    '~~not struck~~ and | no | table',
    'snake_case_name and __init__',
    'back\\slash and \\*',
    '<b>not bold</b> &lt; &amp;amp; <at>Ana</at>',
    '![no picture](x)',
    '2*3*4',
  ])('%s', (text) => {
    const [sent = ''] = textOf(text);
    expect(readMarkdown(sent)).toBe(text);
  });
});

test('a line that ends is a line that ends, and a paragraph a paragraph', () => {
  expect(textOf('one\ntwo\n\nthree')).toEqual(['one<br>two\n\nthree']);
});

test('an address cannot end its link', () => {
  expect(textOf('[a](https://shop.example/x_(y)?q="<b>")')).toEqual([
    '[a](https://shop.example/x_%28y%29?q=%22%3Cb%3E%22)',
  ]);
});

test('controls, which JSON writes six bytes long, are left out', () => {
  expect(textOf('a\u0001\u0007b')).toEqual(['ab']);
});

test('a long text is cut, and no part of it comes near the limit of an activity', () => {
  const parts = textOf('"We open at nine." 我们九点开门。\n'.repeat(4_000));
  expect(parts.length).toBeGreaterThan(5);
  for (const part of parts) expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(60_000);
});
