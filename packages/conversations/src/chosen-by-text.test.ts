import { expect, test } from 'vitest';
import { chosenByText } from './chosen-by-text.ts';

const offered = [
  { id: 'faq:a', label: 'Where is my parcel?' },
  { id: 'faq:b', label: '退货' },
  { id: 'person', label: 'Neither: a person, please' },
];
const chosen = (text: string) => chosenByText(offered, text)?.id;

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
