import type { OutboundContent } from '@answerdesk/domain';

/** One answer with everything in it that an answer can have, for the tests that show what each channel makes of it. */
export const richAnswer: OutboundContent = {
  kind: 'reply',
  text: [
    'You may return **anything** within *30 days*: see [the rules](https://shop.example/returns?a=1&b=2) or code `R<2>_*`.',
    '退货免费。الإرجاع مجاني & more.',
  ].join('\n\n'),
  imageUrl: 'https://shop.example/map.png',
  choices: [
    { id: 'faq:f1', label: 'Where is my parcel?' },
    { id: 'faq:f2', label: '怎么退货?' },
    { id: 'person', label: 'Ask a person' },
  ],
};
