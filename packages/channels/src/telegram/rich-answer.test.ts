import { expect, test } from 'vitest';
import { richAnswer } from '../rich-answer.ts';
import { renderTelegram } from './render.ts';

test('a rich answer is a photo, then HTML with buttons', () => {
  expect(renderTelegram(richAnswer)).toEqual([
    { text: '', choices: [], imageUrl: 'https://shop.example/map.png' },
    {
      text: [
        'You may return <b>anything</b> within <i>30 days</i>: see ',
        '<a href="https://shop.example/returns?a=1&amp;b=2">the rules</a> or code <code>R&lt;2&gt;_*</code>.',
        '\n\n退货免费。الإرجاع مجاني &amp; more.',
      ].join(''),
      choices: richAnswer.choices,
    },
  ]);
});
