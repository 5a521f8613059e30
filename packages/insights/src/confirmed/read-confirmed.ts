import { rejectsAnswer, understand } from '@answerdesk/answers';
import {
  type Confirmation,
  type ConversationId,
  FAQ_CHOICE,
  type FaqId,
  type FaqRecord,
  faqIdSchema,
  type Locale,
  type MessageId,
  type TenantId,
} from '@answerdesk/domain';
import type { TurnFact, TurnFacts } from '../gaps/ports.ts';

/** A question, by the message that asked it, whose right FAQ a turn told. */
export interface Confirmed {
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly id: MessageId;
  /** The customer's message with the question. */
  readonly askedId: MessageId;
  readonly faqId: FaqId;
  readonly by: Confirmation;
  readonly language?: Locale;
}

export interface ReadConfirmedDeps {
  readonly facts: Pick<TurnFacts, 'between' | 'before' | 'after'>;
  readonly faqs: { findMany(tenantId: TenantId, faqIds: readonly FaqId[]): Promise<FaqRecord[]> };
}

const LOOK_BACK = 8;
const LOOK_AHEAD = 3;
const APPROVES = /^\s*(?:👍|❤️?|💯|🙏|👌)[\u{1F3FB}-\u{1F3FF}\u{FE0F}\s!]*$/u;
const MOST_CANDIDATES = 5;

/**
 * Reads which questions' right FAQs were told in a time: thanks, or a thumb up, right after an answer of the bot's (`thanked`); a choice
 * taken of what the bot asked back, by its button or in words (`chosen`); an agent's reply that is an FAQ's answer, word for word, to what was handed over
 * (`sent`). What the customer rejects in what they say next is not confirmed.
 */
export async function readConfirmed(deps: ReadConfirmedDeps, from: Date, to: Date): Promise<Confirmed[]> {
  const confirmed = new Map<MessageId, Confirmed>();
  for await (const fact of deps.facts.between(from, to)) {
    const told = fact.author === 'bot' ? await readTyped(deps, fact) : await readTurn(deps, fact);
    if (!told || confirmed.has(told.id) || (await isRejected(deps, fact))) continue;
    confirmed.set(told.id, told);
  }
  return [...confirmed.values()];
}

async function readTurn(deps: ReadConfirmedDeps, fact: TurnFact): Promise<Confirmed | undefined> {
  const { tenantId, conversationId, id, text, choiceId } = fact;
  if (fact.author === 'agent') return text === undefined ? undefined : readReply(deps, fact, text);
  const isThanks = text !== undefined && (APPROVES.test(text) || understand(text)?.intent === 'thanks');
  const chosen = choiceId?.startsWith(FAQ_CHOICE) ? choiceId.slice(FAQ_CHOICE.length) : undefined;
  if (!isThanks && chosen === undefined) return undefined;
  const [said] = await deps.facts.before(tenantId, conversationId, id, 1);
  if (said?.author !== 'bot' || said.causeId === undefined) return undefined;
  const { causeId: askedId, faqId, language } = said;
  const known = { tenantId, conversationId, id: askedId, askedId, ...(language !== undefined && { language }) };
  if (isThanks) {
    return said.handledAs === 'answered' && faqId !== undefined ? { ...known, faqId, by: 'thanked' } : undefined;
  }
  const wanted = faqIdSchema.safeParse(chosen);
  return said.handledAs === 'clarify' && wanted.success ? { ...known, faqId: wanted.data, by: 'chosen' } : undefined;
}

/** A choice that was typed, by its number, its words or a yes, is told by the answer to it. */
async function readTyped({ facts }: ReadConfirmedDeps, answer: TurnFact): Promise<Confirmed | undefined> {
  const { tenantId, conversationId, causeId, faqId, isChosen } = answer;
  if (!isChosen || causeId === undefined || faqId === undefined) return undefined;
  const [said] = await facts.before(tenantId, conversationId, causeId, 1);
  if (said?.author !== 'bot' || said.handledAs !== 'clarify' || said.causeId === undefined) return undefined;
  const { causeId: askedId, language } = said;
  return {
    ...{ tenantId, conversationId, id: askedId, askedId, faqId, by: 'chosen' as const },
    ...(language !== undefined && { language }),
  };
}

/** An agent who sends what an FAQ answers says which one is right; those that came into question are looked at. */
async function readReply(
  { facts, faqs }: ReadConfirmedDeps,
  { tenantId, conversationId, id }: TurnFact,
  text: string,
): Promise<Confirmed | undefined> {
  const before = await facts.before(tenantId, conversationId, id, LOOK_BACK);
  const handed = before.find(({ author, handledAs }) => author === 'agent' || handledAs === 'handover');
  if (handed?.author !== 'bot' || handed.causeId === undefined) return undefined;
  const asked = before.find(
    ({ author, causeId }) => author === 'bot' && causeId === (handed.askedId ?? handed.causeId),
  );
  const faqIds = (asked?.candidates ?? []).slice(0, MOST_CANDIDATES).map(({ faqId }) => faqId);
  if (faqIds.length === 0) return undefined;
  const sent = text.trim();
  const right = (await faqs.findMany(tenantId, faqIds)).find(
    ({ published: { answer, translations = [] } = { answer: '' } }) =>
      answer.trim() === sent || translations.some((each) => each.answer.trim() === sent),
  );
  if (!right || sent === '') return undefined;
  const { language } = handed;
  const askedId = handed.askedId ?? handed.causeId;
  const known = { tenantId, conversationId, id, askedId, ...(language !== undefined && { language }) };
  return { ...known, faqId: right.id, by: 'sent' };
}

async function isRejected({ facts }: ReadConfirmedDeps, { tenantId, conversationId, id }: TurnFact): Promise<boolean> {
  const next = (await facts.after(tenantId, conversationId, id, LOOK_AHEAD)).find(({ author }) => author === 'contact');
  return next?.text !== undefined && rejectsAnswer(next.text);
}
