import { pressingEmotion, relatedFaqs } from '@answerdesk/answers';
import { type Choice, FAQ_CHOICE, type FaqId, type Mood, settingsOf } from '@answerdesk/domain';
import { say } from '../own-words.ts';
import { saidJustBefore } from '../small-talk.ts';
import { type ComposedReply, speaking, type Turn } from './turn.ts';

/** How many FAQs a conversation remembers to have offered or answered. */
const MOST_REMEMBERED = 30;
const UPSET_FOR_MS = 60 * 60_000;

/**
 * An answer with up to three questions about the same things as choices under it, each offered once in a conversation and not
 * after it was answered. Any other reply stays as it is; so does an answer with choices of its own, and whatever goes to a
 * customer who is upset or in a hurry, waits for a person, or has just said that an answer did not help.
 */
export async function withRelatedQuestions(
  turn: Turn,
  reply: ComposedReply,
  mood: Mood | undefined = turn.conversation.mood,
): Promise<ComposedReply> {
  const { conversation, deps, tenant, language } = turn;
  const faqId = reply.trace?.faqId;
  if (reply.handledAs !== 'answered' || faqId === undefined || reply.rule === 'generated') return reply;
  const seen = [...new Set([...(conversation.suggested ?? []), faqId])];
  const noted = noting(reply, seen);
  if (!settingsOf(tenant).glossary.offersRelated || reply.content.choices) return reply;
  if (reply.changes.waiting || conversation.waiting || conversation.rejected) return reply;
  if (saidJustBefore(conversation) === 'not-helped' || isUpset(mood, deps.now())) return reply;
  try {
    const model = await turn.modelAtOnce();
    if (!model?.terms) return reply;
    const related = relatedFaqs(model, faqId, {
      language,
      at: deps.now(),
      except: new Set(seen),
      ...(tenant.personOnlyCategories && { personOnlyCategories: tenant.personOnlyCategories }),
    });
    if (related.length === 0) return noted;
    const choices = related.map(({ faqId: id, question }): Choice => ({ id: `${FAQ_CHOICE}${id}`, label: question }));
    const text = `${reply.content.text}\n\n${await say(speaking(turn), 'relatedQuestions')}`;
    return noting({ ...reply, content: { ...reply.content, text, choices } }, [
      ...seen,
      ...related.map((each) => each.faqId),
    ]);
  } catch (error) {
    deps.reportFailure('looking for related questions', error);
    return reply;
  }
}

function noting(reply: ComposedReply, seen: readonly FaqId[]): ComposedReply {
  return { ...reply, changes: { ...reply.changes, suggested: seen.slice(-MOST_REMEMBERED) } };
}

function isUpset(mood: Mood | undefined, at: Date): boolean {
  const last = mood?.turns.at(-1);
  if (!last || at.getTime() - last.at.getTime() > UPSET_FOR_MS) return false;
  return pressingEmotion(last.emotion) !== undefined;
}
