import { phraseKinds } from './phrase-kinds.ts';
import type { Reading, ReadMessage } from './read-message.ts';

const { filler } = phraseKinds;
const LONG_WORD = 7;
/** Courtesy that people know far from where it is spoken, folded as words are read. */
const knownAbroad = new Set(
  `hola gracias adios salut merci bonjour bonsoir ciao grazie danke halo moin servus tschus ola tchau hej selam salam
   shalom doei aloha`.split(/\s+/u),
);

/**
 * Whether a reading says more than a short word by chance says in one of many languages: in a language that nobody expects
 * ("parar" is Spanish for to stop and near an Indonesian insult) one word has to be long, in another script or known abroad.
 */
export function isUnmistakable({ parts, isExpected }: Reading, { words, expected }: ReadMessage): boolean {
  if (isExpected) return true;
  const saying = parts.filter(({ kinds }) => (kinds & ~filler) !== 0);
  const [first] = saying;
  if (!first || saying.length > 1 || first.to - first.from > 1) return saying.length > 0;
  const word = words[first.from]?.text ?? '';
  if (/^\p{sc=Latin}+$/u.test(word)) return word.length >= LONG_WORD || knownAbroad.has(word);
  return !expected.some((language) => isWrittenIn(language, word));
}

const scripts: Readonly<Record<string, RegExp>> = {
  Arab: /\p{sc=Arabic}/u,
  Cyrl: /\p{sc=Cyrillic}/u,
  Deva: /\p{sc=Devanagari}/u,
  Grek: /\p{sc=Greek}/u,
  Hebr: /\p{sc=Hebrew}/u,
  Thai: /\p{sc=Thai}/u,
  Hans: /\p{sc=Han}/u,
  Hant: /\p{sc=Han}/u,
  Jpan: /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u,
  Kore: /\p{sc=Hangul}/u,
};

function isWrittenIn(language: string, word: string): boolean {
  return scripts[new Intl.Locale(language).maximize().script ?? '']?.test(word) === true;
}
