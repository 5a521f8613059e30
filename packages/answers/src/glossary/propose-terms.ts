import type { Faq, FaqId, Glossary } from '@answerdesk/domain';
import { backgroundTexts } from '../background-texts.ts';
import { createPieces } from '../place-texts.ts';
import { markOfTexts, type ReadFaq, readFaq } from './read-faq.ts';
import { keyOfTerm } from './read-units.ts';
import { readFieldWords } from './read-words.ts';

/** Why something may be a synonym: an FAQ explains it, or it stands in the same place of two ways to ask one FAQ. */
export type SynonymReason = 'abbreviation' | 'same-place';

export interface ProposedSynonym {
  readonly text: string;
  readonly reason: SynonymReason;
  /** The FAQs that say so. */
  readonly faqIds: readonly FaqId[];
}

/** Something that a tenant's FAQs speak of and its glossary does not have. */
export interface ProposedTerm {
  readonly name: string;
  readonly synonyms: readonly ProposedSynonym[];
  /** The FAQs that name it, at most 50. */
  readonly faqIds: readonly FaqId[];
  readonly faqCount: number;
}

/** What was proposed, and what was read of each FAQ, so that the next time only those are read that changed. */
export interface Proposals {
  readonly terms: readonly ProposedTerm[];
  readonly read: ReadonlyMap<FaqId, ReadFaq>;
}

interface Gathered {
  readonly key: string;
  readonly name: string;
  readonly faqIds: FaqId[];
  readonly count: number;
  readonly cued: number;
  readonly cuedOf: number;
  readonly wordCount: number;
  readonly isSmall: boolean;
}

/** Of many FAQs fewer variants are read, so that what is read at a time stays within some 100 MB. */
const MOST_TEXTS = 30_000;
const MOST_VARIANTS = 100;
const MOST_PROPOSED = 200;
const MOST_FAQS_NAMED = 50;
const MOST_SYNONYMS = 8;
const LEAST_FAQS = 2;
/** In an FAQ of its own a term must be in this many of its texts. */
const LEAST_TEXTS_OF_ONE = 3;
/** Which share of a word's places must be those of a noun. */
const LEAST_CUED = 0.3;
/** A term that is in so many of the FAQs of a shorter one stands for it. */
const NEARLY_ALL = 0.8;
const WEIGHT_OF_SMALL = 0.6;
/** How much each text of the background that has a word takes of its weight. */
const WEIGHT_OF_BACKGROUND = 0.3;
/** Which share of the places of a longer term's last word must be those of a noun. */
const LEAST_CUED_LAST = 0.2;
const WEIGHT_OF_WORD = 0.6;

let background: ReadonlyMap<string, number> | undefined;

/**
 * Proposes the terms of a field from its FAQs alone: what several name (or one in several ways), more than people do who talk
 * of anything, where its language tells, in the place of a noun; with other ways to say it that the FAQs show. What the
 * glossary has or rejected is not proposed. The same FAQs give the same proposals, most telling first, 200 at most; 30,000 texts
 * or each FAQ's question and one variant are read, work is done in pieces, and only FAQs that changed since `before` are read.
 */
export async function proposeTerms(
  faqs: readonly Faq[],
  glossary: Pick<Glossary, 'terms' | 'rejected'>,
  before?: Pick<Proposals, 'read'>,
): Promise<Proposals> {
  background ??= readBackground();
  const everyday = background;
  const read = new Map<FaqId, ReadFaq>();
  const pause = createPieces();
  const mostVariants = variantsRead(faqs.length);
  for (const faq of faqs) {
    await pause();
    const known = before?.read.get(faq.id);
    read.set(faq.id, known?.mark === markOfTexts(faq, mostVariants) ? known : readFaq(faq, mostVariants));
  }
  const gathered = gather(read);
  await pause();
  const taken = new Set(glossary.rejected.map(keyOfTerm));
  for (const { name, synonyms } of glossary.terms) for (const text of [name, ...synonyms]) taken.add(keyOfTerm(text));
  const kept = withoutParts([...gathered.values()].filter((term) => isTerm(term) && endsInNoun(term, gathered))).filter(
    ({ key }) => !taken.has(key),
  );
  const ranked = kept
    .map((term) => ({ term, weight: weightOf(term, everyday) }))
    .sort((a, b) => b.weight - a.weight || (a.term.key < b.term.key ? -1 : 1))
    .slice(0, MOST_PROPOSED)
    .map(({ term }) => term);
  return { terms: withSynonyms(ranked, read, gathered, taken), read };
}

/** A power of two, so that one more FAQ seldom has all of them read anew. */
function variantsRead(faqCount: number): number {
  const room = Math.floor(MOST_TEXTS / Math.max(1, faqCount)) - 1;
  return room >= MOST_VARIANTS ? MOST_VARIANTS : 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, room))));
}

function gather(read: ReadonlyMap<FaqId, ReadFaq>): Map<string, Gathered> {
  const gathered = new Map<string, Gathered>();
  for (const [faqId, { candidates, hasCues }] of read) {
    for (const { key, text, count, cued, wordCount, isSmall } of candidates) {
      const known = gathered.get(key);
      if (known) known.faqIds.push(faqId);
      gathered.set(key, {
        key,
        name: known && known.name.length <= text.length ? known.name : text,
        faqIds: known?.faqIds ?? [faqId],
        count: (known?.count ?? 0) + count,
        cued: (known?.cued ?? 0) + cued,
        cuedOf: (known?.cuedOf ?? 0) + (hasCues ? count : 0),
        wordCount,
        isSmall,
      });
    }
  }
  return gathered;
}

