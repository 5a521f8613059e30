import { expect, test } from 'vitest';
import { findOwnNames, withoutNames } from './without-names.ts';

test('names that people give themselves are found in many languages', () => {
  const said = [
    'Hello, my name is Ann Miller and my coat is too small',
    'Guten Tag, ich heiße Jörg',
    'Je m’appelle Élodie Martin',
    'Hola, me llamo José',
    '你好，我叫李小龙，请问可以退货吗',
    '田中太郎と申します',
    'مرحبا اسمي سعيد العلي',
    'Where is it?\nThanks,\nTom',
  ];
  expect(findOwnNames(said)).toEqual([
    'Ann Miller',
    'Jörg',
    'Élodie Martin',
    'José',
    '李小龙',
    '田中太郎',
    'سعيد العلي',
    'Tom',
  ]);
  expect(findOwnNames(['I am late', 'this is a coat', 'ich bin spät'])).toEqual([]);
});

test('names go whole and in parts, and words that only look like them stay', () => {
  expect(withoutNames('Ask Jean-Luc (a.b/c+d@mail.example), please', ['Jean-Luc Martin', 'a.b/c+d@mail.example'])).toBe(
    'Ask … (…), please',
  );
  expect(withoutNames('Hi Ann, your coat goes to Ann Miller’s house.', ['Ann Miller'])).toBe(
    'Hi …, your coat goes to … house.',
  );
  expect(withoutNames('A rose for Rose', ['Rose Will'])).toBe('A rose for …');
  expect(withoutNames('李小龙您好，可以退货。', ['李小龙'])).toBe('…您好，可以退货。');
  expect(withoutNames('Customer service is open', ['Customer 12'])).toBe('Customer service is open');
  expect(withoutNames('Annie (a.b) stays', ['A.B', 'Ann', 'x'])).toBe('Annie (a.b) stays');
});
