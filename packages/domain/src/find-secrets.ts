/** A stretch of a text, from `start` up to and without `end`, in the units of JavaScript's strings. */
interface Secret {
  readonly start: number;
  readonly end: number;
}

const MOST_CHARACTERS = 10_000;

const NAMED =
  'pass(?:word|code|phrase|wd)|pwd|pin(?:[ -]?code)?|otp|cvv|cvc|tan|code|passwort|kennwort|geheimzahl|zugangscode|mot de passe|mdp|contraseña|clave|código|codigo|senha|codice|parola|wachtwoord|hasło|şifre|пароль|код|пин(?:-код)?';
const NAMED_UNSPACED =
  '密码|密碼|验证码|驗證碼|口令|パスワード|暗証番号|認証番号|コード|비밀번호|암호|인증번호|كلمة المرور|الرمز';
const NAME = `(?:(?<![\\p{L}\\p{N}])(?:${NAMED})(?!\\p{L})|(?:${NAMED_UNSPACED}))`;
const IS =
  '(?:(?:is|was|ist|lautet|war|est|es|era|è|é|to|number|nummer|secret|secreto|هي|هو)(?!\\p{L})|[是为為はが는은])';
const SIGN = '[^\\s,;"”“»«)(\\[\\]\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}，。、！？]';
const STREET_WORD = "[\\p{L}'’.-]{1,30}";
const NOT_OF_STREET = '(?:on|the|of|in|by|for|to|from|minutes?|hours?|days?|km|miles?)';
const PLACE = '(?:,?\\s{1,2}\\p{Nd}{4,6}(?:\\s\\p{Lu}\\p{L}{1,30})?)?';

/** The last group is what is somebody's own. */
const patterns: readonly RegExp[] = [
  // After the name of a secret: what has a digit.
  new RegExp(
    `${NAME}(?:\\s{0,2}${IS}){0,2}\\s{0,2}[:=：]?\\s{0,2}["'“«]?((?=${SIGN}{0,63}\\p{Nd})${SIGN}{3,64})`,
    'giu',
  ),
  // After a colon or within quotes: anything.
  new RegExp(`${NAME}(?:\\s{0,2}${IS}){0,2}\\s{0,2}(?:[:=：]\\s{0,2}["'“«]?|["'“«])(${SIGN}{3,64})`, 'giu'),
  new RegExp(
    `(?<![\\p{L}\\p{N}])(\\p{Nd}{1,5}[a-z]?,?\\s(?:(?!${NOT_OF_STREET}\\s)${STREET_WORD}\\s){1,3}(?:street|road|avenue|lane|boulevard|blvd|rd)(?!\\p{L})${PLACE})`,
    'giu',
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}])(\\p{Nd}{1,5}[A-Za-z]?,?\\s(?:\\p{Lu}${STREET_WORD}\\s){1,3}(?:St|Ave|Ln|Drive|Dr|Way|Court|Ct|Square|Close|Place|Terrace)(?!\\p{L})${PLACE})`,
    'gu',
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}])(\\p{L}{2,30}(?:straße|strasse|str\\.|gasse|weg|allee|platz|straat|laan)\\s\\p{Nd}{1,4}\\s?[a-z]?(?!\\p{L})${PLACE})`,
    'giu',
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}])(\\p{Nd}{1,4}(?:\\s?(?:bis|ter))?,?\\s(?:rue|avenue|av\\.|boulevard|bd|chemin|impasse|allée|quai)\\s(?:${STREET_WORD}\\s?){1,4}${PLACE})`,
    'giu',
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}])((?:calle|c/|avenida|avda\\.?|av\\.|paseo|plaza|rua|via|viale|piazza)\\s?(?:${STREET_WORD},?\\s){1,5}(?:n[.ºo°]{1,2}\\s?)?\\p{Nd}{1,4}${PLACE})`,
    'giu',
  ),
  /([\p{sc=Han}]{1,12}[路街道巷弄]\p{Nd}{1,5}[号號]?(?:\p{Nd}{1,4}[室楼樓栋棟])?)/gu,
  /([\p{sc=Han}]{0,12}\p{Nd}{1,3}丁目(?:\p{Nd}{1,4}[番号-]?(?:地|の)?){0,3})/gu,
  /(〒\s?\p{Nd}{3}[-ー]?\p{Nd}{4})/gu,
  // Post codes of the United Kingdom and the Netherlands name a few houses; a house's number may follow.
  /(?<![\p{L}\p{N}])([A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?:,?\s\d{1,4})?)(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])([1-9]\d{3}\s?[A-Z]{2}\s\d{1,4})(?![\p{L}\p{N}])/gu,
];

/**
 * Finds what follows the name of a secret ("pin 1234", "password: …") and what looks like a street with a house's number or a
 * house's post code, in the order of the text and none over another. A secret without a digit is found only after a colon or
 * in quotes, since "my password is wrong" tells none; names of people are not found. What stands after the first 10,000
 * characters is not looked at.
 */
export function findSecrets(text: string): Secret[] {
  const looked = text.slice(0, MOST_CHARACTERS);
  const found: Secret[] = [];
  for (const pattern of patterns) {
    for (const { 0: whole, 1: own = '', index } of looked.matchAll(pattern)) {
      const secret = own.replace(/[.!?'’\s]+$/u, '');
      const start = index + whole.lastIndexOf(own);
      const one = { start, end: start + secret.length };
      if (secret !== '' && !found.some(({ start, end }) => one.start < end && start < one.end)) found.push(one);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