function isTerm({ faqIds, count, cued, cuedOf }: Gathered): boolean {
  if (faqIds.length < LEAST_FAQS && count < LEAST_TEXTS_OF_ONE) return false;
  return cuedOf === 0 || cued >= LEAST_CUED * cuedOf;
}

/** Whether the last word of a longer term is a noun elsewhere, or is never said without what is before it. */
function endsInNoun({ key, wordCount, cuedOf, count }: Gathered, gathered: ReadonlyMap<string, Gathered>): boolean {
  if (wordCount === 1 || cuedOf === 0) return true;
  const last = gathered.get(key.slice(key.lastIndexOf(' ') + 1));
  return last === undefined || last.count <= count || last.cued >= LEAST_CUED_LAST * last.cuedOf;
}

/** Without those that are hardly ever said but as a part of a longer term. */
function withoutParts(terms: readonly Gathered[]): Gathered[] {
  const wholes = new Map<string, number>();
  for (const { key, wordCount, count } of terms) {
    if (wordCount === 1) continue;
    const parts = key.includes(' ') ? key.split(' ') : [...key].flatMap((_, at, all) => partsFrom(all, at));
    for (const part of parts) wholes.set(part, Math.max(wholes.get(part) ?? 0, count));
  }
  return terms.filter(({ key, count, wordCount }) => wordCount > 1 || (wholes.get(key) ?? 0) < NEARLY_ALL * count);
}

function partsFrom(characters: readonly string[], at: number): string[] {
  return [2, 3, 4].map((length) => characters.slice(at, at + length).join(''));
}

function weightOf({ key, faqIds, count, wordCount, isSmall }: Gathered, everyday: ReadonlyMap<string, number>): number {
  const inBackground = Math.max(0, ...key.split(' ').map((word) => everyday.get(word) ?? 0));
  const often = Math.log2(1 + faqIds.length) + Math.log2(1 + count) / 4;
  return (
    (often * (1 + WEIGHT_OF_WORD * (wordCount - 1)) * (isSmall ? WEIGHT_OF_SMALL : 1)) /
    (1 + WEIGHT_OF_BACKGROUND * inBackground)
  );
}

function withSynonyms(
  ranked: readonly Gathered[],
  read: ReadonlyMap<FaqId, ReadFaq>,
  gathered: ReadonlyMap<string, Gathered>,
  taken: ReadonlySet<string>,
): ProposedTerm[] {
  const places = new Map(ranked.map(({ key }, place) => [key, place]));
  const synonyms = new Map<string, Map<string, { text: string; reason: SynonymReason; faqIds: FaqId[] }>>();
  const note = (of: string, text: string, reason: SynonymReason, faqId: FaqId) => {
    const key = keyOfTerm(text);
    if (key === of || key === '' || taken.has(key)) return;
    const own = synonyms.get(of) ?? new Map();
    synonyms.set(of, own);
    const known = own.get(key) ?? { text, reason, faqIds: [] };
    if (!known.faqIds.includes(faqId)) known.faqIds.push(faqId);
    own.set(key, known);
  };
  for (const [faqId, { abbreviations, slots }] of read) {
    for (const { short, long } of abbreviations) noteEither(short, long, 'abbreviation', faqId);
    for (const { texts } of slots) noteEither(texts[0], texts[1], 'same-place', faqId);
  }
  function noteEither(one: string, other: string, reason: SynonymReason, faqId: FaqId): void {
    const [a, b] = [keyOfTerm(one), keyOfTerm(other)];
    const [placeOfA, placeOfB] = [places.get(a), places.get(b)];
    if (reason === 'same-place' && !(isNamed(gathered.get(a), a, b) && isNamed(gathered.get(b), b, a))) return;
    if (placeOfA === undefined && placeOfB === undefined) return;
    // What stands in a place of its own elsewhere is a term of its own; the more telling one of two has the other.
    const isAFirst = placeOfB === undefined || (placeOfA !== undefined && placeOfA <= placeOfB);
    if (isAFirst) note(a, other, reason, faqId);
    else note(b, one, reason, faqId);
  }
  return ranked.map(({ key, name, faqIds }) => ({
    name: name.normalize('NFC'),
    synonyms: [...(synonyms.get(key)?.values() ?? [])]
      .sort((a, b) => b.faqIds.length - a.faqIds.length || (a.text < b.text ? -1 : 1))
      .slice(0, MOST_SYNONYMS),
    faqIds: faqIds.slice(0, MOST_FAQS_NAMED),
    faqCount: gathered.get(key)?.faqIds.length ?? faqIds.length,
  }));
}

/** Whether what stands in the place of another may be a name of the same thing: a noun, as far as is known, and no part of it. */
function isNamed(own: Gathered | undefined, key: string, other: string): boolean {
  if (!own || ` ${other} `.includes(` ${key} `) || (!key.includes(' ') && other.includes(key))) return false;
  return own.cuedOf === 0 || own.cued >= LEAST_CUED * own.cuedOf;
}

function readBackground(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of backgroundTexts) {
    for (const key of new Set(readFieldWords(text).map((word) => word.key)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
