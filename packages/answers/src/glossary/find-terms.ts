import type { GlossaryTerm, Locale } from '@answerdesk/domain';
import { detectLanguage } from '../language/detect-language.ts';
import { isEverydayWord } from '../language/word-evidence.ts';
import { keyOfTerm, readUnits, type Unit } from './read-units.ts';

/** One way to say a term: its name or a synonym. */
export interface TermForm {
  /** The term by its place in the glossary. */
  readonly term: number;
  readonly text: string;
  readonly key: string;
}

/** A term said in a text, from `start` to `end`. */
export interface FoundTerm {
  readonly form: TermForm;
  readonly start: number;
  readonly end: number;
}

interface FormUnits {
  readonly form: TermForm;
  readonly units: readonly Unit[];
  /** An abbreviation whose letters are an everyday word in some language: "US", "IT". */
  readonly isLikeEveryday: boolean;
}

/** A line may end between no two words of a term. */
const BETWEEN_WORDS = /^[\p{Zs}\t\p{Pd}'’/]{0,3}$/u;

/**
 * Finds where a text says a term: whole words, in scripts without spaces anywhere; of terms that overlap the one that begins
 * first, then the longest. A form that two terms have is the first one's; one that is a single character of such a script is
 * never found, for it is in too many words. An abbreviation that is an everyday word of the text's language is found in capitals
 * alone, and not where all of a text is in capitals.
 */
export function createTermFinder(terms: readonly Pick<GlossaryTerm, 'name' | 'synonyms'>[]) {
  const forms: TermForm[] = [];
  const byFirst = new Map<string, FormUnits[]>();
  const known = new Set<string>();
  for (const [term, { name, synonyms }] of terms.entries()) {
    for (const text of [name, ...synonyms]) {
      const units = readUnits(text);
      const key = keyOfTerm(text);
      const [first] = units;
      if (!first || known.has(key) || (units.length === 1 && first.isUnspaced)) continue;
      known.add(key);
      const form = { term, text, key };
      forms.push(form);
      const isLikeEveryday = units.length === 1 && first.isCapitals && isEverydayWord(text.toLowerCase());
      byFirst.set(first.key, [...(byFirst.get(first.key) ?? []), { form, units, isLikeEveryday }]);
    }
  }
  for (const sharing of byFirst.values()) sharing.sort((a, b) => b.units.length - a.units.length);

  function find(text: string): FoundTerm[] {
    const units = readUnits(text);
    const found: FoundTerm[] = [];
    let language: Locale | undefined;
    const languageOfText = () => {
      language ??= detectLanguage(text, {});
      return language;
    };
    for (let at = 0; at < units.length; ) {
      const first = units[at];
      const said = byFirst
        .get(first?.key ?? '')
        ?.find(
          (one) =>
            isSaidAt(text, units, at, one.units) &&
            !(one.isLikeEveryday && isEveryday(text, units, at, languageOfText)),
        );
      const last = said && units[at + said.units.length - 1];
      if (said && first && last) found.push({ form: said.form, start: first.start, end: last.end });
      at += said?.units.length ?? 1;
    }
    return found;
  }
  return { forms, find };
}

export type TermFinder = ReturnType<typeof createTermFinder>;

function isSaidAt(text: string, units: readonly Unit[], at: number, wanted: readonly Unit[]): boolean {
  return wanted.every(({ key, isUnspaced }, index) => {
    const unit = units[at + index];
    const before = units[at + index - 1];
    if (unit?.key !== key || unit.isUnspaced !== isUnspaced) return false;
    return index === 0 || before === undefined || BETWEEN_WORDS.test(text.slice(before.end, unit.start));
  });
}

/** Whether a word that may be an abbreviation is the everyday word. */
function isEveryday(text: string, units: readonly Unit[], at: number, languageOfText: () => Locale): boolean {
  const unit = units[at];
  if (!unit) return true;
  const tells = units.length === 1 || /\p{Ll}/u.test(text);
  if (unit.isCapitals && tells) return false;
  return isEverydayWord(text.slice(unit.start, unit.end).toLowerCase(), languageOfText());
}
