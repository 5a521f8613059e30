import { expect, test } from 'vitest';
import { findPrivateData, withoutPrivateData } from './private-data.ts';

const seen = (text: string) => findPrivateData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

test.each([
  ['Write to maria.lopez+shop@mail.example.com, please.', 'email', 'maria.lopez+shop@mail.example.com'],
  ['邮箱是li@mail.example.cn，谢谢', 'email', 'li@mail.example.cn'],
  ['Call me on +34 612 34 56 78 tonight', 'phone', '+34 612 34 56 78'],
  ['Call (020) 7946 0958.', 'phone', '(020) 7946 0958'],
  ['我的电话是13812345678，谢谢', 'phone', '13812345678'],
  ['I paid with 4111 1111 1111 1111 yesterday', 'card', '4111 1111 1111 1111'],
  ['Where is order AB-20931-X?', 'reference', 'AB-20931-X'],
  ['Parcel number 908123', 'reference', '908123'],
])('in "%s" the %s is found', (text, kind, stretch) => {
  expect(seen(text)).toEqual([[kind, stretch]]);
});

test.each([
  'You have 30 days to send it back, or 14 within the EU.',
  'We are open from 9:00 to 18:30, Monday to Friday.',
  'It is 1,299.00 euros, and the XC90 costs more.',
  'Since 2026-11-29 we deliver on Sundays.',
  '我们周一到周五营业。',
])('nothing is found in "%s"', (text) => {
  expect(seen(text)).toEqual([]);
});

test('a long text takes no time', () => {
  const started = process.cpuUsage();
  findPrivateData('1-'.repeat(100_000));
  findPrivateData(`${'a.'.repeat(100_000)}@`);
  expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
});

test('what is found is left out, and nothing else', () => {
  expect(withoutPrivateData('I am li@mail.example.cn, order AB-20931-X is late.')).toBe('I am …, order … is late.');
  expect(withoutPrivateData('My pin 1234 and password AB-20931-X! fail at 12 Elm Street.')).toBe(
    'My pin … and password …! fail at ….',
  );
  expect(withoutPrivateData('You have 30 days.')).toBe('You have 30 days.');
  expect(withoutPrivateData('x'.repeat(20_000))).toHaveLength(10_000);
});
