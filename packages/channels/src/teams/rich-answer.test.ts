import { readMarkdown } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { richAnswer } from '../rich-answer.ts';
import { createTeams } from './index.ts';

const parts = createTeams().render(richAnswer);

test('the rich answer, as Teams is given it', () => {
  expect(parts).toEqual([
    { text: '', choices: [], imageUrl: 'https://shop.example/map.png' },
    {
      text: [
        'You have **30 days** to *return* an order. Write `RETURN` on the box &amp; read [how it works](https://shop.example/returns?a=1&b=2).',
        'Signs like &lt;&gt;&amp;\\_\\* stay: 5 &lt; 6 &amp; a\\_b. 我们周一至周五营业。 مرحبا بكم.',
      ].join('\n\n'),
      choices: [
        { id: 'faq:f1', label: 'Refunds' },
        { id: 'faq:f2', label: '退货地址' },
        { id: 'person', label: 'Talk to a person' },
      ],
    },
  ]);
});

test('the rich answer, as its reader sees it', () => {
  expect(readMarkdown(parts[1]?.text ?? '')).toBe(
    [
      'You have 30 days to return an order. Write RETURN on the box & read how it works.',
      'Signs like <>&_* stay: 5 < 6 & a_b. 我们周一至周五营业。 مرحبا بكم.',
    ].join('\n\n'),
  );
});
