/** A number of a text, in one form whatever the digits and separators; `unit` is the money or measure sign beside it. */
export interface FoundNumber {
  readonly value: string;
  readonly unit: string;
  readonly start: number;
  readonly end: number;
}

const NUMBER = /\p{Nd}+(?:[.,'’٫٬\u00a0\u202f]\p{Nd}+)*/gu;
const SIGNS: readonly (readonly [string, RegExp])[] = [
  ['EUR', /€|\beuros?\b|\beur\b|欧元|歐元|ユーロ/i],
  ['USD', /US\$|\$|\busd\b|\bdollars?\b|美元|ドル/i],
  ['GBP', /£|\bgbp\b|\bpounds?\b|英镑|英鎊|ポンド/i],
  ['CNY', /\b(?:cny|rmb)\b|元|人民币/i],
  ['JPY', /\bjpy\b|円|\byen\b/i],
  ['YEN', /¥|￥/],
  ['INR', /₹|\binr\b/i],
  ['CHF', /\bchf\b/i],
  ['PERCENT', /%|％|٪|\bpercent\b|\bprozent\b/i],
];
const REACH = 8;

/** The numbers of a text in order. Digits of every script count, `1.000`, `1,000` and `1 000` are a thousand. */
export function numbersIn(text: string): FoundNumber[] {
  return [...text.matchAll(NUMBER)].map(({ 0: found, index }) => ({
    value: canonical(found),
    unit: unitBeside(text, index, index + found.length),
    start: index,
    end: index + found.length,
  }));
}

function canonical(found: string): string {
  const plain = plainDigits(found)
    .replace(/[٫]/g, ',')
    .replace(/['’٬\u00a0\u202f]/g, ' ');
  const parts = plain.split(/[ .,]/);
  const last = parts.at(-1) ?? '';
  const isDecimal = parts.length > 1 && last.length !== 3;
  const whole = (isDecimal ? parts.slice(0, -1) : parts).join('').replace(/^0+(?=\d)/, '');
  const rest = isDecimal ? last.replace(/0+$/, '') : '';
  return rest === '' ? whole : `${whole}.${rest}`;
}

/** Digits of any script as 0–9. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    if (digit >= '0' && digit <= '9') return digit;
    const code = digit.codePointAt(0) ?? 0;
    // The ten digits of a script follow one another, and none but digits are beside them.
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
    return String(code - zero);
  });
}

/** Beside it, with nothing but a space in between. */
function unitBeside(text: string, start: number, end: number): string {
  const after = text.slice(end, end + REACH).match(/^\s?(\S+)/u)?.[1] ?? '';
  const before = text.slice(Math.max(0, start - REACH), start).match(/(\S+)\s?$/u)?.[1] ?? '';
  const found = SIGNS.find(([, sign]) => startsWith(after, sign)) ?? SIGNS.find(([, sign]) => endsWith(before, sign));
  return found?.[0] ?? '';
}

function startsWith(text: string, sign: RegExp): boolean {
  return text.search(sign) === 0;
}

function endsWith(text: string, sign: RegExp): boolean {
  const found = text.match(sign);
  return found?.index !== undefined && found.index + found[0].length === text.length;
}
