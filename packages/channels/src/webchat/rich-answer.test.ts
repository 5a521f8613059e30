import { expect, test } from 'vitest';
import { richAnswer } from '../rich-answer.ts';
import { createWebchat } from './index.ts';

test('the rich answer is an image, then the safe subset as it was written with buttons under it', () => {
  expect(createWebchat().render(richAnswer)).toEqual([
    { text: '', choices: [], imageUrl: 'https://shop.example/map.png' },
    {
      text: 'You have **30 days** to *return* an order. Write `RETURN` on the box & read [how it works](https://shop.example/returns?a=1&b=2).\n\nSigns like <>&_* stay: 5 < 6 & a_b. 我们周一至周五营业。 مرحبا بكم.',
      choices: [
        { id: 'faq:f1', label: 'Refunds' },
        { id: 'faq:f2', label: '退货地址' },
        { id: 'person', label: 'Talk to a person' },
      ],
    },
  ]);
});
