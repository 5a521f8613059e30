import fc from 'fast-check';
import { type Arbitraries, named, one, pair, some, triple } from './expression-shapes.ts';
import { text as plainText } from './values.ts';

const at = fc.integer({ min: -1, max: 4 });
const separator = fc.constantFrom(',', ' ', 'a', '');
const regex = fc.constantFrom('^a', 'b', '(a)(b)?', 'A');

export function textExpressions({ text, any }: Arbitraries) {
  const matching = (name: string) =>
    named(name, { input: text, regex, options: fc.constantFrom('i', '') }, ['options']);
  return {
    text: [
      some('$concat', text),
      ...['$toLower', '$toUpper'].map((name) => one(name, text)),
      ...['$trim', '$ltrim', '$rtrim'].map((name) =>
        named(name, { input: text, chars: fc.constantFrom('a', 'ab ', ' ') }, ['chars']),
      ),
      ...['$substrCP', '$substrBytes', '$substr'].map((name) => triple(name, text, at, at)),
      ...['$replaceOne', '$replaceAll'].map((name) =>
        named(name, { input: text, find: separator, replacement: plainText }),
      ),
      one('$toString', any),
    ],
    number: [
      ...['$strLenCP', '$strLenBytes'].map((name) => one(name, text)),
      ...['$indexOfCP', '$indexOfBytes'].flatMap((name) => [
        pair(name, text, separator),
        fc.tuple(text, separator, at, at).map((drawn) => ({ [name]: drawn })),
      ]),
      pair('$strcasecmp', text),
    ],
    bool: [matching('$regexMatch')],
    array: [pair('$split', text, separator), matching('$regexFindAll')],
    object: [matching('$regexFind')],
  };
}
