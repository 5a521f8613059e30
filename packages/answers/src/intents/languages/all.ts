import { type PhraseKind, type Phrases, phraseKinds } from '../phrase-kinds.ts';
import { eastern } from '../wider/east.ts';
import { refusals } from '../wider/refusals.ts';
import { southern } from '../wider/south.ts';
import { tales } from '../wider/tales.ts';
import { topics } from '../wider/topics.ts';
import { ways } from '../wider/ways.ts';
import { western } from '../wider/west.ts';
import { arabic } from './ar.ts';
import { czech } from './cs.ts';
import { danish } from './da.ts';
import { german } from './de.ts';
import { greek } from './el.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { persian } from './fa.ts';
import { finnish } from './fi.ts';
import { french } from './fr.ts';
import { hebrew } from './he.ts';
import { hindi } from './hi.ts';
import { hungarian } from './hu.ts';
import { indonesian } from './id.ts';
import { italian } from './it.ts';
import { japanese } from './ja.ts';
import { korean } from './ko.ts';
import { norwegian } from './nb.ts';
import { neverMind } from './never-mind.ts';
import { dutch } from './nl.ts';
import { polish } from './pl.ts';
import { portuguese } from './pt.ts';
import { romanian } from './ro.ts';
import { russian } from './ru.ts';
import { swedish } from './sv.ts';
import { thai } from './th.ts';
import { turkish } from './tr.ts';
import { ukrainian } from './uk.ts';
import { vietnamese } from './vi.ts';
import { chinese } from './zh.ts';

const narrow: Readonly<Record<string, Phrases>> = {
  en: english,
  es: spanish,
  zh: chinese,
  ja: japanese,
  ko: korean,
  ar: arabic,
  fr: french,
  de: german,
  it: italian,
  pt: portuguese,
  nl: dutch,
  pl: polish,
  tr: turkish,
  ru: russian,
  uk: ukrainian,
  vi: vietnamese,
  id: indonesian,
  th: thai,
  hi: hindi,
  da: danish,
  sv: swedish,
  nb: norwegian,
  fi: finnish,
  cs: czech,
  el: greek,
  he: hebrew,
  ro: romanian,
  hu: hungarian,
  fa: persian,
};

/** The phrases of every language that is understood without being told which it is; the likelier come first. */
export const languages: Readonly<Record<string, Phrases>> = Object.fromEntries(
  Object.entries(narrow).map(([tag, phrases]) => {
    const wider: Phrases = { ...western[tag], ...eastern[tag], ...southern[tag], ...refusals[tag], ...tales[tag] };
    const added: Phrases = { no: neverMind[tag] ?? '', matter: topics[tag] ?? '' };
    return [tag, [added, ways[tag] ?? {}].reduce(joined, { ...phrases, ...wider })];
  }),
);

function joined(phrases: Phrases, more: Phrases): Phrases {
  const both = { ...phrases };
  for (const kind of kindsOf(more)) both[kind] = [phrases[kind], more[kind]].filter(Boolean).join('|');
  return both;
}

function kindsOf(phrases: Phrases): readonly PhraseKind[] {
  return (Object.keys(phraseKinds) as PhraseKind[]).filter((kind) => phrases[kind] !== undefined);
}
