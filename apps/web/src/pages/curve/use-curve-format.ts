import { useLocale } from '../../format.ts';

/** Says shares, differences of shares, and the Mondays that weeks are named by. */
export function useCurveFormat() {
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  return {
    percent: (share: number) => percent.format(share),
    points: (share: number) => points.format(share * 100),
    week: (monday: string) => day.format(new Date(`${monday}T00:00:00Z`)),
  };
}
