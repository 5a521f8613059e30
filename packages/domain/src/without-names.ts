/** One to three words that begin as names do. */
const CAPITALISED = "\\p{Lu}[\\p{L}'’-]+(?: \\p{Lu}[\\p{L}'’-]+){0,2}";

/** How people say who they are; the name is the group. */
const introductions: readonly RegExp[] = [
  new RegExp(
    `(?:[Mm]y name is|I am called|I['’]m|I am|[Tt]his is|[Ii]ch hei(?:ß|ss)e|[Mm]ein Name ist|[Ii]ch bin|[Jj]e m['’]appelle|[Mm]on nom est|[Jj]e suis|[Mm]e llamo|[Mm]i nombre es|[Ss]oy|[Mm]i chiamo|[Mm]eu nome é|[Mm]e chamo|[Mm]ijn naam is|[Ii]k heet|[Мм]еня зовут) (${CAPITALISED})`,
    'gu',
  ),
  new RegExp(
    `(?:[Rr]egards|[Cc]heers|[Tt]hanks|[Tt]hank you|[Bb]est|[Gg]r(?:ü|ue)(?:ß|ss)e|[Gg]ru(?:ß|ss)|LG|[Mm]erci|[Cc]ordialement|[Ss]aludos|[Gg]racias)[,.!]?\\s*\\n\\s*(${CAPITALISED})\\s*$`,
    'gu',
  ),
  /(?:我叫|我的名字是|我的名字叫|名字叫)([\p{Script=Han}]{2,4}?)(?=[，。,.!！？\s]|$)/gu,
  /(?:私の名前は|名前は)?([\p{Script=Han}\p{Script=Katakana}ー]{2,10})(?:と申します|といいます|と言います)/gu,
  /(?:اسمي|أنا اسمي) (\p{L}{2,}(?: \p{L}{2,})?)/gu,
  /(?:제 이름은|저는) ([\p{Script=Hangul}]{2,4})(?:입니다|이에요|예요)/gu,
];

const SHORTEST_PART = 3;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;

/** The names that people give themselves in what they wrote, as they wrote them. */
export function findOwnNames(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) =>
    introductions.flatMap((introduction) => [...text.matchAll(introduction)].flatMap(([, name]) => name ?? [])),
  );
  return [...new Set(found)];
}

/**
 * The text with `…` for names, whole or in parts: words as they are spelt in the name, so that Rose is not a rose. A name
 * with a digit in it is somebody's handle and looked for only whole.
 */
export function withoutNames(text: string, names: readonly string[]): string {
  const parts = new Set(names.flatMap(partsOf));
  // The longest first: what is left of a name must not give it away.
  return [...parts]
    .sort((a, b) => b.length - a.length)
    .reduce((rest, part) => rest.replaceAll(asWord(part), '…'), text)
    .replaceAll(/…(?:\s*…)+/gu, '…');
}

function partsOf(name: string): string[] {
  const whole = name.trim();
  if (whole.length < 2) return [];
  const parts = /\d/.test(whole)
    ? []
    : whole
        .split(/[\s,]+/u)
        .filter((part) => part.length >= SHORTEST_PART && /^[\p{Lu}\p{Lo}]/u.test(part) && part !== whole);
  return [whole, ...parts];
}

function asWord(part: string): RegExp {
  const escaped = part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return UNSPACED.test(part)
    ? new RegExp(escaped, 'gu')
    : new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?:['’]s)?(?![\\p{L}\\p{N}])`, 'gu');
}
