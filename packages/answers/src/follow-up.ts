import type { Answer, FaqId, LastAnswered, Locale } from '@answerdesk/domain';
import { languageOf } from '@answerdesk/domain';
import { phraseKinds } from './intents/phrase-kinds.ts';
import { type Part, readMessage } from './intents/read-message.ts';

/** The most words of a question that may go on with the one before. */
const MOST_WORDS = 8;
const MOST_UNSPACED = 14;
/** How much surer a question must be with the one before it than alone, where alone it has an answer as well. */
const SURER = 0.2;
/** How much likelier an FAQ must be after both questions than after the first alone. */
const RAISED = 0.2;

const { and, asks, whole, filler, hello, thanks, okay, other } = phraseKinds;

/**
 * Answers a question that may go on with the one before it ("and for business accounts?"): `ask` is asked of it alone, and of
 * both together where it looks like going on. The two together count only where they are surer and lead to another FAQ than
 * the one given already, which the first question alone does not make as likely. The trace then says with what it was
 * understood.
 */
export async function answerInContext(
  ask: (text: string) => Answer | Promise<Answer>,
  text: string,
  context: { readonly previous?: Pick<LastAnswered, 'asked' | 'faqId'>; readonly language?: Locale },
): Promise<Answer> {
  const alone = await ask(text);
  const { previous: { asked, faqId: given } = {}, language } = context;
  if (asked === undefined || asked === '' || alone.trace.rule === 'word-for-word') return alone;
  if (!isFollowUpByForm(text, language)) return alone;
  const together = await ask(`${asked} ${text}`);
  const least = alone.confidence + (alone.outcome === 'answered' ? SURER : 0);
  if (together.outcome === 'handover' || together.confidence <= least) return alone;
  const found = likeliestOf(together);
  if (found === undefined || found === given) return alone;
  const before = await ask(asked);
  if (found === likeliestOf(before)) return alone;
  if (likelihoodOf(found, together) - likelihoodOf(found, before) < RAISED) return alone;
  return { ...together, trace: { ...together.trace, resolvedWith: asked } };
}

function likeliestOf({ trace }: Answer): FaqId | undefined {
  return trace.candidates[0]?.faqId;
}

function likelihoodOf(wanted: FaqId, { trace }: Answer): number {
  return trace.candidates.find(({ faqId }) => faqId === wanted)?.probability ?? 0;
}

/**
 * Whether a text has the form of a question that goes on with another: it begins with "and", "what about" or the like and is no
 * whole question by itself, or is nothing but the word that asks ("how long?").
 */
export function isFollowUpByForm(text: string, language?: Locale): boolean {
  const expected = language === undefined ? undefined : languageOf(language);
  const { words, readings: all } = readMessage(text, expected, 'following');
  // Short words are an "and" in some language: where the customer's is known, only that one counts, and English.
  const readings = all.filter((reading) => expected === undefined || [expected, 'en'].includes(reading.language));
  const unspaced = words.filter(({ isUnspaced }) => isUnspaced).length;
  if (words.length === 0 || words.length - unspaced > MOST_WORDS || unspaced > MOST_UNSPACED) return false;
  const isWhole = readings.some(({ parts }) => parts.some(({ kinds }) => (kinds & whole) !== 0));
  return readings.some(({ parts }) => goesOn(parts, isWhole));
}

function goesOn(parts: readonly Part[], isWhole: boolean): boolean {
  const from = parts.findIndex(({ kinds }) => (kinds & (hello | thanks | okay)) === 0 || (kinds & (and | asks)) !== 0);
  const rest = parts.slice(Math.max(from, 0));
  const first = rest[0];
  if (!first) return false;
  const isOnlyAsking = rest.every(({ kinds }) => (kinds & (and | asks | filler)) !== 0 && (kinds & other) === 0);
  if (isOnlyAsking && rest.some(({ kinds }) => (kinds & asks) !== 0)) return true;
  return (first.kinds & and) !== 0 && rest.length > 1 && !isWhole;
}
