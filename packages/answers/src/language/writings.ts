import { isEverydayWord, wordsOf } from './word-evidence.ts';

/** A writing and the languages written in it here, the likeliest first. */
interface Writing {
  readonly letters: RegExp;
  readonly languages: readonly string[];
  /** Written without spaces: words are counted by letters. */
  readonly lettersPerWord?: number;
}

const KANA: Writing = { letters: /[\p{sc=Hiragana}\p{sc=Katakana}]/gu, languages: ['ja'], lettersPerWord: 2 };
const HAN: Writing = { letters: /\p{sc=Han}/gu, languages: ['zh', 'ja'], lettersPerWord: 1.5 };
const OTHERS: readonly Writing[] = [
  { letters: /\p{sc=Hangul}/gu, languages: ['ko'], lettersPerWord: 2.5 },
  { letters: /\p{sc=Thai}/gu, languages: ['th'], lettersPerWord: 4 },
  { letters: /\p{sc=Arabic}/gu, languages: ['ar', 'fa', 'ur'] },
  { letters: /\p{sc=Cyrillic}/gu, languages: ['ru', 'uk', 'bg', 'be', 'sr', 'mk', 'kk', 'mn', 'tt'] },
  { letters: /\p{sc=Hebrew}/gu, languages: ['he'] },
  { letters: /\p{sc=Greek}/gu, languages: ['el'] },
  { letters: /\p{sc=Devanagari}/gu, languages: ['hi', 'mr', 'ne'] },
  { letters: /\p{sc=Bengali}/gu, languages: ['bn'] },
  { letters: /\p{sc=Tamil}/gu, languages: ['ta'] },
  { letters: /\p{sc=Telugu}/gu, languages: ['te'] },
  { letters: /\p{sc=Gujarati}/gu, languages: ['gu'] },
  { letters: /\p{sc=Gurmukhi}/gu, languages: ['pa'] },
  { letters: /\p{sc=Kannada}/gu, languages: ['kn'] },
  { letters: /\p{sc=Malayalam}/gu, languages: ['ml'] },
  { letters: /\p{sc=Sinhala}/gu, languages: ['si'] },
  { letters: /\p{sc=Khmer}/gu, languages: ['km'], lettersPerWord: 4 },
  { letters: /\p{sc=Lao}/gu, languages: ['lo'], lettersPerWord: 4 },
  { letters: /\p{sc=Myanmar}/gu, languages: ['my'], lettersPerWord: 4 },
  { letters: /\p{sc=Georgian}/gu, languages: ['ka'] },
  { letters: /\p{sc=Armenian}/gu, languages: ['hy'] },
  { letters: /\p{sc=Ethiopic}/gu, languages: ['am'] },
];
const LETTERS_PER_WORD = 4.5;
/** A Latin word among others is mostly a name, a brand or a loan, unless it is one that holds sentences together. */
const LATIN_WORD_ALONE = 0.3;
/** Han characters that hold a sentence together; a sentence in another language names things with the others. */
const HAN_IN_SENTENCES =
  /[我你您他她们們的了吗嗎呢吧是在有没沒不怎么麼什哪几幾多谁誰要想能可会會给給请請帮幫把被和跟就都也还還这這那]/u;
const HAN_NAMES_ONLY = 0.4;

/**
 * The languages of the writing that holds a text together, where that is not the Latin one; names, brands and loans from
 * another language do not count as much as the words around them.
 */
export function languagesByWriting(sample: string): readonly string[] | undefined {
  if (!/[^\p{sc=Latin}\p{P}\p{N}\p{S}\s]/u.test(sample)) return undefined;
  let most: { readonly languages: readonly string[]; readonly weight: number } = { languages: [], weight: 0 };
  const kana = count(sample, KANA);
  const han = count(sample, HAN);
  // Whoever writes kana writes Japanese, unless it is one name in Chinese.
  const isJapanese = kana > 0 && kana * 5 >= han;
  const weightOfHan = (han / 1.5) * (HAN_IN_SENTENCES.test(sample) ? 1 : HAN_NAMES_ONLY);
  if (isJapanese) most = { languages: KANA.languages, weight: kana / 2 + han / 1.5 };
  else if (han > 0) most = { languages: HAN.languages, weight: weightOfHan };
  for (const writing of OTHERS) {
    const weight = count(sample, writing) / (writing.lettersPerWord ?? LETTERS_PER_WORD);
    if (weight > most.weight) most = { languages: writing.languages, weight };
  }
  return most.weight > 0 && most.weight >= weightOfLatin(sample) ? most.languages : undefined;
}

function weightOfLatin(sample: string): number {
  let weight = 0;
  for (const { text: word } of wordsOf(sample)) {
    if (!/\p{sc=Latin}/u.test(word)) continue;
    weight += word.length > 1 && isEverydayWord(word) ? 1 : LATIN_WORD_ALONE;
  }
  return weight;
}

function count(sample: string, { letters }: Writing): number {
  return sample.match(letters)?.length ?? 0;
}
