import { settingsOf, type Tenant } from '@answerdesk/domain';

/** A moment as clocks show it in the business's zone, for a member of a language. */
export function momentInWords(tenant: Tenant | undefined, locale: string, moment: Date): string {
  const format = new Intl.DateTimeFormat(tagOf(locale), {
    timeZone: (tenant && settingsOf(tenant).hours?.timeZone) ?? 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return format.format(moment);
}

/** A locale as numbers and dates are written in it; what is no language tag is written in English. */
export function tagOf(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
