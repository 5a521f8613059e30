import { expect, test } from 'vitest';
import { readMarkdown } from './read-markdown.ts';

test.each([
  ['**bold** _it_ *it* ~~gone~~ __strong__', 'bold it it gone strong'],
  ['## Title\n> quoted', 'Title\nquoted'],
  ['see [the _shop_](https://e.com/a_b_c)', 'see the shop'],
  ['`a_b_c` and ```\n**kept**\n```', 'a_b_c and **kept**\n'],
  ['\\*not bold\\* 1\\. \\[x\\](y) \\&lt;', '*not bold* 1. [x](y) &lt;'],
  ['snake_case_name 2 * 3 * 4 ** 5', 'snake_case_name 2 * 3 * 4 ** 5'],
  ['a &amp;lt; b &lt;i&gt; <b>c</b><br/>d', 'a &lt; b <i> c\nd'],
  ['- one\n- two\n1. three', '- one\n- two\n1. three'],
])('%j is read as %j', (markdown, read) => {
  expect(readMarkdown(markdown)).toBe(read);
});
