import { useLanguage } from '../../i18n.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Says how long something is, in its largest unit: `12 min`, `3 hr`, `2 days`; less than a minute is one. */
export function useDuration(): (ms: number) => string {
  const language = useLanguage();
  return (ms) => {
    const [unit, size] = ms < HOUR ? ['minute', MINUTE] : ms < DAY ? ['hour', HOUR] : (['day', DAY] as const);
    const value = Math.max(1, Math.floor(ms / Number(size)));
    return new Intl.NumberFormat(language, { style: 'unit', unit: String(unit), unitDisplay: 'short' }).format(value);
  };
}
