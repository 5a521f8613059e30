import { expect, test } from 'vitest';
import { chosenByText } from './chosen-by-text.ts';

const offered = [
  { id: 'faq:a', label: 'Where is my parcel?' },
  { id: 'faq:b', label: '退货' },
  { id: 'person', label: 'Neither: a person, please' },
];
const chosen = (text: string, language = 'en') => chosenByText(offered, text, { language })?.id;

test.each(['2', ' 2 ', '2.', '(2)', '2)', '２', '２、', '٢', '۲', '२', '#2'])('%j is the second choice', (text) => {
  expect(chosen(text)).toBe('faq:b');
});

test.each(['0', '4', '22', '2 parcels', '-2', '2.5', '', 'parcel', '12345678901234567890', '２２'])(
  '%j is none of three',
  (text) => {
    expect(chosen(text)).toBeUndefined();
  },
);

test('the words of a choice are the choice, however they are spaced and written', () => {
  expect(chosen('where  is MY parcel?')).toBe('faq:a');
  expect(chosen('Ｗhere is my parcel？')).toBe('faq:a');
});

test('where nothing was offered a number is only a number', () => {
  expect(chosenByText([], '1')).toBeUndefined();
  expect(chosenByText(undefined, '1')).toBeUndefined();
});

test.each([
  ['the second one', 'en'],
  ['second one', 'en'],
  ['The second, please', 'en'],
  ['number two', 'en'],
  ['option 2', 'en'],
  ['2nd', 'en'],
  ['two', 'en'],
  ['the second one', 'ja'],
  ['la segunda', 'es'],
  ['el segundo por favor', 'es-MX'],
  ['dos', 'es'],
  ['a segunda', 'pt-BR'],
  ['o segundo', 'pt-BR'],
  ['le deuxième', 'fr'],
  ['das zweite', 'de'],
  ['die zweite bitte', 'de'],
  ['la seconda', 'it'],
  ['numero due', 'it'],
  ['de tweede', 'nl'],
  ['druga', 'pl'],
  ['ikinci', 'tr'],
  ['второй', 'ru'],
  ['второе пожалуйста', 'ru'],
  ['друга', 'uk'],
  ['yang kedua', 'id'],
  ['kedua', 'ms'],
  ['dusra wala', 'hi'],
  ['do wala', 'hi'],
  ['दूसरा', 'hi'],
  ['第二个', 'zh-CN'],
  ['第二個', 'zh-TW'],
  ['我要第二个', 'zh-CN'],
  ['选第二项', 'zh-CN'],
  ['第2个', 'zh-CN'],
  ['2番目', 'ja'],
  ['二番目です', 'ja'],
  ['두 번째', 'ko'],
  ['두번째요', 'ko'],
  ['ที่สอง', 'th'],
  ['الثاني', 'ar'],
  ['den andra', 'sv'],
  ['den andre', 'no'],
  ['toinen', 'fi'],
  ['thứ hai', 'vi'],
  ['cái thứ hai', 'vi'],
  ['số hai', 'vi'],
  ['thu hai', 'vi'],
])('%j is the second choice in %s', (text, language) => {
  expect(chosen(text, language)).toBe('faq:b');
});

test('the last one is the last, the third the third, and the first the first', () => {
  const ids = (...said: [string, string][]) => said.map(([text, language]) => chosen(text, language));
  const last = ids(['the last one', 'en'], ['la última', 'es'], ['最后一个', 'zh-CN'], ['последний', 'ru']);
  expect(last).toEqual(Array(4).fill('person'));
  expect(ids(['the third', 'en'], ['thứ ba', 'vi'], ['3rd', 'de'])).toEqual(Array(3).fill('person'));
  const first = ids(
    ['the first', 'en'],
    ['第一个', 'zh-CN'],
    ['première', 'fr'],
    ['number one', 'en'],
    ['thứ nhất', 'vi'],
  );
  expect(first).toEqual(Array(5).fill('faq:a'));
});

test.each(['I do', 'do it', 'do you', 'hai', 'due', 'Prima!', 'Segunda', 'tu', 'son', 'um', 'druga', 'die zweite'])(
  '%j chooses nothing in English',
  (text) => {
    expect(chosen(text)).toBeUndefined();
  },
);

test.each([
  ['second', 'en'],
  ['second please', 'en'],
  ['one second please', 'en'],
  ['a second', 'en'],
  ['a second', 'pt-BR'],
  ['no one', 'en'],
  ['this one', 'en'],
  ['hai', 'id'],
  ['hai', 'vi'],
  ['do', 'hi'],
  ['I do', 'hi'],
  ['due', 'it'],
  ['Prima!', 'it'],
  ['Prima!', 'de'],
  ['un secondo', 'it'],
  ['un segundo', 'es'],
  ['une seconde svp', 'fr'],
  ['um segundo por favor', 'pt-BR'],
  ['Segunda', 'pt-BR'],
  ['um', 'pt-BR'],
  ['네', 'ko'],
  ['hai', 'constructor'],
])('%j chooses nothing in %s: it says something else as well', (text, language) => {
  expect(chosen(text, language)).toBeUndefined();
});

test('what a customer wished for and what they write in count as well', () => {
  expect(chosenByText(offered, 'die zweite', { language: 'en', wroteIn: ['de'] })?.id).toBe('faq:b');
  expect(chosenByText(offered, 'die zweite', { language: 'en', languageWish: { language: 'de-CH' } })?.id).toBe(
    'faq:b',
  );
  expect(chosenByText(offered, 'the second one')?.id).toBe('faq:b');
});

test.each(['the second parcel', 'is it the second one?', 'first and second', 'my first order', 'one more question'])(
  '%j chooses nothing',
  (text) => {
    expect(chosen(text)).toBeUndefined();
  },
);
