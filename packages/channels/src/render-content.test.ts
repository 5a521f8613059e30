import type { ChannelCapabilities, OutboundContent } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { renderContent } from './render-content.ts';
import { richAnswer } from './rich-answer.ts';

const able: ChannelCapabilities = {
  text: { limit: 200, unit: 'characters', counts: 'sent' },
  messages: 'plenty',
  choices: { style: 'buttons', most: 8, labelLimit: 20, idLimitBytes: 20 },
  images: 'native',
  markup: 'markdown',
  typing: true,
  edit: true,
  rates: { accountPerSecond: 1, chatPerSecond: 1, chatBurst: 1, groupPerMinute: 1 },
};
const unable: ChannelCapabilities = {
  ...able,
  text: { limit: 2_048, unit: 'utf8-bytes', counts: 'sent' },
  messages: 'scarce',
  choices: { ...able.choices, style: 'numbered-list' },
  images: 'link',
  markup: 'plain',
};
const plainly = (content: OutboundContent, changes: Partial<ChannelCapabilities> = {}) =>
  renderContent(content, { ...unable, ...changes }, ({ text }) => text);

test('where nothing but text can be sent, everything of a rich answer is in one text', () => {
  expect(plainly(richAnswer)).toEqual([
    {
      text: [
        'You have 30 days to return an order. Write RETURN on the box & read how it works (https://shop.example/returns?a=1&b=2).',
        'Signs like <>&_* stay: 5 < 6 & a_b. 我们周一至周五营业。 مرحبا بكم.',
        'https://shop.example/map.png',
        '1. Refunds\n2. 退货地址\n3. Talk to a person',
      ].join('\n\n'),
      choices: [],
    },
  ]);
});

test('a link that is called by its own address is not written twice', () => {
  const text =
    '[https://shop.example/](https://shop.example/) [a@shop.example](mailto:a@shop.example) [Call](tel:+861)';
  expect(plainly({ kind: 'reply', text })[0]?.text).toBe('https://shop.example/ a@shop.example Call (+861)');
});

test('a text too long for one message is cut behind a sentence, its image and its choices stay', () => {
  const [part, ...more] = plainly({ ...richAnswer, text: '我们九点开门。'.repeat(300) });
  expect(more).toEqual([]);
  expect(Buffer.byteLength(part?.text ?? '')).toBeLessThanOrEqual(2_048);
  expect(part?.text).toMatch(
    /^(我们九点开门。)+…\n\nhttps:\/\/shop.example\/map.png\n\n1\. Refunds\n2\. .*\n3\. Talk to a person$/,
  );
});

test('a limit on what is sent counts marks and escapes too, and loses nothing', () => {
  const parts = renderContent({ kind: 'reply', text: '**x** & '.repeat(60) }, able, ({ text, style }) => {
    const escaped = text.replaceAll('&', '&amp;');
    return style === 'bold' ? `<strong>${escaped}</strong>` : escaped;
  });
  expect(parts.every(({ text }) => text.length <= 200)).toBe(true);
  expect(
    parts
      .map(({ text }) => text)
      .join(' ')
      .match(/<strong>x<\/strong>/g),
  ).toHaveLength(60);
});

test('choices under a text too long for buttons are a list, whose numbers are as good', () => {
  const capabilities: ChannelCapabilities = { ...able, choices: { ...able.choices, textLimit: 10 } };
  const choices = [{ id: 'a', label: 'One' }];
  const render = (text: string) => renderContent({ kind: 'reply', text, choices }, capabilities, (span) => span.text);
  expect(render('short')).toEqual([{ text: 'short', choices }]);
  expect(render('longer than ten')).toEqual([{ text: 'longer than ten\n\n1. One', choices: [] }]);
});

test('labels are cut to their limit in its unit, a list of them never takes more than half of the one message', () => {
  const choices = Array.from({ length: 8 }, (_, index) => ({ id: `c${index}`, label: '退货'.repeat(200) }));
  const [part] = plainly(
    { kind: 'reply', text: '我们九点开门。'.repeat(300), choices },
    { choices: { ...unable.choices, labelLimit: 600 } },
  );
  const [, list = ''] = part?.text.split('…\n\n') ?? [];
  expect(Buffer.byteLength(part?.text ?? '')).toBeLessThanOrEqual(2_048);
  expect(Buffer.byteLength(list)).toBeLessThanOrEqual(1_024);
  expect(list.split('\n').every((line) => Buffer.byteLength(line) <= 603)).toBe(true);
});

test('an address that leaves no room for the text is left out, not the text', () => {
  const imageUrl = `https://shop.example/${'m'.repeat(2_020)}`;
  const [part, ...more] = plainly({ kind: 'reply', text: 'We open at nine. '.repeat(150), imageUrl });
  expect(more).toEqual([]);
  expect(part?.text).toMatch(/^(We open at nine\. )*We open at nine\.…$/);
});
