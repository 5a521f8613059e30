import { answerIn, FAQ_CHOICE, type FaqId, faqIdSchema, isFaqValidAt, replyOfFaq } from '@answerdesk/domain';
import { say } from '../own-words.ts';
import { answeredBy, inTheirWords, mayAnswer, openedBefore, served } from './approved-answer.ts';
import { handOverTurn } from './hand-over-turn.ts';
import { isPersonChoice, isWayOut, personChoiceOf, wayOutOf } from './person-choice.ts';
import { withRelatedQuestions } from './related-questions.ts';
import { type ComposedReply, speaking, systemLine, type Turn } from './turn.ts';

export async function replyToChoice(turn: Turn, choiceId: string): Promise<ComposedReply> {
  if (isPersonChoice(choiceId)) {
    const saidBefore = choiceId !== personChoiceOf(turn);
    return handOverTurn(turn, { reason: 'asked-for-person', saidBefore }, {});
  }
  if (isWayOut(choiceId)) return replyToWayOut(turn, choiceId);
  const faqId = faqIdOfChoice(choiceId);
  const faq = faqId && (await turn.deps.faqs.find(turn.tenant.id, faqId));
  if (!faq || !isFaqValidAt(faq, turn.deps.now())) {
    return systemLine(turn, 'choice-expired', await say(speaking(turn), 'choiceExpired'));
  }
  if (faq.category !== undefined && turn.tenant.personOnlyCategories?.includes(faq.category)) {
    return handOverTurn(
      turn,
      { reason: 'rule', asked: faq.question, queue: faq.category },
      { faqId: faq.id, chosenByCustomer: true, faqsVersion: turn.tenant.faqsVersion },
    );
  }
  if (!(await mayAnswer(turn))) {
    const queue = faq.category === undefined ? {} : { queue: faq.category };
    return handOverTurn(
      turn,
      { reason: 'spend-cap', asked: faq.question, ...queue },
      { faqId: faq.id, chosenByCustomer: true, faqsVersion: turn.tenant.faqsVersion },
    );
  }
  const reply = replyOfFaq(faq, turn.language);
  const { locale: writtenIn } = answerIn(faq, turn.language);
  const answer = { faqId: faq.id, text: reply.text, ...(writtenIn !== undefined && { writtenIn }) };
  const answered = served(await inTheirWords(turn, answer), {
    content: reply,
    handledAs: 'answered',
    changes: { unsureTurns: 0, ...answeredBy(turn, faq.id, faq.question) },
    ...openedBefore(turn),
    trace: { faqId: faq.id, outcome: 'answered', chosenByCustomer: true, faqsVersion: turn.tenant.faqsVersion },
  });
  return withRelatedQuestions(turn, answered);
}

/** None of what was asked back is meant: to what was asked the bot has no answer. */
function replyToWayOut(turn: Turn, choiceId: string): Promise<ComposedReply> {
  const { askedBack, offeredTo } = turn.conversation;
  const { author } = turn.message;
  // In a group whoever presses an older button may have been asked something else.
  const isOthers = author !== undefined && offeredTo !== undefined && author.contactId !== offeredTo;
  const { messageId: askedId, asked } = (isOthers ? undefined : askedBack) ?? {};
  const question = { ...(asked !== undefined && { asked }), ...(askedId !== undefined && { askedId }) };
  const saidBefore = choiceId !== wayOutOf(turn);
  return handOverTurn(
    turn,
    { reason: 'no-answer', saidBefore, ...question },
    { ...(askedId !== undefined && { askedId }) },
  );
}

function faqIdOfChoice(choiceId: string): FaqId | undefined {
  if (!choiceId.startsWith(FAQ_CHOICE)) return undefined;
  const parsed = faqIdSchema.safeParse(choiceId.slice(FAQ_CHOICE.length));
  return parsed.success ? parsed.data : undefined;
}
