import type { FaqId, FaqRecord, Locale, TenantId } from '@answerdesk/domain';
import type { ListHeldOut, Suggestion, SuggestionState, SuggestionStore } from './ports.ts';
import {
  bestPair,
  type HeldOutTexts,
  hasHole,
  heldOutTexts,
  offeredQuestions,
  type SuggestionWeight,
  weighSuggestion,
} from './weigh-suggestion.ts';

const MOST_RANKED = 2_000;
const MOST_SHOWN_PAIRS = 10;

export interface ListSuggestionsDeps {
  readonly suggestions: Pick<SuggestionStore, 'list'>;
  readonly listHeldOut: ListHeldOut;
  readonly faqs: { findMany(tenantId: TenantId, faqIds: readonly FaqId[]): Promise<FaqRecord[]> };
}

/** A suggestion as people see it: what an FAQ would say, and what speaks for it. */
export interface ListedSuggestion extends Omit<Suggestion, 'marks'> {
  readonly question: string;
  readonly answer: string;
  readonly locale?: Locale;
  /** Other ways in which it was asked. */
  readonly wordings: readonly string[];
  /** The FAQ that it is about, as it is served now. */
  readonly faq?: { readonly question: string; readonly answer: string };
  /** Something was left out of question or answer: nobody publishes it unread. */
  readonly hasHole: boolean;
  readonly weight: SuggestionWeight;
}

/**
 * Lists suggestions in a state: what most speaks for first, then what came up last. No wording is a question that is kept for
 * measuring.
 */
export async function listSuggestions(
  { suggestions, faqs, listHeldOut }: ListSuggestionsDeps,
  tenantId: TenantId,
  { state, limit }: { readonly state: SuggestionState; readonly limit: number },
): Promise<{ readonly suggestions: readonly ListedSuggestion[]; readonly total: number }> {
  const all = await suggestions.list(tenantId, state, MOST_RANKED);
  const heldOut = heldOutTexts(state === 'open' && all.length > 0 ? await listHeldOut(tenantId) : []);
  const ranked = all
    .filter((suggestion) => suggestion.pairs.length > 0 && offeredQuestions(suggestion, heldOut).length > 0)
    .map((suggestion) => ({ suggestion, weight: weighSuggestion(suggestion) }))
    .sort((a, b) => b.weight.rank - a.weight.rank || b.suggestion.lastAt.getTime() - a.suggestion.lastAt.getTime());
  const shown = ranked.slice(0, limit);
  const records = await faqs.findMany(
    tenantId,
    shown.flatMap(({ suggestion }) => suggestion.faqId ?? []),
  );
  const servedOf = new Map(records.map(({ id, published }) => [id, published]));
  return {
    suggestions: shown.map(({ suggestion, weight }) => {
      const served = suggestion.faqId === undefined ? undefined : servedOf.get(suggestion.faqId);
      return {
        ...shownOf(suggestion, weight, heldOut),
        ...(served && { faq: { question: served.question, answer: served.answer } }),
      };
    }),
    total: ranked.length,
  };
}

function shownOf(
  { marks: _marks, ...suggestion }: Suggestion,
  weight: SuggestionWeight,
  heldOut: HeldOutTexts,
): ListedSuggestion {
  const best = bestPair(suggestion);
  const [question = '', ...wordings] = offeredQuestions(suggestion, heldOut);
  const answer = best?.answer ?? '';
  return {
    ...suggestion,
    pairs: suggestion.pairs.slice(-MOST_SHOWN_PAIRS),
    question,
    answer,
    ...(best?.locale !== undefined && { locale: best.locale }),
    wordings,
    hasHole: hasHole(question) || (suggestion.kind !== 'wording' && hasHole(answer)),
    weight,
  };
}
