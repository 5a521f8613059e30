import { type FaqContent, faqContentSchema } from '@answerdesk/domain';
import type { z } from 'zod';
import { linesOf, onOneLine, type RawRow } from './columns.ts';

/**
 * Reads one row, or says in words which fields are wrong and how. Blank means absent, line ends become `\n`, a variant
 * becomes one line.
 */
export function readDraft(raw: RawRow): { draft: FaqContent } | { message: string } {
  const given = new Map(Object.entries(raw).filter(([, value]) => !isBlank(value)));
  const problems: string[] = [];
  for (const column of ['validFrom', 'validUntil'] as const) {
    if (!given.has(column)) continue;
    const date = readDate(given.get(column));
    given.set(column, date);
    if (!date) problems.push(`${column}: is not a date, write it as year-month-day, such as 2026-12-31`);
  }
  for (const column of ['question', 'answer'] as const) {
    const text = given.get(column);
    if (typeof text === 'string' && SPREADSHEET_ERROR.test(text)) problems.push(`${column}: is an error, ${text}`);
  }
  const parsed = faqContentSchema.safeParse({
    ...Object.fromEntries(given),
    question: withLineEnds(given.get('question') ?? ''),
    answer: withLineEnds(given.get('answer') ?? ''),
    locale: asTag(given.get('locale')),
    variants: readVariants(given.get('variants')),
  });
  if (!parsed.success) problems.push(...parsed.error.issues.map(inWords));
  if (!parsed.success || problems.length > 0) return { message: [...new Set(problems)].join('; ') };
  return { draft: withoutUndefined(parsed.data) };
}

const SPREADSHEET_ERROR = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/;

/** Only forms that everybody reads the same; without an offset the time is UTC. */
const DATE =
  /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(?:Z|([+-])(\d{2}):?(\d{2}))?)?$/;

function readDate(value: unknown): Date | undefined {
  const found = typeof value === 'string' ? DATE.exec(value.trim()) : null;
  if (!found) return undefined;
  const number = (group: number) => Number(found[group] ?? 0);
  const [year, month, day] = [number(1), number(3), number(4)];
  const [hour, minute, second] = [number(5), number(6), number(7)];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const isRealDay = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  if (year < 1900 || !isRealDay || hour > 23 || minute > 59 || second > 59) return undefined;
  const offsetMinutes = (number(10) * 60 + number(11)) * (found[9] === '-' ? -1 : 1);
  const millisecond = Number((found[8] ?? '').padEnd(3, '0'));
  return new Date(Date.UTC(year, month - 1, day, hour, minute - offsetMinutes, second, millisecond));
}

function readVariants(value: unknown): unknown {
  if (value === undefined) return [];
  if (typeof value === 'string') return linesOf(value);
  if (!Array.isArray(value)) return value;
  const variants: readonly unknown[] = value;
  return variants
    .map((variant) => (typeof variant === 'string' ? onOneLine(variant) : variant))
    .filter((variant) => variant !== '');
}

function asTag(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .trim()
    .replaceAll('_', '-')
    .replace(/^[A-Z]+/i, (language) => language.toLowerCase());
}

function withLineEnds(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value;
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function withoutUndefined({ locale, category, validFrom, validUntil, ...draft }: FaqContent): FaqContent {
  return {
    ...draft,
    ...(locale !== undefined && { locale }),
    ...(category !== undefined && { category }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
  };
}

function inWords(issue: z.core.$ZodIssue): string {
  const [field = 'the row', index] = issue.path.map(String);
  const place = index === undefined ? `${field}:` : `${field}: number ${Number(index) + 1}`;
  switch (issue.code) {
    case 'too_big': {
      const most = Number(issue.maximum).toLocaleString('en');
      return issue.origin === 'array'
        ? `${place} are too many, at most ${most}`
        : `${place} is too long, at most ${most} characters`;
    }
    case 'invalid_type':
      return `${place} must be ${issue.expected === 'array' ? 'a list of texts' : 'text'}`;
    default:
      return `${place} ${issue.message}`;
  }
}
