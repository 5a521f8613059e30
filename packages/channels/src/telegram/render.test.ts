import { DomainError } from '@answerdesk/domain';
import { describe, expect, test } from 'vitest';
import { readHtml } from './read-html.ts';
import { renderTelegram } from './render.ts';

const render = (text: string) => renderTelegram({ kind: 'reply', text }).map((part) => part.text);
const choices = (...labels: string[]) => labels.map((label, index) => ({ id: `c${index}`, label }));
const withChoices = (list: { id: string; label: string }[]) =>
  renderTelegram({ kind: 'reply', text: 'Which one?', choices: list })[0]?.choices;

test('markdown becomes Telegram HTML', () => {
  expect(render('**Open** *daily* `9-18`, [map](https://e.com/?a=1&b="2)\nCome in.')).toEqual([
    '<b>Open</b> <i>daily</i> <code>9-18</code>, <a href="https://e.com/?a=1&amp;b=&quot;2">map</a>\nCome in.',
  ]);
});

test.each([
  ['1 < 2 & 3 > 2 "x"', '1 &lt; 2 &amp; 3 &gt; 2 &quot;x&quot;'],
  ['&lt;b&gt; &amp;amp;', '&amp;lt;b&amp;gt; &amp;amp;amp;'],
  ['**<b>&</b>**', '<b>&lt;b&gt;&amp;&lt;/b&gt;</b>'],
  ['`</code><a href="x">`', '<code>&lt;/code&gt;&lt;a href=&quot;x&quot;&gt;</code>'],
  ['[<i>](https://e.com/"><b>)', '<a href="https://e.com/&quot;&gt;&lt;b&gt;">&lt;i&gt;</a>'],
  ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
])('%j is escaped', (text, html) => {
  expect(render(text)).toEqual([html]);
});

test.each(Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)))(
  'the character %j is shown as itself',
  (character) => {
    expect(render(`a${character}b`).map(readHtml)).toEqual([`a${character}b`]);
  },
);

describe('the limit of 4096', () => {
  test('counts what is shown, not the markup', () => {
    const text = `**${'&'.repeat(4_000)}** [${'x'.repeat(95)}](https://example.com/${'y'.repeat(1_000)})`;
    expect(render(text).map((html) => readHtml(html).length)).toEqual([4_096]);
  });

  test('one more character makes two messages', () => {
    expect(render('x'.repeat(4_096))).toHaveLength(1);
    expect(render('x'.repeat(4_097)).map((html) => html.length)).toEqual([4_096, 1]);
  });

  test('counts UTF-16 units, so an emoji is two', () => {
    expect(render('😀'.repeat(2_048))).toHaveLength(1);
    expect(render('😀'.repeat(2_049)).map((html) => html.length)).toEqual([4_096, 2]);
  });

  test('a style that is cut in two is closed and opened again', () => {
    const [first = '', second = ''] = render(`**${'b'.repeat(5_000)}**`);
    expect([first.slice(0, 4), first.slice(-5)]).toEqual(['<b>b', 'b</b>']);
    expect([second.slice(0, 4), second.slice(-5)]).toEqual(['<b>b', 'b</b>']);
    const links = render(`[${'l'.repeat(5_000)}](https://e.com)`);
    expect(links.every((html) => html.startsWith('<a href="https://e.com">l') && html.endsWith('l</a>'))).toBe(true);
  });

  test('a long run of blank lines makes no blank message', () => {
    expect(render(`a${'\n'.repeat(9_000)}b`)).toEqual(['a', 'b']);
  });
});

describe('choices', () => {
  test('stand under the last message alone', () => {
    const parts = renderTelegram({ kind: 'reply', text: 'x'.repeat(5_000), choices: choices('Yes', 'No') });
    expect(parts.map((part) => part.choices.length)).toEqual([0, 2]);
  });

  test.each([
    ['x'.repeat(64), 'x'.repeat(64)],
    ['x'.repeat(65), `${'x'.repeat(63)}…`],
    [`${'x'.repeat(62)}😀😀`, `${'x'.repeat(62)}…`],
    [`${'word '.repeat(20)}`, `${'word '.repeat(12).trim()}…`],
    [' two\n lines ', 'two lines'],
    ['\u200b', '…'],
  ])('%.70j is labelled %.70j', (label, shown) => {
    expect(withChoices(choices(label))?.[0]?.label).toBe(shown);
  });

  test('an id of 64 bytes fits, and comes back as it went', () => {
    const id = `${'é'.repeat(31)}ab`;
    expect(withChoices([{ id, label: 'x' }])).toEqual([{ id, label: 'x' }]);
  });

  test.each([`${'é'.repeat(32)}a`, 'x'.repeat(65), '', 'a\ud800'])('the id %.30j is refused', (id) => {
    const call = () => withChoices([{ id, label: 'x' }]);
    expect(call).toThrow(DomainError);
    expect(call).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});

test('halves of pairs and NULs never reach the platform', () => {
  expect(render('a\ud800b\u0000c')).toEqual(['a\ufffdbc']);
});
