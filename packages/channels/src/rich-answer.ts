import type { OutboundContent } from '@answerdesk/domain';

/** One answer with everything an answer can have, which every channel's tests render. */
export const richAnswer: OutboundContent = {
  kind: 'reply',
  text: [
    'You have **30 days** to *return* an order. Write `RETURN` on the box & read [how it works](https://shop.example/returns?a=1&b=2).',
    'Signs like <>&_* stay: 5 < 6 & a_b. 我们周一至周五营业。 مرحبا بكم.',
  ].join('\n\n'),
  imageUrl: 'https://shop.example/map.png',
  choices: [
    { id: 'faq:f1', label: 'Refunds' },
    { id: 'faq:f2', label: '退货地址' },
    { id: 'person', label: 'Talk to a person' },
  ],
};
