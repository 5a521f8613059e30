import { useLocale } from '../../format.ts';
import type { Currency } from './overview.ts';

/** Says amounts, which come in millionths of the currency's unit, and the days of UTC that they are counted by. */
export function useSaying(currency: Currency) {
  const locale = useLocale();
  // Between words that run from right to left a sign such as CN¥ falls apart; CNY does not.
  const currencyDisplay = locale.startsWith('ar') ? 'code' : 'symbol';
  const money = (maximumFractionDigits: number) => {
    const options = { style: 'currency', currency, currencyDisplay, maximumFractionDigits } as const;
    const format = new Intl.NumberFormat(locale, options);
    return (micros: number) => format.format(micros / 1_000_000);
  };
  const date = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (moment: string | Date) => format.format(new Date(moment));
  };
  return {
    /** To the cent. */
    amount: money(2),
    /** What one reply costs may be less than a cent. */
    unit: money(4),
    day: date({ day: 'numeric', month: 'long' }),
    shortDay: date({ day: 'numeric', month: 'short' }),
    month: date({ month: 'long', year: 'numeric' }),
    number: (value: number) => new Intl.NumberFormat(locale).format(value),
  };
}
