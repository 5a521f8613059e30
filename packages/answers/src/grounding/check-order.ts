import type { Clause, Item, Sentence } from './read-claims.ts';

/**
 * Whether a claim is a sentence of an answer with nothing moved: each of its clauses is one of the sentence's, in that order,
 * with the same words and numbers, the same small words, limits and negations around each, and joined alike. Whole clauses
 * may be left out, if they set no scene for the rest. In scripts without spaces none may.
 */
export function isSaidInOrder(claim: Sentence, sentence: Sentence): boolean {
  const kept = new Set<Clause>();
  let from = 0;
  for (const clause of claim.clauses) {
    if (clause.isPolite) continue;
    const at = sentence.clauses.findIndex(
      (one, place) => place >= from && isSameClause(clause, one) && isJoinedAt(clause, sentence, place),
    );
    const found = sentence.clauses[at];
    if (!found) return false;
    kept.add(found);
    from = at + 1;
  }
  return sentence.clauses.every((clause) => kept.has(clause) || mayBeLeftOut(clause));
}

function isSameClause(claim: Clause, said: Clause): boolean {
  if (claim.items.length === 0) return claim.essence === said.essence;
  return (
    claim.items.length === said.items.length &&
    claim.items.every((item, at) => {
      const other = said.items[at];
      return other !== undefined && isSameItem(item, other);
    })
  );
}

/** "And" and "or" join where they do in the sentence; in a list, "a, b or c", the last one is for all. */
function isJoinedAt({ joint }: Clause, { clauses }: Sentence, place: number): boolean {
  const own = clauses[place]?.joint;
  if (joint === own) return true;
  return place > 0 && own === '' && clauses.slice(place).find((one) => one.joint !== '')?.joint === joint;
}

/** "When it is broken," and "in Spain," say where the rest holds, "but not minors" where it does not; "No," repeats what the rest says. */
function mayBeLeftOut({ items, isPolite, isNegated, startsOpen }: Clause): boolean {
  return items.length > 0 ? startsOpen && !isNegated : isPolite || isNegated;
}

function isSameItem(a: Item, b: Item): boolean {
  return isSameWord(a.said, b.said) && isSameRow(a.before, b.before) && isSameRow(a.after, b.after);
}

/** "Employer" and "employee" share nearly everything, so that nothing but a plural's ending may differ. */
function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length > 2 && long.startsWith(short) && ['s', 'es'].includes(long.slice(short.length));
}

function isSameRow(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, at) => word === b[at]);
}
