import type { Intent, Locale } from '@answerdesk/domain';
import { detectIntent } from '../intents/detect-intent.ts';
import { asksForThing } from './asks-for-thing.ts';
import { chineseFormOf } from './chinese-forms.ts';
import { foldName, languageNames, withoutLatinMarks } from './language-names.ts';
import { framePieces, frameWords } from './wish-frames.ts';

/** A language that a customer asked to be spoken to in, and what else the message says; empty where that is all. */
export interface LanguageWish {
  readonly language: Locale;
  readonly rest: string;
}

const LONGEST_MESSAGE = 600;
const LONGEST_WISH = 90;
const MOST_PARTS = 12;
const MOST_WORDS_OF_NAME = 4;
const SPACELESS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}]/u;
/** Names that mean something else as well: alone they are no wish. */
const AMBIGUOUS = new Set(
  'polish danish turkish swedish thai french fins frances romana ruso roman danes perski finn dan'.split(' '),
);
/** Denials made of words that may stand in a wish as well. */
const DENIES =
  /(?<!\p{L})(?:en (?:puhu|ymmärrä|osaa)|không (?:nói|biết|hiểu|thể|dùng)|khong (?:noi|biet|hieu)|no (?:hablo|entiendo))(?!\p{L})/u;
/** What may stand alone before or after a wish: it asks nothing. */
const courtesies = new Set(
  `please pls plz kindly sorry if possible ok okay thanks thank you dear team sir madam there hi hello hey por favor gracias hola si es
  posible perdón obrigado obrigada olá merci bonjour s'il vous te plaît plait svp stp désolé pardon grazie prego scusi ciao per favore
  bitte danke hallo entschuldigung wenn möglich graag alstublieft alsjeblieft aub bedankt tak tack takk hej hei snälla venligst kiitos
  proszę prosze dziękuję cześć prosím děkuji ahoj mulțumesc salut vă te rog kérem kérlek köszönöm szia lütfen teşekkürler merhaba xin
  cảm ơn chào vui lòng làm tolong terima kasih halo kripya dhanyavaad namaste пожалуйста спасибо привет здравствуйте будь ласка дякую
  привіт вітаю παρακαλώ ευχαριστώ γεια σας σου בבקשה תודה שלום שלום من فضلك لو سمحت سمحتم شكرا مرحبا لطفا لطفاً ممنون سلام कृपया धन्यवाद नमस्ते
  谢谢 謝謝 你好 您好 请 請 麻烦 麻煩 麻烦了 麻煩了 拜托 拜託 お願い お願いします すみません ありがとう こんにちは 부탁드립니다 부탁해요 감사합니다 안녕하세요 สวัสดี ขอบคุณ ขอบคุณครับ ขอบคุณค่ะ ครับ ค่ะ`
    .split(/\s+/)
    .flatMap((word) => [foldName(word), withoutLatinMarks(foldName(word))]),
);
const COURTEOUS: ReadonlySet<Intent> = new Set(['hello', 'thanks', 'goodbye', 'yes', 'no']);
/** How well, or not, a language is spoken. */
const degrees = new Set(
  `don't dont do not no can't cannot cant couldn't isn't my is am very so good well bad poor weak little bit much fluent at learning
  nicht kein keine mein ist schlecht gut wenig kaum nada muy poco mal bien mi es não meu é mal bem pouco ne n pas mon est mauvais peu
  non mio è male bene poco niet geen mijn is slecht goed ikke mit dårligt inte min dålig не мой моя плохой плохо хорошо моя поганий погано
  nie słabo dobrze znam umím neumím moc nu bine bilmiyorum anlamıyorum iyi değil`.split(/\s+/),
);
const DENIALS_UNSPACED = /[不没沒]|听|聽|看|太|很|差|分かりません|わかりません|苦手|못|몰라요|몰라|ไม่/gu;
const PARTS = /[^.:!?;,()\n。：！？，、；…—–«»"“”]+/gu;

const names = languageNames();
const nameOf = new Map(names.map(({ name, language }) => [name, language]));
const spacelessNames = alternation(names.map(({ name }) => name).filter((name) => SPACELESS.test(name)));
const spacelessFrames = alternation(framePieces);

/**
 * Reads that a customer asks for a language ("auf Deutsch bitte", "请说中文", "in English: where is my order"). A part of the
 * message has to say that and nothing else: "do you have the manual in English" is a question, "I don't speak German" no
 * wish. Chinese is in the form that the message is written in, unless the wish names one. Never throws.
 */
export function readLanguageWish(text: string): LanguageWish | undefined {
  if (text.length > LONGEST_MESSAGE) return undefined;
  const parts = [...text.matchAll(PARTS)];
  if (parts.length > MOST_PARTS) return undefined;
  const wishes = parts.flatMap(({ 0: part, index }) => {
    const language = languageWishedIn(part);
    return language === undefined ? [] : [{ language, from: index, to: index + part.length }];
  });
  const language = wishes[0]?.language;
  if (language === undefined) return undefined;
  // Where two are named, nobody can tell which is meant.
  if (wishes.some((other) => other.language !== language)) return undefined;
  return { language: formOf(language, text), rest: restOf(text, wishes) };
}

/** What a message says beside its wishes, without what only greets or says why. */
function restOf(text: string, wishes: readonly { readonly from: number; readonly to: number }[]): string {
  const starts = [0, ...wishes.map(({ to }) => to)];
  return starts
    .map((from, place) => text.slice(from, wishes[place]?.from))
    .join('\n')
    .split('\n')
    .map((line) => line.replace(/^[\s.:!?;,)。：！？，、；…—–]+|[\s:;,(：，、；—–]+$/gu, ''))
    .filter(
      (line) => /[\p{L}\p{N}]/u.test(line) && (/[?？؟;]/u.test(line) || !(isCourtesy(line) || saysWhatIsSpoken(line))),
    )
    .join('\n');
}

/** Whether a line is all greeting, thanks or politeness. */
function isCourtesy(line: string): boolean {
  if (tokensOf(foldName(line)).every((word) => courtesies.has(word))) return true;
  const intent = detectIntent(line);
  return intent !== undefined && COURTEOUS.has(intent);
}

/** "I don't understand Chinese", "my German is bad": it names a language, and otherwise has only words for how it is spoken. */
function saysWhatIsSpoken(line: string): boolean {
  const folded = foldName(line);
  if (SPACELESS.test(folded)) {
    const name = folded.match(spacelessNames)?.[0];
    return name !== undefined && isOnlyFrame(folded.replaceAll(DENIALS_UNSPACED, ' ').replace(name, ' '));
  }
  const words = tokensOf(folded);
  const found = nameAmong(words);
  if (!found || asksForThing(folded)) return false;
  return words.every(
    (word, at) => (at >= found.at && at < found.at + found.length) || isFrame(word) || degrees.has(word),
  );
}

function languageWishedIn(part: string): string | undefined {
  const folded = foldName(part).trim();
  if (folded.length > LONGEST_WISH || folded === '' || DENIES.test(folded) || asksForThing(folded)) return undefined;
  return SPACELESS.test(folded) ? wishedWithoutSpaces(folded) : wishedInWords(folded);
}

function wishedInWords(folded: string): string | undefined {
  const words = tokensOf(folded);
  const found = nameAmong(words);
  if (!found) return undefined;
  const around = words.filter((_, index) => index < found.at || index >= found.at + found.length);
  if (around.length === 0 && AMBIGUOUS.has(words.join(' '))) return undefined;
  return around.every((word) => isFrame(word)) ? found.language : undefined;
}

function wishedWithoutSpaces(folded: string): string | undefined {
  const name = folded.match(spacelessNames)?.[0];
  if (name === undefined) {
    // "Englishでお願いします": the name in letters, the wish around it in others.
    const latin = tokensOf(folded.replaceAll(/[^\p{sc=Latin}\p{M}\s]+/gu, ' '));
    const found = nameAmong(latin);
    return found && latin.length === found.length && isOnlyFrame(folded.replaceAll(/[\p{sc=Latin}\p{M}]+/gu, ' '))
      ? found.language
      : undefined;
  }
  return isOnlyFrame(folded.replace(name, ' ')) ? nameOf.get(name) : undefined;
}

function nameAmong(words: readonly string[]) {
  for (let length = Math.min(MOST_WORDS_OF_NAME, words.length); length > 0; length -= 1) {
    for (let at = 0; at + length <= words.length; at += 1) {
      const name = words.slice(at, at + length).join(' ');
      const language = nameOf.get(name) ?? nameOf.get(withoutLatinMarks(name));
      if (language !== undefined) return { language, at, length };
    }
  }
  return undefined;
}

function isOnlyFrame(text: string): boolean {
  const left = foldName(text).replace(spacelessFrames, ' ');
  return tokensOf(left).every((word) => isFrame(word));
}

function isFrame(word: string): boolean {
  return frameWords.has(word) || frameWords.has(withoutLatinMarks(word));
}

function tokensOf(folded: string): string[] {
  return folded.match(/[\p{L}\p{M}\p{N}']+/gu) ?? [];
}

function formOf(language: string, text: string): Locale {
  if (language === 'zh') return chineseFormOf(text) === 'traditional' ? 'zh-TW' : 'zh-CN';
  return language === 'pt' ? 'pt-BR' : language;
}

/** One expression for all of them, letters alone; a longer one goes before what it begins with. */
function alternation(pieces: readonly string[]): RegExp {
  return new RegExp(pieces.join('|'), 'gu');
}
