import {
  answerInContext,
  askModel,
  asksForPerson,
  defaultThresholds,
  isWordForWord as hasWordForWord,
  languagesAnswered,
  withoutGreeting,
} from '@answerdesk/answers';
import type { Answer, LastAnswered, Locale } from '@answerdesk/domain';
import { type HeardLanguage, hearLanguage } from '../hear-language.ts';
import { hearSmallTalk } from '../small-talk.ts';
import type { Turn } from './turn.ts';

/** A question an hour later is a new one. */
const GOES_ON_FOR_MS = 3_600_000;

/** The engine's answer; undefined when the engine failed, which must never leave a customer without a reply. */
export async function askEngine(turn: Turn, text: string): Promise<Answer | undefined> {
  const { deps, tenant, language } = turn;
  try {
    const model = await deps.modelFor(tenant.id, tenant.faqsVersion);
    const question = {
      at: deps.now(),
      language,
      ...(turn.spokenIn !== undefined && { writtenIn: turn.spokenIn }),
      ...(tenant.personOnlyCategories && { personOnlyCategories: tenant.personOnlyCategories }),
    };
    const thresholds = tenant.thresholds ?? defaultThresholds;
    const previous = askedBefore(turn);
    const context = { language: turn.language, ...(previous !== undefined && { previous }) };
    const words = hasWordForWord(model, text, question.at) ? text : withoutGreeting(text, turn.language);
    return await answerInContext((asked) => askModel(model, { ...question, text: asked }, thresholds), words, context);
  } catch (error) {
    deps.reportFailure('answering', error);
    return undefined;
  }
}

/**
 * Whether an FAQ has exactly this text: the tenant's own word on it goes before the system's, where the FAQs are learnt or are
 * so at once.
 */
export async function isWordForWord(turn: Turn, text: string): Promise<boolean> {
  const { deps } = turn;
  try {
    const model = await turn.modelAtOnce();
    return model !== undefined && hasWordForWord(model, text, deps.now());
  } catch (error) {
    deps.reportFailure('answering', error);
    return false;
  }
}

/** The language of what was written; where the engine fails later, this does not. */
export async function hear(turn: Turn, text: string): Promise<HeardLanguage> {
  const { deps, tenant, conversation, message } = turn;
  const { locale } = message.inbound.contact;
  let candidates: readonly Locale[] = [];
  // Whoever asks for a person does not wait until FAQs are learnt.
  if (!asksForPerson(text, conversation.language ?? locale ?? tenant.locale)) {
    const isSmallTalk = hearSmallTalk(text, [turn.language, locale, tenant.locale]) !== undefined;
    const model = isSmallTalk ? turn.modelAtOnce() : deps.modelFor(tenant.id, tenant.faqsVersion);
    candidates = await model.then(
      (learnt) => (learnt ? languagesAnswered(learnt) : []),
      () => [],
    );
  }
  return hearLanguage(text, { ...conversation, ...(locale !== undefined && { locale }), candidates });
}

/** The question that a message may go on with: the last one that was answered, not long ago. */
function askedBefore({ conversation: { lastAnswered }, deps }: Turn): LastAnswered | undefined {
  if (!lastAnswered || deps.now().getTime() - lastAnswered.at.getTime() > GOES_ON_FOR_MS) return undefined;
  return lastAnswered;
}
