import type { Lexicon } from './lexicon.ts';
import { arabic } from './lexicons/arabic.ts';
import { chinese } from './lexicons/chinese.ts';
import { czech } from './lexicons/czech.ts';
import { danish } from './lexicons/danish.ts';
import { dutch } from './lexicons/dutch.ts';
import { english } from './lexicons/english.ts';
import { finnish } from './lexicons/finnish.ts';
import { french } from './lexicons/french.ts';
import { german } from './lexicons/german.ts';
import { greek } from './lexicons/greek.ts';
import { hebrew } from './lexicons/hebrew.ts';
import { hindi } from './lexicons/hindi.ts';
import { hungarian } from './lexicons/hungarian.ts';
import { indonesian } from './lexicons/indonesian.ts';
import { italian } from './lexicons/italian.ts';
import { japanese } from './lexicons/japanese.ts';
import { korean } from './lexicons/korean.ts';
import { norwegian } from './lexicons/norwegian.ts';
import { persian } from './lexicons/persian.ts';
import { polish } from './lexicons/polish.ts';
import { portuguese } from './lexicons/portuguese.ts';
import { romanian } from './lexicons/romanian.ts';
import { russian } from './lexicons/russian.ts';
import { spanish } from './lexicons/spanish.ts';
import { swedish } from './lexicons/swedish.ts';
import { thai } from './lexicons/thai.ts';
import { turkish } from './lexicons/turkish.ts';
import { ukrainian } from './lexicons/ukrainian.ts';
import { vietnamese } from './lexicons/vietnamese.ts';
import { prepareLexicon, type ReadyLexicon } from './scan-lexicon.ts';

const lexicons: Readonly<Record<string, Lexicon>> = {
  ar: arabic,
  cs: czech,
  da: danish,
  de: german,
  el: greek,
  en: english,
  es: spanish,
  fa: persian,
  fi: finnish,
  fr: french,
  he: hebrew,
  hi: hindi,
  hu: hungarian,
  id: indonesian,
  it: italian,
  ja: japanese,
  ko: korean,
  nb: norwegian,
  nl: dutch,
  nn: norwegian,
  no: norwegian,
  pl: polish,
  pt: portuguese,
  ro: romanian,
  ru: russian,
  sv: swedish,
  th: thai,
  tr: turkish,
  uk: ukrainian,
  vi: vietnamese,
  zh: chinese,
};
const ready = new Map<string, ReadyLexicon>();

/** The lexicon of a language, prepared once it is needed; undefined where there is none. */
export function lexiconFor(language: string): ReadyLexicon | undefined {
  const lexicon = lexicons[language];
  if (!lexicon) return undefined;
  const known = ready.get(language) ?? prepareLexicon(lexicon);
  ready.set(language, known);
  return known;
}
