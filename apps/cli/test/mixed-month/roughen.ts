import type { Chance } from '@answerdesk/testing';

const keyboard = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const SHORTEST_MISTYPED = 4;

/** A question as people type it on a phone: two in five all lower case, half without a last mark, one in four mistyped. */
export function roughen(text: string, chance: Chance): string {
  let typed = text;
  if (chance.hits(0.4)) typed = typed.toLowerCase();
  if (chance.hits(0.5)) typed = typed.replace(/[.?!]+$/u, '');
  if (chance.hits(0.2)) typed = typed.replaceAll(/['’]/gu, '');
  if (chance.hits(0.25)) typed = mistype(typed, chance);
  if (chance.hits(0.05)) typed = mistype(typed, chance);
  if (chance.hits(0.1)) typed = `${chance.hits(0.5) ? 'hi, ' : 'hello '}${typed}`;
  if (chance.hits(0.08)) typed = `${typed} ${chance.hits(0.5) ? 'please' : 'thanks'}`;
  return typed;
}

/** One slip in one word: two letters swapped, one left out, typed twice, or hit beside its key. */
function mistype(text: string, chance: Chance): string {
  const words = text.split(' ');
  const long = words.flatMap((word, at) => (word.length >= SHORTEST_MISTYPED ? [at] : []));
  const at = long[Math.floor(chance.next() * long.length)];
  const word = at === undefined ? undefined : words[at];
  if (at === undefined || word === undefined) return text;
  const place = 1 + Math.floor(chance.next() * (word.length - 2));
  const [before, here, after] = [word.slice(0, place), word.charAt(place), word.slice(place + 1)];
  const slips = [
    `${before}${after.charAt(0)}${here}${after.slice(1)}`,
    `${before}${after}`,
    `${before}${here}${here}${after}`,
    `${before}${besideKey(here, chance)}${after}`,
  ];
  words[at] = slips[Math.floor(chance.next() * slips.length)] ?? word;
  return words.join(' ');
}

function besideKey(letter: string, chance: Chance): string {
  const row = keyboard.find((keys) => keys.includes(letter.toLowerCase()));
  if (!row) return letter;
  const at = row.indexOf(letter.toLowerCase());
  return row.charAt(at === 0 ? 1 : at + (at < row.length - 1 && chance.hits(0.5) ? 1 : -1));
}
