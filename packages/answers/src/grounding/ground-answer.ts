import { randomBytes } from 'node:crypto';
import { type FaqId, type Locale, writtenLanguageOf } from '@answerdesk/domain';
import { detectLanguage } from '../language/detect-language.ts';
import type { BudgetedReply } from '../model-budget.ts';
import type { ModelRequest } from '../openai.ts';
import { lockTerms } from '../translation/lock-terms.ts';
import { addressesIn } from './addresses.ts';
import { complaintAboutSupport, type Source, type SupportComplaint } from './check-support.ts';
import { groundingRequest, type ShownFaq } from './grounding-request.ts';
import { readProposal } from './read-proposal.ts';
import { redact } from './redact.ts';

export interface ToGround {
  /** The customer's words, as they came. */
  readonly question: string;
  readonly language: Locale;
  /** What may be said, the likeliest first: approved, valid now, in that language. No more than five are used. */
  readonly faqs: readonly (Source & { readonly faqId: FaqId })[];
}

/** Why an answer that a model proposed is not said. */
export type GroundingComplaint =
  | SupportComplaint
  | 'cut-short'
  | 'no-json'
  | 'not-answered'
  | 'other-faqs'
  | 'too-long'
  | 'markup'
  | 'addresses'
  | 'markers'
  | 'leak'
  | 'wrong-language';

export type Grounding =
  | { readonly kind: 'grounded'; readonly text: string; readonly faqIds: readonly FaqId[] }
  | { readonly kind: 'refused'; readonly reason: GroundingComplaint }
  | { readonly kind: 'unavailable'; readonly reply: Exclude<BudgetedReply, { kind: 'said' }> };

const MOST_FAQS = 5;
const LONGEST_QUESTION = 1_000;
const LONGEST_ANSWER = 1_500;
const FEWEST_LETTERS = 24;
const MARKER = /⟦\s*(\p{Nd}+)\s*⟧/gu;
const UNDETERMINED = 'und';
/** Anything beyond bold, italic, code and links: other tags, headings, images, tables, fences. */
const OTHER_MARKUP =
  /<\/?[a-z!?]|^\s{0,3}#{1,6}\s|!\[|```|~~|^\s*\|.*\||^\s*>|&[a-z]+;|&#|[⟦⟧{}]|\p{Cc}(?<!\n)|\[\/?[a-z]+=/imu;

/**
 * Has a model answer a question from FAQs, and proves that the answer says nothing but what those that it names say. What
 * the customer wrote goes as data, redacted; numbers and addresses of the FAQs are markers that the model never looks behind.
 * Whatever the words of the customer or the model: the text is supported by the FAQs, or there is none.
 */
export async function groundAnswer(
  { ask }: { readonly ask: (request: ModelRequest) => Promise<BudgetedReply> },
  { question, language, faqs }: ToGround,
): Promise<Grounding> {
  const tag = randomBytes(6).toString('hex');
  const used = faqs.slice(0, MOST_FAQS);
  const { shown, locked } = lockFaqs(used);
  const asked = redact(question.slice(0, LONGEST_QUESTION));
  const reply = await ask(groundingRequest({ question: asked, faqs: shown, language }, tag));
  if (reply.kind !== 'said') return { kind: 'unavailable', reply };
  if (reply.isCutShort) return { kind: 'refused', reason: 'cut-short' };
  const proposal = readProposal(reply.text);
  if (!proposal) return { kind: 'refused', reason: 'no-json' };
  if (!proposal.isSupported || proposal.answer.trim() === '') return { kind: 'refused', reason: 'not-answered' };
  const places = proposal.faqIds.map((id) => shown.findIndex((faq) => faq.id === id));
  const cited = [...new Set(places)].flatMap((place) => used[place] ?? []);
  if (cited.length === 0 || cited.length < new Set(places).size) return { kind: 'refused', reason: 'other-faqs' };
  if (proposal.answer.includes(tag)) return { kind: 'refused', reason: 'leak' };
  const text = restore(proposal.answer.trim(), locked);
  if (text === undefined) return { kind: 'refused', reason: 'markers' };
  const reason = complaintAboutAnswer(text, cited, language);
  return reason ? { kind: 'refused', reason } : { kind: 'grounded', text, faqIds: cited.map(({ faqId }) => faqId) };
}

/** What is wrong with an answer that claims to say what its sources say; nothing, when it may be sent. */
export function complaintAboutAnswer(
  text: string,
  sources: readonly Source[],
  language: Locale,
): GroundingComplaint | undefined {
  if (text.length > LONGEST_ANSWER) return 'too-long';
  if (OTHER_MARKUP.test(text)) return 'markup';
  const known = new Set(sources.flatMap(({ answer }) => addressesIn(answer)));
  if (!addressesIn(text).every((address) => known.has(address))) return 'addresses';
  if (!isInLanguage(text, sources, language)) return 'wrong-language';
  return complaintAboutSupport(text, sources, language);
}

/** In the language asked for, or in what looks like the language that the sources look like. */
function isInLanguage(text: string, sources: readonly Source[], language: Locale): boolean {
  if ((text.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS) return true;
  const seems = (words: string) => writtenLanguageOf(detectLanguage(words, { locale: UNDETERMINED }));
  const found = seems(text);
  return (
    found === writtenLanguageOf(language) ||
    found === UNDETERMINED ||
    sources.some(({ answer }) => seems(answer) === found)
  );
}

/** One numbering of markers for all of them. */
function lockFaqs(faqs: readonly Source[]): { readonly shown: ShownFaq[]; readonly locked: readonly string[] } {
  const locked: string[] = [];
  const lock = (text: string) => {
    const own = lockTerms(text, []);
    return own.text.replaceAll(MARKER, (_marker, number: string) => {
      const value = own.locked[Number(number) - 1] ?? '';
      if (!locked.includes(value)) locked.push(value);
      return `⟦${locked.indexOf(value) + 1}⟧`;
    });
  };
  const shown = faqs.map(({ question, answer }, place) => ({
    id: `faq-${place + 1}`,
    question: lock(question),
    answer: lock(answer),
  }));
  return { shown, locked };
}

/** Undefined where a marker is none of those given. */
function restore(answer: string, locked: readonly string[]): string | undefined {
  let isWhole = true;
  const text = answer.normalize('NFC').replaceAll(MARKER, (_marker, number: string) => {
    const value = locked[Number(number.normalize('NFKC')) - 1];
    if (value === undefined) isWhole = false;
    return value ?? '';
  });
  return isWhole ? text : undefined;
}
