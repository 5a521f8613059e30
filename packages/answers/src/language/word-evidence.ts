import { type Locale, languageOf } from '@answerdesk/domain';
import { endings } from './endings.ts';
import { everydayWords } from './everyday-words.ts';

/** How much (in nats) a word says for each language whose everyday word it is. */
const WORD = 1.6;
const ONE_LETTER = 0.7;
/** Typed without the marks that it is written with. */
const UNMARKED = 1.2;
/** A romanised word: nothing but the words speaks for a language that is mostly written otherwise. */
const ROMANISED_WORD = 2.2;
/** What a letter that a language does not have says against it. */
const STRANGE_LETTER = -1.5;

/** The letters beyond a–z, or of the whole script where it is another, that tell a language from those it may be taken for. */
const ALPHABETS: Readonly<Record<string, string>> = {
  en: 'éèêëïçñöüáíó',
  es: 'áéíóúüñ',
  pt: 'áàâãéêíóôõúüç',
  fr: 'àâæçéèêëîïôœùûüÿ',
  it: 'àèéìíîòóùú',
  de: 'äöüßé',
  nl: 'éëïóöüáèê',
  da: 'æøåé',
  nb: 'æøåéòóôê',
  sv: 'åäöéà',
  fi: 'äöåšž',
  pl: 'ąćęłńóśźż',
  cs: 'áčďéěíňóřšťúůýž',
  ro: 'ăâîșşțţ',
  hu: 'áéíóöőúüű',
  tr: 'çğıöşüâîû',
  vi: 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ',
  id: 'é',
  hi: '',
  hr: 'čćđšž',
  sk: 'áäčďéíĺľňóôŕšťúýž',
  ca: 'àçéèíïóòúü',
  ru: 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  uk: 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
  bg: 'абвгдежзийклмнопрстуфхцчшщъьюя',
  be: 'абвгдеёжзійклмнопрстуўфхцчшыьэюя',
  sr: 'абвгдђежзијклљмнњопрстћуфхцчџш',
  mk: 'абвгдѓежзѕијклљмнњопрстќуфхцчџш',
  ar: 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي',
  fa: 'ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنهوی',
  ur: 'ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیے',
};

const alphabets = new Map(Object.entries(ALPHABETS).map(([language, letters]) => [language, new Set(letters)]));
const ROMANISED = new Set(['hi']);
const MOST_WORDS = 60;
/** How a word begins or ends says less than the whole of it. */
const ENDING = 0.6;
const ENDING_FROM = 4;
/** Turns of phrase that tell two neighbours apart. */
const PHRASE = 1.5;
const phrases: readonly (readonly [string, RegExp])[] = [
  [
    'nb',
    /(?:en|et|a) (?:min|mitt|mine|din|ditt|dine)(?!\p{L})|(?<!\p{L})har (?:ikke )?(?:kommet|blitt|gått)(?!\p{L})/u,
  ],
  ['da', /(?<!\p{L})er (?:ikke |endnu ikke )?(?:kommet|blevet|gået)(?!\p{L})/u],
];
/** A capital inside a sentence begins a name, which says little about the sentence. */
const IN_NAME = 0.25;

const WORD_IN_TEXT = /\p{L}[\p{L}\p{M}'\u200c]*/gu;
const endingsOf = Object.entries(endings);

interface Entry {
  readonly language: string;
  readonly weight: number;
}
const entries = new Map<string, Entry[]>();
for (const [language, words] of Object.entries(everydayWords)) {
  const exact = new Set(words.split(/\s+/));
  const unmarked = new Set([...exact].map(withoutMarks).filter((word) => !exact.has(word) && word.length > 2));
  const weight = ROMANISED.has(language) ? ROMANISED_WORD : WORD;
  for (const word of exact) note(word, { language, weight: word.length === 1 ? ONE_LETTER : weight });
  for (const word of unmarked) note(word, { language, weight: UNMARKED });
}

function note(word: string, entry: Entry): void {
  const there = entries.get(word);
  if (there) there.push(entry);
  else entries.set(word, [entry]);
}

function withoutMarks(word: string): string {
  if (!/\p{sc=Latin}/u.test(word)) return word;
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i').replaceAll('ł', 'l').replaceAll('đ', 'd');
}

/** A text's words, with what they are part of: names say little about the language around them. */
interface Word {
  readonly text: string;
  readonly isName: boolean;
  readonly isCapital: boolean;
}

/** The words of a text in small letters; those after the first sixty tell nothing new. */
export function wordsOf(text: string): Word[] {
  const found = [...text.normalize('NFC').replaceAll('’', "'").matchAll(WORD_IN_TEXT)].slice(0, MOST_WORDS);
  const capitals = found.filter(([word]) => isCapital(word)).length;
  const isAllCapitals = capitals * 4 > found.length * 3;
  return found.map(([word], index) => {
    const isName = index > 0 && !isAllCapitals && isCapital(word);
    return { text: word.toLowerCase(), isName, isCapital: isCapital(word) };
  });
}

function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word) && word.length > 1;
}

/** Whether it is an everyday word of a language; of any unless told. */
export function isEverydayWord(word: string, language?: Locale): boolean {
  const known = entries.get(word);
  return (
    known !== undefined && (language === undefined || known.some((each) => each.language === languageOf(language)))
  );
}

/** What words and letters say for (and against) each language, in nats, and how many words are known. */
export function evidenceOf(text: string): {
  readonly nats: ReadonlyMap<string, number>;
  readonly knownWords: ReadonlyMap<string, number>;
  /** How many letters there are outside of what may be names. */
  readonly plainLetters: number;
} {
  const nats = new Map<string, number>();
  const knownWords = new Map<string, number>();
  const add = (counts: Map<string, number>, language: string, amount: number) =>
    counts.set(language, (counts.get(language) ?? 0) + amount);
  const words = wordsOf(text);
  for (const { text: word, isName } of words) {
    const share = isName ? IN_NAME : 1;
    // An elided article (dell'ordine, d'une) is a word of its own.
    const parts = entries.has(word) || !word.includes("'") ? [word] : word.split("'");
    for (const part of parts) {
      for (const { language, weight } of entries.get(part) ?? []) {
        if (part.length > 1 && !isName) add(knownWords, language, 1);
        add(nats, language, weight * share);
      }
    }
    if (word.length < ENDING_FROM || entries.has(word)) continue;
    for (const [language, ending] of endingsOf) if (ending.test(word)) add(nats, language, ENDING * share);
  }
  const line = words.map((word) => word.text).join(' ');
  for (const [language, phrase] of phrases) if (phrase.test(line)) add(nats, language, PHRASE);
  const letters = new Set(
    words.flatMap(({ text: word, isName }) => (isName ? [] : (word.match(/[^a-z'\u200c\p{M}]/gu) ?? []))),
  );
  for (const letter of letters) {
    const isLatin = /\p{sc=Latin}/u.test(letter);
    for (const [language, alphabet] of alphabets) {
      if (!alphabet.has(letter) && (isLatin || !ROMANISED.has(language))) add(nats, language, STRANGE_LETTER);
    }
  }
  const plain = words.some((word) => !word.isCapital) ? words.filter(({ isName }) => !isName) : [];
  const plainLetters = plain.reduce((sum, word) => sum + word.text.length, 0);
  return { nats, knownWords, plainLetters };
}
