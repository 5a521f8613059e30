import { windowAt } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { richAnswer } from '../rich-answer.ts';
import { renderWecom, wecomCapabilities } from './render.ts';

test('the rich answer is one plain text, its links and its image written out, over a menu', () => {
  expect(renderWecom(richAnswer)).toEqual([
    {
      text: [
        'You have 30 days to return an order. Write RETURN on the box & read how it works (https://shop.example/returns?a=1&b=2).',
        'Signs like <>&_* stay: 5 < 6 & a_b. 我们周一至周五营业。 مرحبا بكم.',
        'https://shop.example/map.png',
      ].join('\n\n'),
      choices: [
        { id: 'faq:f1', label: 'Refunds' },
        { id: 'faq:f2', label: '退货地址' },
        { id: 'person', label: 'Talk to a person' },
      ],
    },
  ]);
});

test('over more than 1,024 bytes of text choices are a numbered list', () => {
  const [only, ...more] = renderWecom({ ...richAnswer, text: 'x'.repeat(1_025) });
  expect(more).toEqual([]);
  expect(only?.choices).toEqual([]);
  expect(only?.text).toMatch(/\n\n1\. Refunds\n2\. 退货地址\n3\. Talk to a person$/);
});

test('who comes in long after having written may be welcomed', () => {
  const at = new Date('2026-03-01T12:00:00Z');
  const wrote = { kind: 'message', at: new Date('2026-02-01T12:00:00Z'), sentSince: 0 } as const;
  const { window } = wecomCapabilities;
  if (!window) throw new Error('there is no window');
  expect(windowAt(window, [wrote, { kind: 'event', at, sentSince: 0 }], at)).toMatchObject({
    isOpen: true,
    remaining: 1,
  });
  expect(windowAt(window, [wrote], at)).toMatchObject({ isOpen: false });
});
