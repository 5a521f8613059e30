import { type Faq, type FaqContent, type FaqId, isFaqValidAt, type Locale, languageOf } from '@answerdesk/domain';

/** What is asked of the same FAQs with every question, found out once. */
interface FaqPlaces {
  readonly placeOfId: ReadonlyMap<FaqId, number>;
  /** The places of those that begin or end at some time. */
  readonly dated: readonly number[];
  readonly distances: Map<Locale, Float64Array>;
}

/** What is taken off the score of an FAQ in another language, and of one in another form of the same language. */
const OTHER_LANGUAGE = 2.5;
const OTHER_FORM = 1;
/** More languages than customers of one shop write in, and little memory with any number of FAQs. */
const MOST_LANGUAGES = 12;

const known = new WeakMap<readonly Faq[], FaqPlaces>();

function placesOf(faqs: readonly Faq[]): FaqPlaces {
  const before = known.get(faqs);
  if (before) return before;
  const places = {
    placeOfId: new Map(faqs.map(({ id }, place) => [id, place])),
    dated: [...faqs.keys()].filter((place) => faqs[place]?.validFrom || faqs[place]?.validUntil),
    distances: new Map(),
  };
  known.set(faqs, places);
  return places;
}

/** The FAQ with an id, among FAQs that do not change. */
export function faqWithId(faqs: readonly Faq[], id: FaqId): Faq | undefined {
  return faqs[placesOf(faqs).placeOfId.get(id) ?? -1];
}

/** The languages that an FAQ answers in, as far as it says. */
export function localesOf({ locale, translations = [] }: Pick<FaqContent, 'locale' | 'translations'>): Locale[] {
  return [...(locale === undefined ? [] : [locale]), ...translations.map((translation) => translation.locale)];
}

/**
 * By place what is taken off an FAQ's score for a question in a language: infinity where it is not valid at the moment, and
 * nothing for the nearest there is.
 */
export function handicapsOf(faqs: readonly Faq[], at: Date, language: Locale): Float64Array {
  const { dated, distances } = placesOf(faqs);
  let ofLanguage = distances.get(language);
  if (!ofLanguage) {
    ofLanguage = Float64Array.from(faqs, (faq) =>
      faq.locale && faq.locale !== language ? distanceOf(localesOf(faq), language) : 0,
    );
    if (dated.length === 0) ofLanguage = beyondNearest(ofLanguage);
    if (distances.size >= MOST_LANGUAGES) distances.clear();
    distances.set(language, ofLanguage);
  }
  if (dated.length === 0) return ofLanguage;
  const now = ofLanguage.slice();
  for (const place of dated) {
    const faq = faqs[place];
    if (faq && !isFaqValidAt(faq, at)) now[place] = Number.POSITIVE_INFINITY;
  }
  return beyondNearest(now);
}

/** Where nothing is in the question's own form or language, the nearest there is has no handicap. */
function beyondNearest(distances: Float64Array): Float64Array {
  let nearest = Number.POSITIVE_INFINITY;
  for (const distance of distances) nearest = Math.min(nearest, distance);
  return Number.isFinite(nearest) && nearest > 0 ? distances.map((distance) => distance - nearest) : distances;
}

function distanceOf(locales: readonly Locale[], language: Locale): number {
  if (locales.includes(language)) return 0;
  return locales.some((locale) => languageOf(locale) === languageOf(language)) ? OTHER_FORM : OTHER_LANGUAGE;
}
