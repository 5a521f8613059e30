import type { Choice } from '@answerdesk/domain';

const LONGEST_NUMBER = 3;

/**
 * The choice that a customer means who types its number or its words, as they do where there are no buttons. Digits of any
 * script count, alone or with what people put round a number in a list: `2`, `2.`, `(2)`, `２、`, `٢`.
 */
export function chosenByText(offered: readonly Choice[] | undefined, text: string): Choice | undefined {
  if (!offered || offered.length === 0) return undefined;
  const typed = text.trim();
  const digits = /^[([（【#]?\s*(\p{Nd}+)\s*[.)\]）】、．:：]?$/u.exec(typed)?.[1];
  if (digits !== undefined && digits.length <= LONGEST_NUMBER) return offered[numberOf(digits) - 1];
  const words = folded(typed);
  return offered.find(({ label }) => folded(label) === words);
}

/** Decimal digits stand in runs of ten in every script, from its zero on. */
function numberOf(digits: string): number {
  let number = 0;
  for (const digit of digits) {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
    number = number * 10 + (code - zero);
  }
  return number;
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
