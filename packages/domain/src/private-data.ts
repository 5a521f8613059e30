import { findSecrets } from './find-secrets.ts';

/** What in a text looks like somebody's own: never sure, so a person is shown it and decides. */
export type PrivateDataKind = 'email' | 'phone' | 'card' | 'reference';

/** A stretch of a text, from `start` up to and without `end`, in the units of JavaScript's strings. */
export interface PrivateData {
  readonly kind: PrivateDataKind;
  readonly start: number;
  readonly end: number;
}

const MOST_CHARACTERS = 10_000;

const patterns: readonly {
  readonly kind: PrivateDataKind;
  readonly find: RegExp;
  readonly fits: (text: string) => boolean;
}[] = [
  { kind: 'email', find: /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}/g, fits: () => true },
  {
    kind: 'card',
    find: /(?<![\p{Script=Latin}\p{N}])\d(?:[ -]?\d){12,18}(?![\p{Script=Latin}\p{N}])/gu,
    fits: isCardNumber,
  },
  {
    kind: 'phone',
    find: /(?<![\p{Script=Latin}\p{N}])(?:\+|00)?\(?\d(?:[ ()./-]{0,2}\d){6,14}(?![\p{Script=Latin}\p{N}])/gu,
    fits: isPhoneNumber,
  },
  {
    kind: 'reference',
    find: /(?<![\p{Script=Latin}\p{N}])[A-Z0-9]{1,12}(?:[-/][A-Z0-9]{1,12}){0,4}(?![\p{Script=Latin}\p{N}])/giu,
    fits: isReference,
  },
];

/**
 * Finds what looks like e-mail addresses, telephone and card numbers, and the numbers of orders and the like, in the order
 * of the text and none over another. What stands after the first 10,000 characters is not looked at.
 */
export function findPrivateData(text: string): PrivateData[] {
  const found: PrivateData[] = [];
  const looked = text.slice(0, MOST_CHARACTERS);
  for (const { kind, find, fits } of patterns) {
    for (const match of looked.matchAll(find)) {
      const one = { kind, start: match.index, end: match.index + match[0].length };
      if (fits(match[0]) && !found.some(({ start, end }) => one.start < end && start < one.end)) found.push(one);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The text with `…` for whatever `findPrivateData` and `findSecrets` find in it; what stands after the first 10,000 characters is left out. */
export function withoutPrivateData(text: string): string {
  let rest = 0;
  let kept = '';
  const found = [...findPrivateData(text), ...findSecrets(text)].sort((a, b) => a.start - b.start);
  for (const { start, end } of found) {
    if (end <= rest) continue;
    if (start < rest) {
      rest = end;
      continue;
    }
    kept += `${text.slice(rest, start)}…`;
    rest = end;
  }
  return kept + text.slice(rest, MOST_CHARACTERS);
}

/** ISO/IEC 7812-1: the digits of a card, the last of which is Luhn's check of the others. */
function isCardNumber(text: string): boolean {
  const digits = digitsOf(text).split('').reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit : digit * 2;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return new Set(digits).size > 1 && sum % 10 === 0;
}

function isPhoneNumber(text: string): boolean {
  return !isDate(text) && digitsOf(text).length >= 7;
}

/** Letters and digits mixed, with enough digits to be somebody's and not a model's or a size's name. */
function isReference(text: string): boolean {
  return !isDate(text) && digitsOf(text).length >= (/[A-Za-z]/.test(text) ? 4 : 6);
}

function isDate(text: string): boolean {
  return /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/.test(text);
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
