import { expect, test } from 'vitest';
import { richAnswer } from '../rich-answer.ts';
import { renderTelegram } from './render.ts';

test('a rich answer is a photo, then HTML with buttons', () => {
  expect(renderTelegram(richAnswer)).toEqual([
    { text: '', choices: [], imageUrl: 'https://shop.example/map.png' },
    {
      text: [
        'You have <b>30 days</b> to <i>return</i> an order. Write <code>RETURN</code> on the box &amp; read ',
        '<a href="https://shop.example/returns?a=1&amp;b=2">how it works</a>.\n\n',
        'Signs like &lt;&gt;&amp;_* stay: 5 &lt; 6 &amp; a_b. 我们周一至周五营业。 مرحبا بكم.',
      ].join(''),
      choices: richAnswer.choices,
    },
  ]);
});
