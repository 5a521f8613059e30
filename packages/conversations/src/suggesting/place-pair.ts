import { type AlikeTexts, essenceOf, type FindSimilarFaqs, indexTexts } from '@answerdesk/answers';
import { type Faq, type FaqId, isHeldOut, suggestionIdSchema, type TenantId } from '@answerdesk/domain';
import type { Suggestion, SuggestionKind, SuggestionPair } from './ports.ts';
import type { RepliedPair } from './read-pairs.ts';
import { markOf } from './weigh-suggestion.ts';

/** What a pair is compared with: the tenant's published FAQs, and its suggestions as they are. */
export interface Known {
  readonly faqs: readonly Faq[];
  readonly findSimilarFaqs: FindSimilarFaqs;
  readonly suggestions: Map<string, Suggestion>;
}

/** The suggestion that a pair makes or joins, as it is then; `expected` is its revision before, without one it is new. */
export interface Placed {
  readonly suggestion: Suggestion;
  readonly expected?: number;
}

const SAME_ANSWER = 0.8;
const SAME_QUESTION = 0.75;
const LIKE = 0.6;
/** Shorter answers are said by too many replies that mean something else. */
const SHORTEST_QUOTED = 20;
const MOST_PAIRS = 100;

/**
 * Finds where a pair belongs: to the suggestion that it is in already, to one that says the same, or to one of its own.
 * `undefined` where it teaches nothing: its FAQ is asked and answered so already, or nothing of it changed.
 */
export async function placePair(known: Known, tenantId: TenantId, found: RepliedPair): Promise<Placed | undefined> {
  const { rejectedFaqId: _rejected, sent: _sent, ...pair } = found;
  const home = [...known.suggestions.values()].find(({ pairs }) => pairs.some(({ id }) => id === pair.id));
  if (home) return home.state === 'open' ? changed(home, pair) : undefined;
  const about = await aboutOf(known, tenantId, found);
  if (!about) return undefined;
  const like = await findLike(known, about, pair);
  if (like) return changed(like, pair);
  return {
    suggestion: {
      ...about,
      id: suggestionIdSchema.parse(pair.id),
      state: 'open',
      revision: 1,
      pairs: [pair],
      lastAt: pair.at,
    },
  };
}

interface About {
  readonly kind: SuggestionKind;
  readonly faqId?: FaqId;
}

/** What a pair is about, by the FAQs there are. */
async function aboutOf(
  { faqs, findSimilarFaqs }: Known,
  tenantId: TenantId,
  found: RepliedPair,
): Promise<About | undefined> {
  const { question, answer, locale, rejectedFaqId } = found;
  const said = await faqSaidBy(faqs, answer);
  if (said) return asksSo(said, question) || measures(said, found) ? undefined : { kind: 'wording', faqId: said.id };
  const similar = await findSimilarFaqs(tenantId, { question, variants: [], ...(locale !== undefined && { locale }) });
  const meant = similar.find(({ id, likeness }) => likeness >= (id === rejectedFaqId ? LIKE : SAME_QUESTION));
  return meant ? { kind: 'answer', faqId: meant.id } : { kind: 'new' };
}

/** Who sends an FAQ's answer confirms the question by that reply, and every third confirmed question is kept for measuring. */
function measures(faq: Faq, { id, sent }: RepliedPair): boolean {
  const answers = answersOf(faq).map((text) => text.trim());
  return isHeldOut(sent.find(({ text }) => answers.includes(text.trim())) ?? { id });
}

function answersOf({ answer, translations = [] }: Faq): string[] {
  return [answer, ...translations.map((translation) => translation.answer)];
}

/** The FAQ whose answer, in any of its languages, a person said. */
async function faqSaidBy(faqs: readonly Faq[], answer: string): Promise<Faq | undefined> {
  const answers = faqs.flatMap((faq) => answersOf(faq).map((text) => ({ faq, text })));
  const essence = essenceOf(answer);
  const quoted = answers.find(({ text }) => {
    const theirs = essenceOf(text);
    return theirs === essence || (theirs.length >= SHORTEST_QUOTED && essence.includes(theirs));
  });
  if (quoted) return quoted.faq;
  const index = await indexTexts(answers.map(({ text }) => text));
  const [nearest] = index.find(answer, SAME_ANSWER);
  return nearest && answers[nearest.place]?.faq;
}

function asksSo({ question, variants }: Faq, asked: string): boolean {
  const essence = essenceOf(asked);
  return [question, ...variants].some((text) => essenceOf(text) === essence);
}

/** The suggestion that a pair says the same as; one that was rejected takes in what is asked and answered so again. */
async function findLike(
  { suggestions }: Known,
  { kind, faqId }: About,
  pair: SuggestionPair,
): Promise<Suggestion | undefined> {
  const alike = [...suggestions.values()].filter(
    (each) => each.kind === kind && each.faqId === faqId && each.state !== 'approved',
  );
  const places = alike.flatMap((suggestion) => suggestion.pairs.map((each) => ({ suggestion, ...each })));
  const [byQuestion, byAnswer] = await Promise.all([
    indexTexts(places.map(({ question }) => question)),
    indexTexts(places.map(({ answer }) => answer)),
  ]);
  const likeQuestions = likeIn(places, byQuestion, pair.question);
  const likeAnswers = likeIn(places, byAnswer, pair.answer);
  const isWantedNo = (suggestion: Suggestion) => suggestion.state === 'rejected';
  const rejected = likeQuestions.find((each) => isWantedNo(each) && likeAnswers.includes(each));
  if (rejected) return rejected;
  const open = (found: readonly Suggestion[]) => found.find((each) => !isWantedNo(each));
  if (kind === 'wording') return open(alike);
  return open(kind === 'answer' ? likeAnswers : likeQuestions);
}

function likeIn(places: readonly { readonly suggestion: Suggestion }[], index: AlikeTexts, text: string): Suggestion[] {
  return index.find(text, LIKE).flatMap(({ place }) => places[place]?.suggestion ?? []);
}

/** The suggestion with a pair in it, in place of what it was; undefined where that changes nothing. */
function changed(suggestion: Suggestion, pair: SuggestionPair): Placed | undefined {
  const before = suggestion.pairs.find(({ id }) => id === pair.id);
  if (before && JSON.stringify(inOrder(before)) === JSON.stringify(inOrder(pair))) return undefined;
  const others = suggestion.pairs.filter(({ id }) => id !== pair.id);
  const pairs = [...others, pair].toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(-MOST_PAIRS);
  const lastAt = pair.at > suggestion.lastAt ? pair.at : suggestion.lastAt;
  const marks =
    suggestion.state === 'rejected' ? { marks: [...new Set([...(suggestion.marks ?? []), markOf(pair)])] } : {};
  const { revision } = suggestion;
  return { suggestion: { ...suggestion, ...marks, pairs, lastAt, revision: revision + 1 }, expected: revision };
}

function inOrder({ id, conversationId, at, question, answer, locale, isThanked, isRejected, score }: SuggestionPair) {
  return [id, conversationId, at, question, answer, locale, isThanked, isRejected, score];
}
