import type { trpcClient } from '../../trpc.ts';

export type Summary = Awaited<ReturnType<typeof trpcClient.insights.summary.query>>;
export type Figures = Summary['totals'];
export type Asked = Parameters<typeof trpcClient.insights.summary.query>[0];

export const spans = { today: 1, week: 7, month: 30, quarter: 90 } as const;
export type Span = keyof typeof spans | 'own';

/** What is looked at; days as calendars write them, `2026-12-24`. */
export interface Look {
  readonly span: Span;
  readonly from: string;
  readonly to: string;
  readonly channel: NonNullable<Asked['channel']> | '';
  readonly language: string;
}

/** The last so many days, today included. */
export function lastDays(days: number, today = new Date()): Pick<Look, 'from' | 'to'> {
  const first = new Date(today);
  first.setDate(first.getDate() - days + 1);
  return { from: dayOf(first), to: dayOf(today) };
}

/** The same in the words of the server: few days by the hour, many by the day. */
export function askedFor({ from, to, channel, language }: Look): Asked {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return {
    from,
    to,
    by: days <= 2 ? 'hour' : 'day',
    ...(channel !== '' && { channel }),
    ...(language !== '' && { language }),
  };
}

export function isRange({ from, to }: Pick<Look, 'from' | 'to'>): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return days >= 1 && days <= 400;
}

function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
