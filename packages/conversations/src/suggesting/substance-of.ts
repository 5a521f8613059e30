import { understand, withoutGreeting } from '@answerdesk/answers';
import type { Locale } from '@answerdesk/domain';

const LONGEST_HOLDING = 120;
const SENTENCES = /(?<=[.!?؟…])\s+|(?<=[。！？])|\n+/u;

/** Says that somebody is at it, in the languages that staff write most; by itself that answers nothing. */
const holding = new RegExp(
  [
    String.raw`\b(?:one|a|just a|give me a|half a|wait a) (?:moment|second|sec|minute|min|while)\b`,
    String.raw`\blet me (?:have a look|check|look|see|find out|ask)\b`,
    String.raw`\bi(?:['’]ll| will|['’]m going to) (?:check|look into|find out|have a look|get back|ask|be (?:right )?back|come back)\b`,
    String.raw`\b(?:we|i)(?:['’]re|['’]m| are| am) (?:looking into|checking)\b|\bbear with me\b|\bhold on\b|\bhang on\b|\bplease wait\b`,
    String.raw`\b(?:einen|kleinen|ein) (?:kleinen )?(?:moment|augenblick)\b|\bich (?:schaue|sehe|prüfe|frage|kläre|melde)\b.*\b(?:nach|das|mich|kurz)\b`,
    String.raw`\bun (?:momento|segundo|momentito|momentinho|attimo|instant|moment)\b|\bum (?:momento|instante)\b|\bdéjame (?:ver|comprobar)\b|\bje (?:vérifie|regarde|reviens vers vous)\b`,
    String.raw`\been (?:moment|ogenblik)(?:je)?\b|\bsekundę\b|\bchwileczkę\b|\bbir (?:dakika|saniye)\b|\bодну (?:минуту|минутку|секунду)\b|\bминут(?:у|очку)\b`,
    '(?:请)?稍(?:等|候)|稍後|請稍(?:等|候)|等一下|马上(?:为您|帮您)?(?:查|看)|我(?:查|看|问)一下|我(?:查|看|問)一下',
    '少々お待ち|お待ちください|確認(?:いた)?します|確認して(?:まいり|き)ます|잠시만|확인해 ?(?:보겠|드리겠)|لحظة|دقيقة من فضلك|سأتحقق|رجاء الانتظار',
  ].join('|'),
  'iu',
);

/** What is put under a message: the greeting at its end and who wrote it. */
const signOff =
  /^(?:(?:kind|best|warm|many)? ?(?:regards|wishes)|best|cheers|yours|sincerely|(?:mit )?(?:freundlichen?|besten?|viele|liebe) grü(?:ß|ss)en?|mfg|lg|cordialement|bien à vous|saludos|un saludo|atentamente|cordiali saluti|groeten|此致|敬上|祝好)\b.{0,40}$/iu;

/**
 * What a reply says beyond greetings, thanks, "one moment" and its signature; empty where that is all it says. The rest
 * stays as it was written.
 */
export function substanceOf(text: string, language?: Locale): string {
  const lines = text.split(/\n/u).map((line) => {
    const sentences = line.split(SENTENCES).filter((sentence) => sentence.trim() !== '');
    const from = sentences.findIndex((sentence) => !isEmptyTalk(sentence, language));
    const to = sentences.findLastIndex((sentence) => !isEmptyTalk(sentence, language));
    const kept = from < 0 ? [] : sentences.slice(from, to + 1).filter((sentence) => !isHolding(sentence));
    return { text: joined(kept), wasEmpty: line.trim() === '' };
  });
  const rest = lines.filter((line) => line.text !== '' || line.wasEmpty).map((line) => line.text);
  return withoutSalutation(
    rest
      .join('\n')
      .replaceAll(/\n{3,}/gu, '\n\n')
      .trim(),
    language,
  );
}

/** Whether a reply only asks back: what it replied to is answered by what comes after. */
export function isCounterQuestion(text: string): boolean {
  return /[?？؟]\s*$/u.test(text.trim()) && text.split(SENTENCES).filter((part) => part.trim() !== '').length <= 2;
}

/** Whether there is enough in a text to be a question or an answer: two words, or four signs of a script without spaces. */
export function saysSomething(text: string): boolean {
  const plain = text.replaceAll('…', ' ');
  const unspaced = plain.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  const words = plain.match(/\p{L}{2,}/gu)?.length ?? 0;
  return unspaced >= 4 || words >= 2;
}

function isEmptyTalk(sentence: string, language: Locale | undefined): boolean {
  const plain = sentence.replaceAll('…', '').trim();
  if (!/[\p{L}\p{N}]/u.test(plain)) return true;
  if (signOff.test(plain) || isHolding(plain)) return true;
  const said = understand(plain, language);
  return said !== undefined && said.intent !== 'person';
}

function isHolding(sentence: string): boolean {
  return sentence.length <= LONGEST_HOLDING && holding.test(sentence);
}

/** "Hello …, you can": what stands before the comma is a greeting, whoever is greeted. */
function withoutSalutation(text: string, language: Locale | undefined): string {
  const [whole = '', addressed = ''] = /^([^,，!！:：。.\n]{1,40})[,，!！:：]\s*/u.exec(text) ?? [];
  const plain = addressed.replaceAll('…', '').trim();
  const isGreeting = plain !== '' && understand(plain, language)?.intent === 'hello';
  const isDear =
    /^(?:dear|liebe[rs]?|sehr geehrte[rs]?|cher|chère|estimad[oa]|querid[oa]|亲爱的|尊敬的)(?!\p{L})/iu.test(addressed);
  const rest = isGreeting || isDear ? text.slice(whole.length) : withoutGreeting(text, language);
  return rest.trim() === '' ? '' : capitalised(rest.trim(), text);
}

/** What begins a sentence now begins as one. */
function capitalised(rest: string, before: string): string {
  return rest === before ? rest : rest.charAt(0).toLocaleUpperCase() + rest.slice(1);
}

function joined(sentences: readonly string[]): string {
  return sentences.reduce(
    (text, sentence) => (text === '' || /[。！？]$/u.test(text) ? text + sentence : `${text} ${sentence}`),
    '',
  );
}
