import { expect, test } from 'vitest';
import { isCounterQuestion, saysSomething, substanceOf } from './substance-of.ts';

test.each([
  ['Hello!', ''],
  ['Hi …, one moment please.', ''],
  ['Let me check that for you.', ''],
  ['Thank you very much!', ''],
  ['Einen Moment bitte, ich schaue kurz nach.', ''],
  ['请稍等，我查一下', ''],
  ['少々お待ちください。', ''],
  ['لحظة من فضلك', ''],
  ['Un momento, por favor.', ''],
])('%s answers nothing', (text, rest) => {
  expect(substanceOf(text)).toBe(rest);
});

test('greetings, thanks, waiting and signatures are left out, and what was written is kept', () => {
  expect(substanceOf('Hi …, you can bring back a coat within 30 days.\n\nKind regards,\n…')).toBe(
    'You can bring back a coat within 30 days.',
  );
  expect(substanceOf('One moment. We ship on Mondays. Parcels take two days. Thank you!', 'en')).toBe(
    'We ship on Mondays. Parcels take two days.',
  );
  expect(substanceOf('您好！七天内可以无理由退货。谢谢！', 'zh-CN')).toBe('七天内可以无理由退货。');
  expect(substanceOf('Step one: open the lid.\nStep two: press the **red** button.')).toBe(
    'Step one: open the lid.\nStep two: press the **red** button.',
  );
});

test('a reply that only asks back is told from one that answers', () => {
  expect(isCounterQuestion('Which size do you have?')).toBe(true);
  expect(isCounterQuestion('您要哪个尺码？')).toBe(true);
  expect(isCounterQuestion('Yes. It is 5 euros. We ship daily. Anything else?')).toBe(false);
});

test('a word or a hole is too little', () => {
  expect(saysSomething('…')).toBe(false);
  expect(saysSomething('42')).toBe(false);
  expect(saysSomething('coat')).toBe(false);
  expect(saysSomething('可以退货吗')).toBe(true);
  expect(saysSomething('opening hours')).toBe(true);
});
