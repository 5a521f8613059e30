import { type Locale, languageOf } from '@answerdesk/domain';
import { detectLanguage } from '../language/detect-language.ts';
import { addressesIn } from './addresses.ts';
import { numbersIn } from './numbers.ts';

const FEWEST_LETTERS = 24;
const UNDETERMINED = 'und';
/** A month or an hour may become a figure where it was a word. */
const MOST_ADDED = 12;
/** Languages that the detector takes for one another in short texts. */
const ALIKE: readonly ReadonlySet<string>[] = [
  'nb no nn da sv',
  'id ms',
  'es pt gl ca',
  'cs sk',
  'hr sr bs sl',
  'ru uk bg be mk',
].map((languages) => new Set(languages.split(' ')));

/**
 * What shows that a translation of an approved answer is none: a number, its unit or an address is missing or was added, or
 * it is in another language than `to`. That nothing is found proves nothing more.
 */
export function complaintAboutTranslated(
  translated: string,
  { text, to }: { readonly text: string; readonly to: Locale },
): 'numbers' | 'addresses' | 'wrong-language' | undefined {
  const had = numbersIn(text.normalize('NFKC'));
  const has = numbersIn(translated.normalize('NFKC'));
  const isKept = had.every(({ value, unit }) => has.some((one) => one.value === value && isSameUnit(unit, one.unit)));
  const isAdded = has.some(({ value }) => !had.some((one) => one.value === value) && Number(value) > MOST_ADDED);
  if (!isKept || isAdded) return 'numbers';
  const known = new Set(addressesIn(text));
  const found = new Set(addressesIn(translated));
  if (found.size !== known.size || ![...found].every((address) => known.has(address))) return 'addresses';
  return isIn(translated, to) ? undefined : 'wrong-language';
}

/** A sign may become a word that is not known here, and never another sign. */
function isSameUnit(had: string, has: string): boolean {
  return had === has || had === '' || has === '';
}

function isIn(text: string, to: Locale): boolean {
  if ((text.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS) return true;
  const found = languageOf(detectLanguage(text, { locale: UNDETERMINED }));
  const wanted = languageOf(to);
  return found === wanted || found === UNDETERMINED || ALIKE.some((some) => some.has(found) && some.has(wanted));
}
