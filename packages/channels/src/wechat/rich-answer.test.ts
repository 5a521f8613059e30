import { expect, test } from 'vitest';
import { richAnswer } from '../rich-answer.ts';
import { readText } from './read-text.ts';
import { renderWechat, wechatCapabilities } from './render.ts';

test('the rich answer is an image, and a text with links over a menu', () => {
  const [image, text, ...more] = renderWechat(richAnswer);
  expect(image).toEqual({ text: '', choices: [], imageUrl: 'https://shop.example/map.png' });
  expect(text).toEqual({
    text: [
      'You have 30 days to return an order. Write RETURN on the box & read <a href="https://shop.example/returns?a=1&b=2">how it works</a>.',
      'Signs like <>&_* stay: 5 < 6 & a_b. 我们周一至周五营业。 مرحبا بكم.',
    ].join('\n\n'),
    choices: [
      { id: 'faq:f1', label: 'Refunds' },
      { id: 'faq:f2', label: '退货地址' },
      { id: 'person', label: 'Talk to a person' },
    ],
  });
  expect(more).toEqual([]);
  if (text) expect(readText(text)).toContain('read how it works (https://shop.example/returns?a=1&b=2).');
});

test.each([
  [
    'what looks like a link',
    '<a href="https://evil.example">win</a>',
    '<\u2060a href="https://evil.example">win<\u2060/a>',
  ],
  ['a link put together from styles', '**<**`a href="x">`y`</a>`', '<\u2060a href="x">y<\u2060/a>'],
  ['a label that closes its link', '[a</a>b](https://e.example)', '<a href="https://e.example">a<\u2060/a>b</a>'],
  ['an address with quotes', '[a](https://e.example/"><b>)', '<a href="https://e.example/%22%3E%3Cb%3E">a</a>'],
  [
    'an address that is no page',
    '[write](mailto:a@e.example) [a@e.example](mailto:a@e.example)',
    'write (a@e.example) a@e.example',
  ],
  ['control characters', 'a\u0001\u001bb\tc\nd', 'ab\tc\nd'],
])('%s is shown as text', (_, text, sent) => {
  expect(renderWechat({ kind: 'reply', text })).toEqual([{ text: sent, choices: [] }]);
});

test('a long answer is one message of 2,048 bytes, cut at a sentence, its choices a numbered list', () => {
  const text = '我们周一至周五营业。'.repeat(200);
  const { imageUrl: _, ...withoutImage } = richAnswer;
  const [only, ...more] = renderWechat({ ...withoutImage, text });
  expect(more).toEqual([]);
  expect(only?.choices).toEqual([]);
  expect(only?.text).toMatch(/^(我们周一至周五营业。)+…\n\n1\. Refunds\n2\. 退货地址\n3\. Talk to a person$/);
  expect(Buffer.byteLength(only?.text ?? '')).toBeLessThanOrEqual(wechatCapabilities.text.limit);
});
