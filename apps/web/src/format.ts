import { nearestScreenLanguage } from '@answerdesk/locales';
import { useLanguage } from './i18n.ts';

/** Says moments the way the person's language writes them, in the time zone of the device. */
export function useFormat() {
  const locale = useLocale();
  const say = (options: Intl.DateTimeFormatOptions) => (moment: string | Date) =>
    new Intl.DateTimeFormat(locale, options).format(new Date(moment));
  return {
    day: say({ dateStyle: 'medium' }),
    /** The time of today, the day of earlier. */
    short: (moment: string | Date) =>
      say(
        new Date(moment).toDateString() === new Date().toDateString()
          ? { timeStyle: 'short' }
          : { day: 'numeric', month: 'short' },
      )(moment),
    /** The time of day alone. */
    clock: say({ timeStyle: 'short' }),
    moment: say({ dateStyle: 'medium', timeStyle: 'short' }),
    /** Of the next days: the weekday and the time. */
    soon: say({ weekday: 'long', hour: '2-digit', minute: '2-digit' }),
    exactly: say({ dateStyle: 'full', timeStyle: 'long' }),
    /** A share (0–1) as per cent. */
    share: (value: number) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value),
    /** A number of days, in words. */
    days: (value: number) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(value),
    number: (value: number) => new Intl.NumberFormat(locale).format(value),
  };
}

/** The person's language as their browser has it: a British reader of English gets British dates. */
export function useLocale(): string {
  const language = useLanguage();
  return navigator.languages.find((tag) => isTag(tag) && nearestScreenLanguage([tag]) === language) ?? language;
}

/** Browsers that take their language from the system may say what is no tag: `en-US@posix`. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
