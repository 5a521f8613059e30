import { isOpenAt, type Locale, nextOpening, settingsOf, type Tenant, textFor } from '@answerdesk/domain';
import type { CustomerSentence, Sentences } from '@answerdesk/locales';
import type { Place } from './inbox/read-place.ts';

const DAY_MS = 24 * 60 * 60_000;

/** To whom something is said, for whom, and when. */
export interface Speaking {
  readonly sentences: Sentences;
  readonly tenant: Tenant;
  readonly language: Locale;
  readonly at: Date;
}

/** A sentence of the system in the tenant's tone. */
export function say(
  { sentences, tenant, language }: Pick<Speaking, 'sentences' | 'tenant' | 'language'>,
  sentence: CustomerSentence,
  values?: Readonly<Record<string, string>>,
): Promise<string> {
  return sentences(language, sentence, values, settingsOf(tenant).texts.tone);
}

/**
 * The greeting: the tenant's own in the customer's language, else the system's. A tenant whose FAQs were never saved has
 * nothing to answer from yet, and does not promise to; one whose inbox is off promises no person.
 */
export async function greetingOf(speaking: Speaking): Promise<string> {
  const { tenant, language } = speaking;
  const { texts, inbox } = settingsOf(tenant);
  const own = textFor(texts.greeting, language);
  if (own !== undefined) return own;
  if (!inbox.isOn) return say(speaking, 'greetingWithoutPeople', { tenantName: tenant.name });
  return say(speaking, tenant.faqsVersion === 0 ? 'greetingWithoutFaqs' : 'greeting', { tenantName: tenant.name });
}

/** How to use the bot, promising a person only where one comes. */
export function helpOf(speaking: Speaking): Promise<string> {
  return say(speaking, settingsOf(speaking.tenant).inbox.isOn ? 'help' : 'helpWithoutPeople');
}

/**
 * What is said when a person takes over: the tenant's own fallback where the bot knew no answer, and when nobody is there
 * now, when somebody is and how else to reach the business.
 */
export async function handoverWords(
  speaking: Speaking,
  line: 'askedForPerson' | 'handover' | 'handoverAgain',
  place?: Place,
): Promise<string> {
  const { texts } = settingsOf(speaking.tenant);
  const own = line === 'askedForPerson' ? undefined : textFor(texts.fallback, speaking.language);
  const first = own ?? (await say(speaking, line));
  const standing = place ? await placeWords(speaking, place) : '';
  return [standing === '' ? first : `${first} ${standing}`, ...(await closedWords(speaking))].join('\n\n');
}

/** What is said instead of handing over where nobody takes over: how else to reach the business. */
export async function contactWords(speaking: Speaking): Promise<string> {
  const { texts, handover } = settingsOf(speaking.tenant);
  const first = textFor(texts.fallback, speaking.language) ?? (await say(speaking, 'noAnswerHere'));
  if (handover.contactDetails === '') return first;
  return `${first}\n\n${await say(speaking, 'reachUs', { details: handover.contactDetails })}`;
}

async function placeWords(speaking: Speaking, { number, usualMinutes }: Place): Promise<string> {
  const told = [];
  if (number !== undefined) {
    told.push(
      number === 1 ? await say(speaking, 'nextInLine') : await say(speaking, 'inLine', { place: String(number) }),
    );
  }
  if (usualMinutes !== undefined) {
    told.push(
      usualMinutes === 1
        ? await say(speaking, 'usualMinute')
        : await say(speaking, 'usualMinutes', { minutes: String(usualMinutes) }),
    );
  }
  return told.join(' ');
}

async function closedWords(speaking: Speaking): Promise<string[]> {
  const { tenant, language, at } = speaking;
  const { hours, texts, handover } = settingsOf(tenant);
  if (!hours || isOpenAt(hours, at)) return [];
  const next = nextOpening(hours, at);
  const opening = next && openingIn(language, hours.timeZone, next, at);
  const own = textFor(texts.offHours, language);
  const closed =
    own === undefined || (own.includes('{{opening}}') && opening === undefined)
      ? await (opening === undefined ? say(speaking, 'closed') : say(speaking, 'closedUntil', { opening }))
      : own.replaceAll('{{opening}}', opening ?? '');
  if (handover.contactDetails === '') return [closed];
  return [closed, await say(speaking, 'contactDetails', { details: handover.contactDetails })];
}

/** A moment as people say it: weekday and time, and the date when it is a week away or more. */
function openingIn(language: Locale, timeZone: string, opening: Date, now: Date): string {
  const isFar = opening.getTime() - now.getTime() > 6 * DAY_MS;
  const known = Intl.DateTimeFormat.supportedLocalesOf([language]);
  return new Intl.DateTimeFormat([...known, 'en'], {
    timeZone,
    weekday: 'long',
    ...(isFar && { day: 'numeric', month: 'long' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(opening);
}
