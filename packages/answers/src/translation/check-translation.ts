import { type Locale, languageOf } from '@answerdesk/domain';
import { type LockedText, withoutMarkers } from './lock-terms.ts';

/**
 * Why a translation is not shown. `terms-lost`, `marks-lost`: something that must survive did not. `not-a-translation`: it
 * tells what only the instructions say. `wrong-language`: not a letter is of the script of the language asked for.
 */
export type TranslationComplaint =
  | 'cut-short'
  | 'empty'
  | 'too-long'
  | 'too-short'
  | 'not-a-translation'
  | 'wrong-language'
  | 'terms-lost'
  | 'marks-lost';

const SHORTEST_SHARE = 10;
/** Below this many letters a text may be a name, and a translation of another length or script. */
const FEWEST_LETTERS = 12;
const FEWEST_LETTERS_OF_LONG = 60;

const scripts: readonly { readonly letter: RegExp; readonly languages: readonly string[] }[] = [
  { letter: /\p{sc=Han}/u, languages: ['zh'] },
  { letter: /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u, languages: ['ja'] },
  { letter: /\p{sc=Hangul}/u, languages: ['ko'] },
  { letter: /\p{sc=Arabic}/u, languages: ['ar', 'fa', 'ur'] },
  { letter: /\p{sc=Cyrillic}/u, languages: ['ru', 'uk', 'bg'] },
  { letter: /\p{sc=Greek}/u, languages: ['el'] },
  { letter: /\p{sc=Hebrew}/u, languages: ['he'] },
  { letter: /\p{sc=Thai}/u, languages: ['th'] },
  { letter: /\p{sc=Devanagari}/u, languages: ['hi'] },
  {
    letter: /\p{sc=Latin}/u,
    languages: 'en es fr de it pt nl pl tr vi id ms ro cs sk hu sv da fi nb ca hr sl et lv lt'.split(' '),
  },
];

/**
 * What is wrong with what a model said (`unlocked` once its terms are back, undefined where they are not all there), if
 * anything: it is neither empty nor beyond four times the text and 200 characters, nor far too short, nor shows `tag`, which
 * stands in the instructions alone, nor lacks a mark that the text has.
 */
export function complaintAbout(
  said: string,
  unlocked: string | undefined,
  {
    text,
    source,
    tag,
    to,
  }: { readonly text: string; readonly source: LockedText; readonly tag: string; readonly to: Locale },
): TranslationComplaint | undefined {
  if (said === '') return 'empty';
  if (said.includes(tag)) return 'not-a-translation';
  if (said.length > 4 * text.length + 200) return 'too-long';
  if (unlocked === undefined) return 'terms-lost';
  const asked = lettersIn(source.text);
  if (asked >= FEWEST_LETTERS_OF_LONG && lettersIn(said) * SHORTEST_SHARE < asked) return 'too-short';
  const script = scripts.find(({ languages }) => languages.includes(languageOf(to)));
  if (asked >= FEWEST_LETTERS && script && !script.letter.test(withoutMarkers(said))) return 'wrong-language';
  return marksIn(said) === marksIn(source.text) ? undefined : 'marks-lost';
}

function lettersIn(text: string): number {
  return withoutMarkers(text).match(/\p{L}/gu)?.length ?? 0;
}

/** How many stretches of bold, italic and links there are. */
function marksIn(text: string): string {
  const bold = /\*\*[^*\n]+\*\*/g;
  const italic = /\*[^*\s](?:[^*\n]*[^*\s])?\*/g;
  const link = /\[[^[\]\n]+\]\([^()\s]+\)/g;
  const plain = text.replace(bold, '');
  return [text.match(bold), plain.match(italic), text.match(link)].map((found) => found?.length ?? 0).join();
}
