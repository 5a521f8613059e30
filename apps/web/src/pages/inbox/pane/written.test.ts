import { expect, test } from 'vitest';
import { filledIn, mentionedIn, replaced, triggerAt } from './written.ts';

test('a mark finds only where a word begins and while its word is typed', () => {
  expect(triggerAt('/shi', 4, '/')).toEqual({ typed: 'shi', from: 0 });
  expect(triggerAt('Hello /', 7, '/')).toEqual({ typed: '', from: 6 });
  expect(triggerAt('Grüße\n/öffnung', 14, '/')).toEqual({ typed: 'öffnung', from: 6 });
  expect(triggerAt('9/5', 3, '/')).toBeUndefined();
  expect(triggerAt('https://shop', 12, '/')).toBeUndefined();
  expect(triggerAt('/shipping costs', 15, '/')).toBeUndefined();
  expect(triggerAt('me@shop', 7, '@')).toBeUndefined();
  expect(triggerAt('ask @ad and', 7, '@')).toEqual({ typed: 'ad', from: 4 });
});

test('what is chosen stands where the mark stood, and the caret behind it', () => {
  expect(replaced('Hi /sh there', 3, 6, 'We ship.')).toEqual({ text: 'Hi We ship. there', caret: 11 });
});

test('a kept reply has the names that are known, and no gap for those that are not', () => {
  const text = 'Hello {{customer}}, this is {{agent}}.';
  expect(filledIn(text, { customer: 'Ana', agent: 'Bo' })).toBe('Hello Ana, this is Bo.');
  expect(filledIn(text, { customer: undefined, agent: 'Bo' })).toBe('Hello, this is Bo.');
});

test('a note calls those it names, and nobody whose name only begins another', () => {
  const members = [
    { userId: 'u1', name: 'Ann' },
    { userId: 'u2', name: 'Ann Lee' },
    { userId: 'u3', name: 'Bo' },
  ];
  expect(mentionedIn('@Ann Lee please look', members)).toEqual(['u2']);
  expect(mentionedIn('@Ann and @Ann Lee', members)).toEqual(['u2', 'u1']);
  expect(mentionedIn('Bo knows', members)).toEqual([]);
});
