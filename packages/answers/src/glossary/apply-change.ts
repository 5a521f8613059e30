import { isDeepStrictEqual } from 'node:util';
import {
  DomainError,
  type Glossary,
  type GlossaryChange,
  type GlossaryTerm,
  type GlossaryTermId,
  glossaryLimits,
} from '@answerdesk/domain';
import { keyOfTerm } from './read-units.ts';

/** A glossary after a change, and the change that takes it back. */
export interface ChangedGlossary {
  readonly glossary: Glossary;
  readonly undo: GlossaryChange;
}

/**
 * Makes a change of a glossary. A term keeps its place; words that it has twice, and synonyms that another term has, are left
 * out of it. A rejected proposal that becomes a term is rejected no longer. Throws DomainError `invalid` for a term without a
 * letter or digit and beyond the limits, `already-exists` when two terms would have one name.
 */
export function applyChange(before: Glossary, change: GlossaryChange): ChangedGlossary {
  const known = new Map(before.terms.map((term) => [term.id, term]));
  const removed = new Set(change.remove);
  const put = new Map(change.put.map((term) => [term.id, term]));
  const kept = before.terms.filter(({ id }) => !removed.has(id)).map((term) => put.get(term.id) ?? term);
  const added = change.put.filter(({ id }) => !known.has(id) && !removed.has(id));
  const terms = withoutRepeats([...kept, ...new Map(added.map((term) => [term.id, term])).values()], put);
  if (terms.length > glossaryLimits.terms) {
    throw new DomainError('invalid', `A glossary has at most ${glossaryLimits.terms} terms.`);
  }
  const names = new Set(terms.map(({ name }) => keyOfTerm(name)));
  const rejected = rejectedAfter(before.rejected, change, names);
  const after = new Map(terms.map((term) => [term.id, term]));
  const isRejected = new Set(before.rejected.map(keyOfTerm));
  const willBe = new Set(rejected.map(keyOfTerm));
  return {
    glossary: { revision: before.revision + 1, terms, rejected },
    undo: {
      put: before.terms.filter((term) => !isDeepStrictEqual(after.get(term.id), term)),
      remove: terms.filter(({ id }) => !known.has(id)).map(({ id }) => id),
      reject: before.rejected.filter((word) => !willBe.has(keyOfTerm(word))),
      propose: rejected.filter((word) => !isRejected.has(keyOfTerm(word))),
    },
  };
}

function withoutRepeats(
  terms: readonly GlossaryTerm[],
  put: ReadonlyMap<GlossaryTermId, GlossaryTerm>,
): GlossaryTerm[] {
  const owners = new Map<string, GlossaryTermId>();
  for (const { id, name } of terms) {
    const key = keyOfTerm(name);
    if (key === '') throw new DomainError('invalid', `"${name}" has no letter or digit.`);
    if (owners.has(key)) throw new DomainError('already-exists', `There is a term "${name}" already.`);
    owners.set(key, id);
  }
  // What a term has already goes before what another is only given now.
  for (const isPut of [false, true]) {
    for (const { id, synonyms } of terms) {
      if (put.has(id) !== isPut) continue;
      for (const key of synonyms.map(keyOfTerm)) if (!owners.has(key)) owners.set(key, id);
    }
  }
  return terms.map((term) => {
    const said = new Set([keyOfTerm(term.name), '']);
    const synonyms = term.synonyms.filter((text) => {
      const key = keyOfTerm(text);
      if (said.has(key) || owners.get(key) !== term.id) return false;
      said.add(key);
      return true;
    });
    return { ...term, synonyms, linked: [...new Set(term.linked)], unlinked: [...new Set(term.unlinked)] };
  });
}

function rejectedAfter(
  before: readonly string[],
  { reject, propose }: GlossaryChange,
  names: ReadonlySet<string>,
): string[] {
  const again = new Set([...propose.map(keyOfTerm), ...names]);
  const words = new Map([...before, ...reject].map((word) => [keyOfTerm(word), word]));
  return [...words]
    .flatMap(([key, word]) => (key === '' || again.has(key) ? [] : [word]))
    .slice(-glossaryLimits.rejected);
}
