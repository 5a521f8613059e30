import type { Faq, FaqId } from '@answerdesk/domain';
import type { CaseAnswer } from './ask-all.ts';
import { type CaseState, type PairedFigures, pairedFigures } from './paired-difference.ts';
import type { RegressionCase } from './regression-cases.ts';

/** What a case is answered with, for people: the FAQ's question too. */
export type ShownAnswer =
  | { readonly outcome: 'answered'; readonly faqId: FaqId; readonly question: string }
  | { readonly outcome: 'clarify' | 'handover' };

/** A case that would be answered otherwise. `isOwn`: its FAQ is one of those whose texts change. */
export interface CaseChange extends Pick<RegressionCase, 'id' | 'kind' | 'text' | 'faqId'> {
  readonly was: ShownAnswer;
  readonly willBe: ShownAnswer;
  readonly effect: 'lost' | 'gained' | 'other';
  readonly isOwn: boolean;
}

/** How many cases are answered rightly, wrongly and not at all; `kept` are left to a person, as they should be. */
export type CaseCounts = Readonly<Record<CaseState, number>>;

export interface Comparison extends PairedFigures {
  readonly cases: Readonly<Record<RegressionCase['kind'], number>>;
  readonly before: CaseCounts;
  readonly after: CaseCounts;
  readonly lost: number;
  readonly gained: number;
  /** The same of FAQs whose own texts change: what is asked there has changed its meaning, too. */
  readonly own: { readonly cases: number; readonly lost: number; readonly gained: number };
  readonly lostPinned: number;
  /** By which of the changed FAQs questions would be answered that are lost; most first. */
  readonly takenBy: readonly { readonly faqId: FaqId; readonly lost: number }[];
  /** The most important ones, those first: pinned before confirmed before wordings, lost before gained. */
  readonly changes: readonly CaseChange[];
  /** How many there are in all. */
  readonly changed: number;
}

const MOST_SHOWN = 50;
const kinds = ['pinned', 'confirmed', 'wording'] as const;
const effects = ['lost', 'gained', 'other'] as const;

/** Compares what cases came to before a change and after it; cases that were not asked on both sides do not count. */
export function compareAnswers(
  cases: readonly RegressionCase[],
  before: ReadonlyMap<string, CaseAnswer>,
  after: ReadonlyMap<string, CaseAnswer>,
  faqs: { readonly before: readonly Faq[]; readonly after: readonly Faq[]; readonly changed: ReadonlySet<FaqId> },
): Comparison {
  const questionOf = new Map([...faqs.before, ...faqs.after].map(({ id, question }) => [id, question]));
  const shown = (answer: CaseAnswer): ShownAnswer =>
    answer.outcome === 'answered' ? { ...answer, question: questionOf.get(answer.faqId) ?? '' } : answer;
  const counts = { wording: 0, confirmed: 0, pinned: 0 };
  const states: (readonly [CaseState, CaseState])[] = [];
  const all: CaseChange[] = [];
  let ownCases = 0;
  for (const asked of cases) {
    const [was, willBe] = [before.get(asked.id), after.get(asked.id)];
    if (!was || !willBe) continue;
    const { id, kind, text, faqId } = asked;
    const isOwn = faqId !== undefined && faqs.changed.has(faqId);
    counts[kind] += 1;
    if (isOwn) ownCases += 1;
    const [from, to] = [stateOf(asked, was), stateOf(asked, willBe)];
    states.push([from, to]);
    if (isSame(was, willBe)) continue;
    const effect = isGood(from) && !isGood(to) ? 'lost' : !isGood(from) && isGood(to) ? 'gained' : effectOf(from, to);
    const right = faqId !== undefined && { faqId };
    all.push({ id, kind, text, ...right, was: shown(was), willBe: shown(willBe), effect, isOwn });
  }
  const countOf = (effect: CaseChange['effect'], isOwn?: true) =>
    all.filter((change) => change.effect === effect && (!isOwn || change.isOwn)).length;
  const rank = ({ effect, kind, willBe }: CaseChange) =>
    effects.indexOf(effect) * 10 + kinds.indexOf(kind) * 2 + (willBe.outcome === 'answered' ? 0 : 1);
  return {
    ...pairedFigures(states),
    cases: counts,
    before: tally(states.map(([state]) => state)),
    after: tally(states.map(([, state]) => state)),
    lost: countOf('lost'),
    gained: countOf('gained'),
    own: { cases: ownCases, lost: countOf('lost', true), gained: countOf('gained', true) },
    lostPinned: all.filter(({ kind, effect }) => kind === 'pinned' && effect === 'lost').length,
    takenBy: takersOf(all, faqs.changed),
    changes: all.sort((a, b) => rank(a) - rank(b)).slice(0, MOST_SHOWN),
    changed: all.length,
  };
}

function takersOf(all: readonly CaseChange[], changed: ReadonlySet<FaqId>): Comparison['takenBy'] {
  const takers = all.flatMap(({ effect, willBe }) =>
    effect === 'lost' && willBe.outcome === 'answered' && changed.has(willBe.faqId) ? [willBe.faqId] : [],
  );
  return [...Map.groupBy(takers, (faqId) => faqId)]
    .map(([faqId, taken]) => ({ faqId, lost: taken.length }))
    .sort((a, b) => b.lost - a.lost);
}

function stateOf({ faqId }: RegressionCase, answer: CaseAnswer): CaseState {
  if (answer.outcome !== 'answered') return faqId === undefined ? 'kept' : 'open';
  return answer.faqId === faqId ? 'right' : 'wrong';
}

/** A question that nobody answered and that gets a wrong answer is lost too: the customer is not told that nobody knows. */
function effectOf(from: CaseState, to: CaseState): CaseChange['effect'] {
  if (from === 'open' && to === 'wrong') return 'lost';
  return from === 'wrong' && to === 'open' ? 'gained' : 'other';
}

function isGood(state: CaseState): boolean {
  return state === 'right' || state === 'kept';
}

function isSame(one: CaseAnswer, other: CaseAnswer): boolean {
  if (one.outcome !== 'answered' || other.outcome !== 'answered') return one.outcome === other.outcome;
  return one.faqId === other.faqId;
}

function tally(states: readonly CaseState[]): CaseCounts {
  const counts = { right: 0, wrong: 0, open: 0, kept: 0 };
  for (const state of states) counts[state] += 1;
  return counts;
}
